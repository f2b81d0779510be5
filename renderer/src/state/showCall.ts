import type { CallId } from '#model/call';
import { useCallsStore } from './callsStore';
import { focusOn, focusOnArrival, placeNow } from './focusPlaces';
import { useNavStore } from './navStore';

/** Shows a live call, wherever the supervisor is. */
export function showCall(callId: CallId): void {
  useNavStore.getState().show('live');
  useCallsStore.getState().select(callId);
}

/** Leads to a live call from outside the screens: its keys act from there on. */
export function goToCall(callId: CallId): void {
  const isThere = useNavStore.getState().screen === 'live' && placeNow('detail') !== null;
  showCall(callId);
  if (isThere) {
    focusOn('detail');
  } else {
    focusOnArrival('detail');
  }
}
