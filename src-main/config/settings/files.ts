/** The files that keep settings: `.env` (only read), settings.json and those of the secrets. */
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { decodeText } from '#main/util/decodeText';
import { cordboardError, messageOf } from '#main/util/errors';
import { jsonIn } from '#main/util/json';
import { fail, ok, type Result } from '#main/util/result';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import { type EnvContent, parseEnvFile } from './envFile';
import type { SettingTexts } from './sources';

/** Result of reading a file. */
export type FileTexts = {
  readonly texts: SettingTexts;
  /** Why the file could not be read; null if it could, or does not exist. */
  readonly problem: Phrase | null;
};

const jsonTexts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

/** Reads a file of `NAME=value` lines. A missing file is empty. */
export async function readEnvFile(path: string): Promise<FileTexts & EnvContent> {
  const content = await readText(path);
  if (!content.ok) {
    const nothing = unread(content.error.phrase, phrase('file.settings-ignored'));
    return { ...nothing, entries: new Map(), problems: [] };
  }
  const read = parseEnvFile(path, content.value);
  const texts = Object.fromEntries([...read.entries].map(([name, { text }]) => [name, text]));
  return { ...read, texts, problem: null };
}

/** Reads a JSON object of texts (numbers and booleans become texts). A missing file is empty. */
export async function readJsonFile(path: string): Promise<FileTexts> {
  const content = await readText(path);
  if (!content.ok) {
    return unread(content.error.phrase, phrase('file.saved-ignored'));
  }
  if (content.value.trim() === '') {
    return { texts: {}, problem: null };
  }
  // Without the parser's message: it quotes the text, which may be a secret.
  const parsed = jsonTexts.safeParse(jsonIn(content.value));
  return parsed.success
    ? { texts: parsed.data, problem: null }
    : unread(phrase('file.not-texts', { path }));
}

function unread(...why: readonly [Phrase, ...Phrase[]]): FileTexts {
  return { texts: {}, problem: joined('sentences', why) };
}

/** Renames an unreadable file before it is written anew. */
export async function keepBrokenFile(path: string): Promise<void> {
  await rename(path, `${path}.broken`).catch(() => undefined);
}

/** The text of a file; empty if it does not exist. Fails with `config`. */
export async function readText(path: string): Promise<Result<string>> {
  try {
    const text = decodeText(await readFile(path));
    return text === null
      ? fail(cordboardError('config', phrase('file.not-utf8', { path })))
      : ok(text);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return ok('');
    }
    const said = phrase('file.cannot-be-read', { path, why: messageOf(error) });
    return fail(cordboardError('config', said, { cause: error }));
  }
}
