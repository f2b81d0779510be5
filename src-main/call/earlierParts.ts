/**
 * The earlier parts of calls that go on: of a caller who was sent on and comes back, or whose call
 * was going on when the program ended.
 */
import type { Result } from '#main/util/result';
import { delay, withTimeout } from '#main/util/timeout';
import type { CallId } from '#model/call';
import type { LookUp } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import type { Transcript } from '#model/transcript';
import type { CallLeg } from './callLeg';
import type { CallSession } from './callSession';
import type { CallMemory, CallOrigin } from './life/callMemory';
import { type CallWishes, NO_WISHES } from './life/wishes';
import type { Continues } from './session/callSessionOptions';

/** Longest wait for the record of a call that goes on, ms. Its caller hears nothing meanwhile. */
const RECORD_LIMIT_MS = 1_000;

/** How often, and how many times, a record that could not be read is read again, ms. */
const RECALL_EVERY_MS = 2_000;
const RECALL_TRIES = 60;

/** Id of the next turn where nobody knows their number: half of the turns that a call may have. */
const UNKNOWN_TURNS = 16_384;

/** Number of ended calls that are remembered, in case their callers come back. */
const ENDED_KEPT = 1_000;

/** The record of a call that goes on. */
export type StoredCall = CallOrigin & {
  readonly turns: Transcript;
  readonly lookUp: LookUp | null;
};

export type EarlierPartsOptions = {
  /**
   * Finds the record of a call that goes on after a restart; null if there is none. Fails if the
   * record cannot be read.
   */
  readonly storedCall: (callId: CallId) => Promise<Result<StoredCall | null>>;
  /** The call of this channel that goes on now. */
  readonly going: (callId: CallId) => CallSession | undefined;
};

/** What came before a call that is taken in. */
export type EarlierPart = {
  /** Null for a call that is new. */
  readonly continues: Continues | null;
  /** Its record is missing: `recall` reads it while the call goes on. */
  readonly isLate: boolean;
};

const NEW: EarlierPart = { continues: null, isLate: false };

export class EarlierParts {
  readonly #options: EarlierPartsOptions;
  /**
   * The newest ended calls. A caller who was sent on may come back on the same channel; then their
   * call goes on.
   */
  readonly #ended = new Map<CallId, CallMemory>();

  constructor(options: EarlierPartsOptions) {
    this.#options = options;
  }

  /** What came before this call. Waits for its record, but no longer than its caller can. */
  async of(leg: CallLeg): Promise<EarlierPart> {
    const { callId, adopted } = leg.caller;
    const memory = this.#memoryOf(leg);
    if (!adopted && memory === null) {
      const replayed = replayedPart(leg);
      return replayed === null ? NEW : { continues: replayed, isLate: false };
    }
    const stored = await withTimeout(
      this.#options.storedCall(callId),
      RECORD_LIMIT_MS,
      phrase('call.record-slow'),
    );
    return { continues: this.#goesOn(leg, memory, stored), isLate: !stored.ok };
  }

  /** Reads the record of a call that goes on without it, until it can be read. */
  async recall(session: CallSession): Promise<void> {
    for (let tries = 0; tries < RECALL_TRIES && session.state !== 'ended'; tries += 1) {
      const stored = await this.#options.storedCall(session.id);
      if (stored.ok) {
        session.recall(stored.value?.turns ?? []);
        return;
      }
      await delay(RECALL_EVERY_MS);
    }
  }

  /** A call is over, and its caller may come back. */
  remember(callId: CallId, memory: CallMemory): void {
    this.#ended.set(callId, memory);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > ENDED_KEPT && oldest !== undefined) {
      this.#ended.delete(oldest);
    }
  }

  /** What is known of the call of a caller who was here before; null if nothing is. */
  #memoryOf({ caller, memory }: CallLeg): CallMemory | null {
    return this.#hereBefore(caller.callId) ?? memory;
  }

  #hereBefore(callId: CallId): CallMemory | null {
    return this.#options.going(callId)?.memory ?? this.#ended.get(callId) ?? null;
  }

  #goesOn(
    { caller }: CallLeg,
    memory: CallMemory | null,
    stored: Result<StoredCall | null>,
  ): Continues {
    // A caller whom this run has served before was sent on, and comes back.
    const restarted = caller.adopted && this.#hereBefore(caller.callId) === null;
    const found = stored.ok ? stored.value : null;
    return {
      why: restarted ? 'restart' : 'returned',
      origin: found ?? memory ?? { startedAt: Date.now(), answeredAt: null },
      wishes: wishesOf(memory, restarted),
      turns: found?.turns ?? [],
      lookUp: found?.lookUp ?? null,
      firstTurn: stored.ok ? 0 : (memory?.turnsBelow ?? UNKNOWN_TURNS),
    };
  }
}

/** A call that is played again begins with what was looked up for the original; else null. */
function replayedPart({ caller }: CallLeg): Continues | null {
  const past = caller.trial?.past ?? null;
  return past === null
    ? null
    : {
        why: 'returned',
        origin: { startedAt: Date.now(), answeredAt: null },
        wishes: NO_WISHES,
        turns: [],
        lookUp: past.lookUp,
        firstTurn: 0,
      };
}

/** A caller who was sent on and comes back is neither on hold nor muted. */
function wishesOf(memory: CallMemory | null, restarted: boolean): CallWishes {
  if (memory === null || restarted) {
    return memory?.wishes ?? NO_WISHES;
  }
  const { recording, voice, instruction, bargeIn } = memory.wishes;
  return { ...NO_WISHES, recording, voice, instruction, bargeIn };
}
