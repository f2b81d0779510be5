/** The keyboard shortcuts of the window. */
export { ShortcutSheet } from './ShortcutSheet';
export { useShortcuts } from './useShortcuts';
