/** All calls for a screen on the wall. */
export { Wallboard } from './Wallboard';
