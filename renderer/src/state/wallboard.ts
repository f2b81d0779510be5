import { request } from '../bridge/bridge';
import { useNavStore } from './navStore';

/**
 * Opens the wallboard in a window of its own, for another screen of the room; in that window, it
 * closes it: what is on a wall must not come to show a desk, with all that is for one person.
 */
export function toggleWallboard(): void {
  if (useNavStore.getState().screen === 'wallboard') {
    void request('windows:close', null);
  } else {
    void request('windows:open', { screen: 'wallboard' });
  }
}
