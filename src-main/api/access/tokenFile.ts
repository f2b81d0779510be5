/**
 * The file of API tokens. Only the SHA-256 of each is kept. A token is 32 random bytes and cannot
 * be guessed, so a slow hash would add only delay.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** `read`: may read. `act`: may also act on calls and change the history. */
export type TokenRole = 'read' | 'act';

const tokenSchema = z.object({
  name: z.string().regex(/^[\w.-]{1,40}$/),
  role: z.enum(['read', 'act']),
  sha256: z.string().regex(/^[\da-f]{64}$/),
  createdAt: z.number(),
});

const fileSchema = z.object({ tokens: z.array(tokenSchema) });

/** A token as the file keeps it. `createdAt` in epoch ms. */
export type ApiToken = Readonly<z.infer<typeof tokenSchema>>;

/** Prefix of every token, so that scanners for leaked secrets recognise it. */
const PREFIX = 'cordboard_';
const TOKEN_BYTES = 32;

/** SHA-256 of a token, 32 bytes. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/**
 * Reads the tokens; a missing file holds none. Fails with `config` if the file cannot be read, is
 * damaged, or other users can read or write it: whoever can write it could add a token.
 */
export async function readTokens(path: string): Promise<Result<readonly ApiToken[]>> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return fail(cordboardError('config', phrase('tokens.open-to-others', { path })));
    }
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? ok(parsed.data.tokens) : damaged(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return ok([]);
    }
    if (error instanceof SyntaxError) {
      return damaged(path);
    }
    const said = phrase('tokens.unreadable', { path, why: messageOf(error) });
    return fail(cordboardError('config', said, { cause: error }));
  }
}

/**
 * Adds a token and returns it; it cannot be shown again. Fails with `invalid-input` (bad or taken
 * name) or `config` (file).
 * @param now Epoch ms.
 */
export async function addToken(
  path: string,
  name: string,
  role: TokenRole,
  now: number,
): Promise<Result<string>> {
  const tokens = await readTokens(path);
  if (!tokens.ok) {
    return tokens;
  }
  if (!tokenSchema.shape.name.safeParse(name).success) {
    return fail(cordboardError('invalid-input', phrase('tokens.wrong-name')));
  }
  if (tokens.value.some((token) => token.name === name)) {
    return fail(cordboardError('invalid-input', phrase('tokens.name-taken', { name })));
  }
  const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  const entry = { name, role, sha256: hashToken(token).toString('hex'), createdAt: now };
  const written = await writeJsonFile(path, { tokens: [...tokens.value, entry] });
  return written.ok ? ok(token) : written;
}

/** Removes a token by name. Fails with `not-found` or `config`. */
export async function removeToken(path: string, name: string): Promise<Result<void>> {
  const tokens = await readTokens(path);
  if (!tokens.ok) {
    return tokens;
  }
  const left = tokens.value.filter((token) => token.name !== name);
  return left.length === tokens.value.length
    ? fail(cordboardError('not-found', phrase('tokens.unknown', { name })))
    : writeJsonFile(path, { tokens: left });
}

function damaged(path: string): Result<never> {
  return fail(cordboardError('config', phrase('tokens.damaged', { path })));
}
