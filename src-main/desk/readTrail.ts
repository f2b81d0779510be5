import type { Result } from '#main/util/result';
import type { Deed } from '#model/audit';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';

/**
 * Within this time, reading the same thing again is the same reading, ms: a player asks for a
 * recording piece by piece, and a window asks anew at each change.
 */
const SAME_READING_MS = 600_000;

/** Most readings that are remembered. */
const KEPT = 10_000;

/** Writes down who read what of the record: one entry for one reading. */
export class ReadTrail {
  readonly #deeds: Deeds;
  readonly #now: () => number;
  /** Time of the last entry, by reader and what was read; oldest first. */
  readonly #noted = new Map<string, number>();

  /** @param now A clock that only goes forward, ms. */
  constructor(deeds: Deeds, now: () => number) {
    this.#deeds = deeds;
    this.#now = now;
  }

  /** Notes a reading that succeeded, unless it goes on with one before. */
  note(actor: Actor, deed: Deed, result: Result<unknown>): void {
    if (!result.ok) {
      return;
    }
    const key = JSON.stringify([nameOf(actor), deed.action, deed.callId, deed.params]);
    const before = this.#noted.get(key);
    const now = this.#now();
    if (before !== undefined && now - before < SAME_READING_MS) {
      return;
    }
    this.#noted.delete(key);
    this.#noted.set(key, now);
    const [oldest] = this.#noted.keys();
    if (this.#noted.size > KEPT && oldest !== undefined) {
      this.#noted.delete(oldest);
    }
    this.#deeds.note(actor, deed, result);
  }
}
