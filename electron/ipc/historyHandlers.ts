import type { HistoryDesk } from '#main/desk/historyDesk';
import type { SaveFile } from '../saveFile';
import { success, toNullResult, toRequestResult } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** The handlers for recorded calls and the audit. */
export type HistoryHandlers = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `history:${string}` | `audit:${string}`>
>;

/** One handler for each request about recorded calls and the audit. */
export function createHistoryHandlers(history: HistoryDesk, saveFile: SaveFile): HistoryHandlers {
  return {
    'history:health': async () => success(await history.health()),
    'history:search': async ({ query }) => toRequestResult(await history.search(query)),
    'history:call': async ({ callId }) => toRequestResult(await history.read(callId)),
    'history:addNote': async ({ callId, text }) =>
      toNullResult(await history.addNote(callId, text)),
    'history:setTags': async ({ callId, tags }) =>
      toNullResult(await history.setTags(callId, tags)),
    'history:deleteCaller': async ({ callerNumber }) =>
      toRequestResult(await history.deleteCaller(callerNumber)),
    'history:export': async ({ callId, format }) => {
      const name = await history.exportName(callId, format);
      if (!name.ok) {
        return toRequestResult(name);
      }
      // Written down only once a place was chosen: a dialog that is cancelled exports nothing.
      return toRequestResult(
        await saveFile(name.value, async () => {
          const file = await history.exportCall(callId, format);
          return file.ok ? { ok: true, value: file.value.content } : file;
        }),
      );
    },
    'audit:list': async ({ before, limit }) =>
      toRequestResult(await history.listAudit(before, limit)),
    'audit:verify': async () => toRequestResult(await history.verifyAudit()),
  };
}
