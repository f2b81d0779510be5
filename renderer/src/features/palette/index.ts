/** Finds commands, calls, screens, settings and voices by typing. */
export { Palette } from './Palette';
