import type { CallId } from '#model/call';
import { useCallsStore } from '#window/state/callsStore';
import { useNavStore } from '#window/state/navStore';

/** Leads to a live call from wherever the supervisor is. */
export function showCall(callId: CallId): void {
  useNavStore.getState().show('live');
  useCallsStore.getState().select(callId);
}
