import type { HistoryStore } from '#main/store/historyStore';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import { ProblemError, problemResponse, valueOrProblem } from '../problems';

/** How requests to the history can be refused. */
export const HISTORY_REFUSALS = {
  400: problemResponse,
  403: problemResponse,
  404: problemResponse,
  409: problemResponse,
  503: problemResponse,
  504: problemResponse,
} as const;

/** The store; where nothing is recorded, the request ends with 503. */
export function storeOrProblem(history: HistoryStore | null): HistoryStore {
  if (history === null || history.health.state === 'off') {
    const why = history === null ? '' : ` ${history.health.message}`;
    throw new ProblemError(503, `The call history is off.${why}`, { retryable: false });
  }
  return history;
}

/** The record of a call; the request ends with 404 when there is none. */
export async function recordOrProblem(
  history: HistoryStore | null,
  callId: CallId,
): Promise<CallRecord> {
  return valueOrProblem(await storeOrProblem(history).call(callId), 503);
}

/** Name of a file about a call, without extension: `call-2026-01-31-1700000000.7`. */
export function fileStem({ call }: CallRecord): string {
  const day = new Date(call.startedAt).toISOString().slice(0, 10);
  return `call-${day}-${call.id.replaceAll(/[^\w.-]/g, '_')}`;
}
