import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { StoreHealth } from '#model/history';
import type { ExportFormat } from '../contract/api';
import { type AuditTrail, CONSOLE_ACTOR } from '../history/auditTrail';
import { exportFile } from '../history/callExport';
import type { SaveFile } from '../history/saveFile';
import { success, toNullResult, toRequestResult } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** What the requests about recorded calls and the audit are answered with. */
export type HistoryHandlerParts = {
  /** Null when no record is kept. */
  readonly history: HistoryStore | null;
  readonly saveFile: SaveFile;
  readonly audit: AuditTrail;
  readonly log: Log;
};

type HistoryChannel = Extract<keyof RequestHandlers, `history:${string}` | `audit:${string}`>;

/** The handlers for recorded calls and the audit. */
export type HistoryHandlers = Pick<RequestHandlers, HistoryChannel>;

const OFF: StoreHealth = {
  state: 'off',
  message: 'No record of calls is kept: the record could not be opened. See the log.',
  queuedRows: 0,
  droppedRows: 0,
};

/** One handler for each request about recorded calls and the audit. */
export function createHistoryHandlers(parts: HistoryHandlerParts): HistoryHandlers {
  const { history, audit } = parts;
  const ask = <T>(question: (store: HistoryStore) => Promise<Result<T>>): Promise<Result<T>> =>
    history === null
      ? Promise.resolve(fail(cordboardError('invalid-state', OFF.message)))
      : question(history);
  return {
    'history:health': () => Promise.resolve(success(history?.health ?? OFF)),
    'history:search': async ({ query }) =>
      toRequestResult(await ask((store) => store.search(query))),
    'history:call': async ({ callId }) => toRequestResult(await ask((store) => store.call(callId))),
    'history:addNote': async ({ callId, text }) => {
      const result = await ask((store) => store.addNote(callId, CONSOLE_ACTOR, text));
      const params = { characters: text.length };
      audit({ action: 'history.addNote', callId, params, error: errorOf(result) });
      return toNullResult(result);
    },
    'history:setTags': async ({ callId, tags }) => {
      const result = await ask((store) => store.setTags(callId, tags));
      audit({
        action: 'history.setTags',
        callId,
        params: { tags: tags.length },
        error: errorOf(result),
      });
      return toNullResult(result);
    },
    'history:deleteCaller': async ({ callerNumber }) => {
      const result = await ask((store) => store.deleteCaller(callerNumber));
      const params = { caller: masked(callerNumber), calls: result.ok ? result.value : 0 };
      audit({ action: 'history.deleteCaller', callId: null, params, error: errorOf(result) });
      return toRequestResult(result);
    },
    'history:export': async ({ callId, format }) => {
      const result = await exportCall(parts, callId, format, ask);
      if (!result.ok || result.value !== null) {
        audit({ action: 'history.export', callId, params: { format }, error: errorOf(result) });
      }
      return toRequestResult(result);
    },
    'audit:list': async ({ before, limit }) =>
      toRequestResult(
        await ask((store) => store.listAudit(before === null ? { limit } : { before, limit })),
      ),
    'audit:verify': async () => toRequestResult(await ask((store) => store.verifyAudit())),
  };
}

async function exportCall(
  { saveFile, log }: HistoryHandlerParts,
  callId: string,
  format: ExportFormat,
  ask: <T>(question: (store: HistoryStore) => Promise<Result<T>>) => Promise<Result<T>>,
): Promise<Result<string | null>> {
  const record = await ask((store) => store.call(callId));
  if (!record.ok) {
    return record;
  }
  const saved = await saveFile(exportFile(record.value, format));
  if (!saved.ok) {
    log.warn({ callId, error: saved.error }, 'call could not be exported');
  }
  return saved;
}

/** The end of a number: enough to recognise which deletion this was, too little to keep what was to be deleted. */
function masked(callerNumber: string): string {
  return `…${callerNumber.slice(-3)}`;
}

function errorOf(result: Result<unknown>) {
  return result.ok ? null : result.error;
}
