import type { CallId } from '#model/call';
import { useNavStore } from '../../state/navStore';
import { openRecord } from './historyStore';

/** Shows the page of a call in the history, from wherever the supervisor is. */
export function showRecord(callId: CallId): void {
  useNavStore.getState().show('history');
  void openRecord(callId);
}
