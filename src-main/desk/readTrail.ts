import { ok } from '#main/util/result';
import type { Deed } from '#model/audit';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';

/**
 * A reading goes on while the same person asks for the same thing within this time, ms: a player
 * asks for a recording piece by piece, and a window asks anew at each change.
 */
const SAME_READING_MS = 600_000;

/** Most readings that are remembered. One that was forgotten counts as new when it goes on. */
const KEPT = 10_000;

/** Audits who read what of the record: one entry for each reading, at its beginning. */
export class ReadTrail {
  readonly #deeds: Pick<Deeds, 'note'>;
  readonly #nowMs: () => number;
  /**
   * When each reading last went on (`nowMs`), by reader and thing read. The least recent is first.
   */
  readonly #readings = new Map<string, number>();

  /** @param nowMs A clock that only goes forward. */
  constructor(deeds: Pick<Deeds, 'note'>, nowMs: () => number) {
    this.#deeds = deeds;
    this.#nowMs = nowMs;
  }

  /** Notes that something was read. It writes an entry unless this continues a reading. */
  note(actor: Actor, deed: Deed): void {
    const nowMs = this.#nowMs();
    this.#forgetBefore(nowMs - SAME_READING_MS);
    const key = JSON.stringify([nameOf(actor), deed.action, deed.callId, deed.params]);
    // Deleted first, so that the key moves to the end: `set` alone keeps its place in the Map.
    if (!this.#readings.delete(key)) {
      this.#deeds.note(actor, deed, ok(null));
    }
    this.#readings.set(key, nowMs);
  }

  #forgetBefore(limitMs: number): void {
    for (const [key, lastMs] of this.#readings) {
      if (lastMs > limitMs && this.#readings.size < KEPT) {
        return;
      }
      this.#readings.delete(key);
    }
  }
}
