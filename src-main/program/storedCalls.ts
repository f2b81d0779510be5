/** Finds what the record has of calls that go on after a restart. */
import type { StoredCall } from '#main/call/session/callSessionOptions';
import type { HistoryStore } from '#main/store/historyStore';
import type { CallId } from '#model/call';

/** Looks calls up in the record; null for one that is not in it. */
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
