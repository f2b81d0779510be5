/**
 * Makes sure that somebody attends to the caller: the agent, or a supervisor who has taken the call
 * over or holds it.
 */
import { phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';
import type { CallHeadset } from './callHeadset';

/** How long a supervisor without a headset may keep the floor, ms; then the agent goes on. */
const HEADSET_LIMIT_MS = 10_000;

const NOTICE = 'supervisor-gone';

export type AttendanceOptions = {
  readonly liveCall: LiveCall;
  readonly talk: Pick<Talk, 'handBack'>;
  readonly headset: Pick<CallHeadset, 'isOpen'>;
  /** The agent has given up, and nobody else has the caller. */
  readonly onAgentMissed: () => void;
};

/** Who attends to one call. */
export class Attendance {
  readonly #options: AttendanceOptions;
  /**
   * Since when the supervisor has had the floor without a headset, monotonic ms; null otherwise.
   */
  #missedSinceMs: number | null = null;

  constructor(options: AttendanceOptions) {
    this.#options = options;
  }

  /**
   * Checks. To be called about once a second while the call is live or held, and when the agent
   * gives up.
   */
  look(): void {
    this.#lookForSupervisor(performance.now());
    const { agentLink, floor, heldBy } = this.#options.liveCall.call;
    if (agentLink === 'failed' && floor === 'agent' && heldBy !== 'supervisor') {
      this.#options.onAgentMissed();
    }
  }

  #lookForSupervisor(nowMs: number): void {
    const { liveCall, talk, headset } = this.#options;
    const { floor, heldBy } = liveCall.call;
    if (floor === 'agent') {
      this.#missedSinceMs = null;
    } else if (headset.isOpen || heldBy === 'supervisor') {
      this.#missedSinceMs = null;
      liveCall.clearNotice(NOTICE);
    } else {
      this.#missedSinceMs ??= nowMs;
      if (nowMs - this.#missedSinceMs >= HEADSET_LIMIT_MS) {
        liveCall.notice(NOTICE, 'warn', phrase('headset.missing'));
        talk.handBack();
      }
    }
  }
}
