import { request } from '../bridge/bridge';
import { useNavStore } from './navStore';

/**
 * Opens the wallboard in a window of its own, for another screen of the room; in that window, it
 * leads to the live calls.
 */
export function toggleWallboard(): void {
  const { screen, show } = useNavStore.getState();
  if (screen === 'wallboard') {
    show('live');
  } else {
    void request('windows:open', { screen: 'wallboard' });
  }
}
