import { timingSafeEqual } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Log } from '#main/observability/log';
import { type ApiToken, hashToken, readTokens } from './tokenFile';

/** How often the file is checked, ms: a removed token is refused after this at the latest. */
const RECHECK_MS = 1_000;

/**
 * The tokens in force. Follows the tokens file, so that tokens can be created and removed while the
 * program runs.
 */
export class TokenBook {
  readonly #path: string;
  readonly #log: Log;
  #tokens: readonly ApiToken[] = [];
  /**
   * Fingerprint of the file as it was read; empty if it could not be read and must be tried again.
   */
  #seen = '';
  /** Why the last read failed; each reason is logged once. */
  #problem = '';
  #checkedAt = -Infinity;
  #checking: Promise<void> | null = null;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** The entry of a token, or null. Takes the same time for every unknown token. */
  async find(token: string): Promise<ApiToken | null> {
    if (performance.now() - this.#checkedAt >= RECHECK_MS) {
      this.#checking ??= this.#check().finally(() => {
        // Set after the read, so that requests that come meanwhile wait for the tokens too.
        this.#checkedAt = performance.now();
        this.#checking = null;
      });
      await this.#checking;
    }
    const hash = hashToken(token);
    let found: ApiToken | null = null;
    for (const entry of this.#tokens) {
      // Constant time: all entries are compared, even after a match.
      if (timingSafeEqual(hash, Buffer.from(entry.sha256, 'hex'))) {
        found = entry;
      }
    }
    return found;
  }

  async #check(): Promise<void> {
    const seen = await fingerprint(this.#path);
    if (seen === this.#seen) {
      return;
    }
    const tokens = await readTokens(this.#path);
    this.#tokens = tokens.ok ? tokens.value : [];
    this.#seen = tokens.ok ? seen : '';
    if (tokens.ok) {
      this.#problem = '';
      this.#log.info({ tokens: this.#tokens.length }, 'API tokens read');
    } else if (tokens.error.message !== this.#problem) {
      this.#problem = tokens.error.message;
      this.#log.error({ error: tokens.error }, 'API tokens cannot be read');
    }
  }
}

/** Changes when the file changes; an error code if the file cannot be read. */
async function fingerprint(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs, mode } = await stat(path);
    return [ino, size, mtimeMs, ctimeMs, mode].join(' ');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}
