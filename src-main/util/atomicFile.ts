/** Files that must never be found half written: settings, profiles, tokens, exports. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { phrase } from '#model/phrases/phrase';
import { cordboardError, messageOf } from './errors';
import { done, fail, type Result } from './result';

/** What a file is to hold: a text, or bytes piece by piece. */
export type FileContent = string | AsyncIterable<Uint8Array>;

/**
 * Writes a file whole or not at all: a crash leaves the old one. Only its owner can read it, and a
 * folder that is missing is made for its owner only. Fails with `config`.
 */
export async function writeAtomically(path: string, content: FileContent): Promise<Result<void>> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await writeFile(file, content);
      // Without it, the name may reach the disk before the content.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return done;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const said = phrase('file.cannot-be-written', { path, why: messageOf(error) });
    return fail(cordboardError('config', said, { cause: error }));
  }
}

/** Writes a value as JSON in the same way. */
export function writeJsonFile(path: string, value: unknown): Promise<Result<void>> {
  return writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}
