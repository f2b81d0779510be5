import type { SilentSide } from '#model/nudge';
import { hearEachOther, type Reach } from './machine/reach';
import type { Timed } from './talkTimer';

/** Who is heard at one moment. */
export type HeardNow = {
  readonly reach: Reach;
  readonly callerSpeaks: boolean;
  readonly agentSpeaks: boolean;
};

/** How often it is looked, ms. */
const LOOK_MS = 500;

/** Most time that counts between two looks, ms. More is a stall of this process, not silence. */
const MOST_MS = 1_000;

/**
 * How long each side has been silent. Only time in which caller and agent could hear each other
 * counts: a hold, a mute or a take-over begins it anew.
 */
export class Silence implements Timed {
  readonly #heard: () => HeardNow;
  readonly #onLook: (nowMs: number, passedMs: number) => void;
  readonly #silentMs: Record<SilentSide, number> = { both: 0, caller: 0 };
  /** Time of the last look; null before the start and after the end. */
  #lookedMs: number | null = null;

  /** @param onLook Called after each look, with the time that has passed since the one before. */
  constructor(heard: () => HeardNow, onLook: (nowMs: number, passedMs: number) => void) {
    this.#heard = heard;
    this.#onLook = onLook;
  }

  get dueMs(): number | null {
    return this.#lookedMs === null ? null : this.#lookedMs + LOOK_MS;
  }

  /** Ms for which this side has been silent. */
  of(side: SilentSide): number {
    return this.#silentMs[side];
  }

  /** Begins to count. Idempotent. */
  start(nowMs: number): void {
    this.#lookedMs ??= nowMs;
  }

  tick(nowMs: number): void {
    if (this.#lookedMs === null) {
      return;
    }
    const passedMs = Math.min(MOST_MS, nowMs - this.#lookedMs);
    this.#lookedMs = nowMs;
    const { reach, callerSpeaks, agentSpeaks } = this.#heard();
    const counts = hearEachOther(reach) && !callerSpeaks;
    this.#silentMs.caller = counts ? this.#silentMs.caller + passedMs : 0;
    this.#silentMs.both = counts && !agentSpeaks ? this.#silentMs.both + passedMs : 0;
    this.#onLook(nowMs, passedMs);
  }

  /** Idempotent. */
  close(): void {
    this.#lookedMs = null;
  }
}
