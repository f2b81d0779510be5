/** What a supervisor's headset is given to hear of a call: the same for window and HTTP API. */

/**
 * Which part of the call is heard. `both`: caller and agent. `caller`, `agent`: only that one; the
 * agent also while the caller is spared it (mute). `line`: exactly what the caller hears, be it the
 * agent, a supervisor, a tone, or nothing. Music on hold is Asterisk's: it is silence here.
 */
export const HEADSET_SIDES = ['both', 'caller', 'agent', 'line'] as const;

/** See HEADSET_SIDES. */
export type HeadsetSides = (typeof HEADSET_SIDES)[number];

/** How somebody listens to a call. */
export type Listening = {
  readonly sides: HeadsetSides;
  /** Where listening begins, ms before now; it then runs faster until it has caught up. */
  readonly behindMs: number;
};

/** The call as it is now, both sides. */
export const LIVE: Listening = { sides: 'both', behindMs: 0 };

/** What is kept of a live call for who listens from earlier on, ms. */
export const PAST_MS = 60_000;

/** How much faster than real time the past is played. */
export const CATCH_UP_SPEED = 1.5;

/** How far behind the call a listener still is, `afterMs` after they began `behindMs` behind it. */
export function stillBehindMs(behindMs: number, afterMs: number): number {
  return Math.max(0, behindMs - afterMs * (CATCH_UP_SPEED - 1));
}
