/** The way from screen to screen. */
export { Nav } from './Nav';
