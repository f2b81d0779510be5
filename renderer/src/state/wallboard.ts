import { useNavStore } from './navStore';

/** Opens the wallboard, or leads back from it: the one place that does. */
export function toggleWallboard(): void {
  const { screen, show } = useNavStore.getState();
  show(screen === 'wallboard' ? 'live' : 'wallboard');
}
