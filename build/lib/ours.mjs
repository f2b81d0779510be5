import { relative, sep } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * What the checks of the sources look at: these folders, and files directly in the repository's top
 * folder. Other folders beside them are left alone, such as a cache, or a file system with a /proc
 * that is just being made.
 */
export const OUR_FOLDERS = ['build', 'docs', 'electron', 'renderer', 'src-main', 'tests'];

/** Arguments for eslint, which knows by its configuration which files it is for. */
export const LINTED = [...OUR_FOLDERS, '*.{cjs,js,ts}'];

/** Arguments for oxlint, which takes no patterns and finds the files it is for in folders. */
export const LINTED_BY_TYPES = [
  ...OUR_FOLDERS,
  ...['electron.vite.config.ts', 'electron-builder.ts', 'knip.config.ts', 'vitest.config.ts'],
];

/** Arguments for prettier. */
export const FORMATTED = [...OUR_FOLDERS, '*.{cjs,js,json,ts}'];

/**
 * Tells whether a path leads into one of our folders.
 *
 * @param {string} path absolute
 */
export function isInOurFolders(path) {
  return OUR_FOLDERS.includes(relative(ROOT, path).split(sep)[0] ?? '');
}
