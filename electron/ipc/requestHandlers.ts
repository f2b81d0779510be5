import type { ActorDesk } from '#main/desk/supervisorDesk';
import type { AppInfo } from '../contract/api';
import type { SaveFile } from '../saveFile';
import type { EventPublisher } from './eventPublisher';
import type { HeadsetPorts } from './headsetPort';
import { createHistoryHandlers } from './historyHandlers';
import type { LevelStream } from './levelPort';
import { success, toNullResult, toRequestResult } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** What the requests are answered with. */
export type RequestHandlerParts = {
  /** The desk in the name of the person at the window. */
  readonly desk: ActorDesk;
  readonly events: Pick<EventPublisher, 'begin'>;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly headset: Pick<HeadsetPorts, 'open'>;
  readonly appInfo: () => AppInfo;
  readonly saveFile: SaveFile;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
};

/** One handler for each request of the window. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { desk, events, levels, headset, appInfo, saveFile, copy } = parts;
  const { calls, profiles, program } = desk;
  return {
    'app:snapshot': async () => {
      // Before the snapshot is taken, so that no change falls between it and the first batch.
      events.begin();
      return success(await calls.snapshot());
    },
    'app:info': () => Promise.resolve(success(appInfo())),
    'app:takeOver': async () => toNullResult(await calls.takeOverApplication()),
    'calls:command': async ({ callId, command }) =>
      toNullResult(await calls.command(callId, command)),
    'calls:place': async (call) => toRequestResult(await calls.place(call)),
    'calls:listen': async ({ callId }, sender) => toNullResult(await headset.open(callId, sender)),
    'settings:list': async () => success(await program.settings()),
    'settings:update': async ({ changes }) =>
      toRequestResult(await program.updateSettings(changes)),
    'profiles:list': async () => success(await profiles.list()),
    'profiles:save': async ({ profile }) => toRequestResult(await profiles.save(profile)),
    'profiles:remove': async ({ id }) => toNullResult(await profiles.remove(id)),
    'levels:open': (_input, sender) => {
      levels.open(sender);
      return Promise.resolve(success(null));
    },
    'logs:tail': async (query) => success(await program.readLog(query)),
    'app:diagnostics': async () => {
      const packed = await program.packDiagnostics();
      if (packed.ok) {
        copy(packed.value.text);
      }
      return packed.ok ? success(packed.value.path) : toRequestResult(packed);
    },
    ...createHistoryHandlers(desk.history, saveFile),
  };
}
