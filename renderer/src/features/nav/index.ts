/** The way from screen to screen. */
export { Nav } from './Nav';
export type { ScreenName } from './navStore';
export { screenByKey, useNavStore } from './navStore';
