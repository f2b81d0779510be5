import type { StoredCall } from '#main/call/session/callSessionOptions';
import type { HistoryStore } from '#main/store/historyStore';
import type { CallId } from '#model/call';

/**
 * Looks up the earlier part of calls that go on; null for a call that is not in the record, or if
 * the record cannot be read.
 */
export function createStoredCalls(
  history: Pick<HistoryStore, 'call'>,
): (callId: CallId) => Promise<StoredCall | null> {
  return async (callId) => {
    const found = await history.call(callId);
    if (!found.ok) {
      return null;
    }
    const { call, turns } = found.value;
    return { startedAt: call.startedAt, answeredAt: call.answeredAt, turns };
  };
}
