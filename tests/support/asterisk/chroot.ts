/**
 * Where the real Asterisk for tests lives: a Debian chroot built once by `npm test`, kept in the
 * cache folder.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** The git-ignored cache folder: CORDBOARD_CACHE_DIR, or `.cache` in the repository. */
export function cacheDir(): string {
  return path.resolve(process.env['CORDBOARD_CACHE_DIR'] ?? path.join(REPOSITORY, '.cache'));
}

/** The shipped Asterisk configuration files. */
export const shippedConfigDir = path.join(REPOSITORY, 'asterisk-config');

/**
 * The chroot and the Asterisk version in it. Throws, saying what to do, when it is not there or we
 * are not root.
 */
export async function findChroot(): Promise<{ dir: string; version: string }> {
  const dir = path.join(cacheDir(), 'asterisk-chroot');
  const marker = await readFile(path.join(dir, '.complete'), 'utf8').catch(() => undefined);
  if (marker === undefined) {
    throw new Error(`no Asterisk in ${dir}: run "npm test" once as root on Debian, it builds it`);
  }
  if (process.getuid?.() !== 0) {
    throw new Error('the Asterisk laboratory runs in a chroot and needs root');
  }
  return { dir, version: marker.trim() };
}
