/** The keys of the window: a sheet of them, and the place to choose others. */
export { ShortcutSheet } from './ShortcutSheet';
