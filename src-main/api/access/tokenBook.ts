import { timingSafeEqual } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Log } from '#main/observability/log';
import { type ApiToken, hashToken, readTokens } from './tokenFile';

/**
 * Time after which the file is looked at again, ms: a removed token is refused after this at the
 * latest.
 */
const RECHECK_MS = 1_000;

/**
 * The tokens in force. Follows its file, so that tokens are made and removed while the program
 * runs.
 */
export class TokenBook {
  readonly #path: string;
  readonly #log: Log;
  #tokens: readonly ApiToken[] = [];
  /**
   * What the file was like when it was read; empty when it could not be read and is tried again.
   */
  #seen = '';
  /** Why the last reading failed; each reason is logged once. */
  #problem = '';
  #checkedAt = -Infinity;
  #checking: Promise<void> | null = null;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** The entry of a token, or null. Takes the same time for every token that is not known. */
  async find(token: string): Promise<ApiToken | null> {
    if (performance.now() - this.#checkedAt >= RECHECK_MS) {
      this.#checking ??= this.#check().finally(() => {
        // Not before it is read: a request that comes meanwhile waits for the tokens too.
        this.#checkedAt = performance.now();
        this.#checking = null;
      });
      await this.#checking;
    }
    const hash = hashToken(token);
    let found: ApiToken | null = null;
    for (const entry of this.#tokens) {
      // All are compared, also after the right one.
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

/** Changes when the file does; empty when there is none. */
async function fingerprint(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs, mode } = await stat(path);
    return [ino, size, mtimeMs, ctimeMs, mode].join(' ');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}
