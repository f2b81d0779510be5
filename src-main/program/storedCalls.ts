import type { StoredCall } from '#main/call/earlierParts';
import type { HistoryStore } from '#main/store/historyStore';
import { ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';

/**
 * Looks up the earlier part of calls that go on; null for a call that is not in the record. Fails
 * if the record cannot be read.
 */
export function createStoredCalls(
  history: Pick<HistoryStore, 'call'>,
): (callId: CallId) => Promise<Result<StoredCall | null>> {
  return async (callId) => {
    const found = await history.call(callId);
    if (!found.ok) {
      return found.error.kind === 'not-found' ? ok(null) : found;
    }
    const { call, turns, lookUp } = found.value;
    return ok({ startedAt: call.startedAt, answeredAt: call.answeredAt, turns, lookUp });
  };
}
