import type { CallControl } from '#main/call/callControl';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import type { Result } from '#main/util/result';
import { recordOfAction, recordOfOutgoingCall } from '#model/actionRecord';
import type { CallId } from '#model/call';
import type { AppInfo, RequestResult } from '../contract/api';
import { type AuditTrail, createAuditTrail } from '../history/auditTrail';
import type { SaveFile } from '../history/saveFile';
import type { EventPublisher } from './eventPublisher';
import type { HeadsetPorts } from './headsetPort';
import { createHistoryHandlers } from './historyHandlers';
import type { LevelStream } from './levelPort';
import { createLogHandlers, type LogHandlerParts } from './logHandlers';
import { createProfileHandlers, type ProfileHandlerParts } from './profileHandlers';
import { success, toNullResult, toRequestResult } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** What the requests are answered with. */
export type RequestHandlerParts = {
  readonly control: CallControl;
  readonly settings: Pick<SettingsStore, 'list' | 'update'>;
  readonly profiles: ProfileHandlerParts['profiles'];
  readonly events: Pick<EventPublisher, 'begin'>;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly headset: Pick<HeadsetPorts, 'open'>;
  /** Takes the application over from another console. */
  readonly takeOverApplication: () => Result<void>;
  readonly appInfo: () => AppInfo;
  /** The record of calls; null when none is kept. */
  readonly history: HistoryStore | null;
  readonly saveFile: SaveFile;
  readonly logs: LogHandlerParts;
  readonly log: Log;
};

/** One handler for each request of the window. What the person at the window does is written into the audit. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { control, settings, history, saveFile, log } = parts;
  const audit = createAuditTrail(history, log);
  const trace: Trace = { audit, log };
  return {
    'app:snapshot': () => {
      // Before the snapshot is taken, so that no change falls between it and the first batch.
      parts.events.begin();
      return Promise.resolve(success(control.snapshot()));
    },
    'app:info': () => Promise.resolve(success(parts.appInfo())),
    'app:takeOver': () =>
      act('application.takeOver', null, {}, trace, Promise.resolve(parts.takeOverApplication())),
    'calls:answer': ({ callId }) =>
      act('call.answer', callId, {}, trace, control.answerCall(callId)),
    'calls:decline': ({ callId }) =>
      act('call.decline', callId, {}, trace, control.declineCall(callId)),
    'calls:end': ({ callId }) => act('call.end', callId, {}, trace, control.endCall(callId)),
    'calls:changeVoice': ({ callId, voice }) =>
      act('call.changeVoice', callId, { voice }, trace, control.changeVoice(callId, voice)),
    'calls:act': ({ callId, action }) => {
      const { action: name, params } = recordOfAction(action);
      return act(name, callId, params, trace, control.act(callId, action));
    },
    'calls:place': async (call) => {
      const { action, params } = recordOfOutgoingCall(call);
      const placed = await control.placeCall(call);
      const callId = placed.ok ? placed.value : null;
      note(action, callId, params, trace, placed);
      return toRequestResult(placed);
    },
    'calls:listen': ({ callId }, sender) =>
      act('call.listen', callId, {}, trace, Promise.resolve(parts.headset.open(callId, sender))),
    'settings:list': () => Promise.resolve(success(settings.list())),
    'settings:update': async ({ changes }) => {
      const result = await settings.update(changes);
      // Names only: a value may be a secret.
      const params = { settings: Object.keys(changes) };
      const error = result.ok ? null : result.error;
      log.info({ ...params, saved: result.ok }, 'settings changed in the window');
      audit({ action: 'settings.update', callId: null, params, error });
      return toRequestResult(result);
    },
    ...createProfileHandlers({ profiles: parts.profiles, audit, log }),
    'levels:open': (_input, sender) => {
      parts.levels.open(sender);
      return Promise.resolve(success(null));
    },
    ...createLogHandlers(parts.logs, log),
    ...createHistoryHandlers({ history, saveFile, audit, log }),
  };
}

type Trace = { readonly audit: AuditTrail; readonly log: Log };

/** Carries an action out and leaves a trace of who asked for what. */
async function act(
  action: string,
  callId: CallId | null,
  params: Readonly<Record<string, unknown>>,
  trace: Trace,
  work: Promise<Result<void>>,
): Promise<RequestResult<null>> {
  const result = await work;
  note(action, callId, params, trace, result);
  return toNullResult(result);
}

function note(
  action: string,
  callId: CallId | null,
  params: Readonly<Record<string, unknown>>,
  { audit, log }: Trace,
  result: Result<unknown>,
): void {
  if (result.ok) {
    log.info({ action, callId, ...params }, 'supervisor acted on a call');
  } else {
    log.warn({ action, callId, ...params, error: result.error }, 'action on a call failed');
  }
  audit({ action, callId, params, error: result.ok ? null : result.error });
}
