import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where built code goes. */
export const OUT = join(ROOT, 'out');

/** What compiler, linter and formatter remember of these very sources. */
export const CHECK_CACHE = join(ROOT, '.cache');

/**
 * Folder for everything that was fetched or made once and can be made again: the stand-in
 * Electron, the test Asterisk, spoken words. `CORDBOARD_CACHE_DIR` moves it.
 */
export const CACHE = resolve(process.env['CORDBOARD_CACHE_DIR'] || CHECK_CACHE);

/** Root of the test Asterisk's file system. */
export const ASTERISK_CHROOT = join(CACHE, 'asterisk-chroot');
