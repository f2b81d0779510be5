import type { CallControl } from '../../src-main/call/callControl';
import type { SettingsStore } from '../../src-main/config/settingsStore';
import type { Log } from '../../src-main/observability/log';
import type { CordboardError } from '../../src-main/util/errors';
import type { Result } from '../../src-main/util/result';
import type { AppInfo, RequestResult } from '../contract/api';
import type { EventPublisher } from './eventPublisher';
import type { LevelStream } from './levelPort';
import type { RequestHandlers } from './validatedIpc';

/** What the requests are answered with. */
export type RequestHandlerParts = {
  readonly control: CallControl;
  readonly settings: Pick<SettingsStore, 'list' | 'update'>;
  readonly events: Pick<EventPublisher, 'begin'>;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly appInfo: () => AppInfo;
  readonly log: Log;
};

/** One handler for each request of the window. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { control, settings, log } = parts;
  return {
    'app:snapshot': () => {
      // Before the snapshot is taken, so that no change falls between it and the first batch.
      parts.events.begin();
      return Promise.resolve(success(control.snapshot()));
    },
    'app:info': () => Promise.resolve(success(parts.appInfo())),
    'calls:answer': async ({ callId }) => act('answer', callId, log, control.answerCall(callId)),
    'calls:decline': async ({ callId }) => act('decline', callId, log, control.declineCall(callId)),
    'calls:end': async ({ callId }) => act('end', callId, log, control.endCall(callId)),
    'calls:changeVoice': async ({ callId, voice }) =>
      act(`voice ${voice}`, callId, log, control.changeVoice(callId, voice)),
    'settings:list': () => Promise.resolve(success(settings.list())),
    'settings:update': async ({ changes }) => {
      const result = toRequestResult(await settings.update(changes));
      // Names only: a value may be a secret.
      log.info(
        { settings: Object.keys(changes), saved: result.ok },
        'settings changed in the window',
      );
      return result;
    },
    'levels:open': (_input, sender) => {
      parts.levels.open(sender);
      return Promise.resolve(success(null));
    },
  };
}

/** Carries an action out and leaves a trace of who asked for what. */
async function act(
  action: string,
  callId: string,
  log: Log,
  work: Promise<Result<void>>,
): Promise<RequestResult<null>> {
  const result = await work;
  if (result.ok) {
    log.info({ action, callId }, 'supervisor acted on a call');
    return success(null);
  }
  log.warn({ action, callId, error: result.error }, 'action on a call failed');
  return failure(result.error);
}

function success<T>(value: T): RequestResult<T> {
  return { ok: true, value };
}

function toRequestResult<T>(result: Result<T>): RequestResult<T> {
  if (result.ok) {
    return result;
  }
  return failure(result.error);
}

/** Takes the cause off: it may hold anything, and the window has no use for it. */
function failure({ kind, message, retryable }: CordboardError): RequestResult<never> {
  return { ok: false, error: { kind, message, retryable } };
}
