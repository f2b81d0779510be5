/** The way from screen to screen. */
export type { NavScreen } from '../../state/navStore';
export { useNavStore } from '../../state/navStore';
export { Nav } from './Nav';
