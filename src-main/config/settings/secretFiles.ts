/**
 * The files of saved secrets: secrets.json, in which the key store of the system protects them, and
 * secrets-unprotected.json for systems without one.
 */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeJsonFile } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { SecretBox } from './secretBox';
import type { SettingTexts } from './sources';

export type SecretPaths = { readonly sealed: string; readonly open: string };

/** They lie in the folder of the other saved settings. */
export function secretPaths(savedFilePath: string): SecretPaths {
  const folder = dirname(savedFilePath);
  return {
    sealed: join(folder, 'secrets.json'),
    open: join(folder, 'secrets-unprotected.json'),
  };
}

export type SecretsToWrite = {
  readonly paths: SecretPaths;
  readonly box: SecretBox;
  /** All secrets that are saved, readable here. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Those that cannot be decrypted here, as they stand in the file; they stay. */
  readonly sealed: SettingTexts;
  /** Before a file is written. */
  readonly prepare: (path: string) => Promise<void>;
};

/**
 * Writes all saved secrets. With a key store they are all protected, those too that were in the
 * open file until now. Fails with `config`.
 */
export async function writeSecrets(write: SecretsToWrite): Promise<Result<void>> {
  const { paths, box, secrets, sealed, prepare } = write;
  const isProtected = box.access === 'open';
  const encrypted = isProtected
    ? Object.fromEntries(
        Object.entries(secrets).map(([name, text]) => [name, box.encrypt(text)] as const),
      )
    : {};
  const sealedFile = [paths.sealed, { ...sealed, ...encrypted }] as const;
  const openFile = [paths.open, isProtected ? {} : secrets] as const;
  // First the file that they go to, so that after a crash no secret is in neither of them.
  for (const [path, texts] of isProtected ? [sealedFile, openFile] : [openFile, sealedFile]) {
    await prepare(path);
    const isEmpty = Object.keys(texts).length === 0;
    const written = isEmpty ? await remove(path) : await writeJsonFile(path, texts);
    if (!written.ok) {
      return written;
    }
  }
  return done;
}

async function remove(path: string): Promise<Result<void>> {
  try {
    await rm(path, { force: true });
    return done;
  } catch (error) {
    const said = phrase('file.cannot-be-written', { path, why: messageOf(error) });
    return fail(cordboardError('config', said, { cause: error }));
  }
}
