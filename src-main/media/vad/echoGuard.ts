/** Audio played within the last 300 ms can still come back as an echo, frames. */
const WINDOW_FRAMES = 15;

/**
 * Assumed level of the echo relative to the played audio, dB: the most, with which a call begins,
 * and the least.
 */
const MOST_DB = -12;
const LEAST_DB = -40;

/** The assumed echo is louder than the level measured in nine frames of ten by this margin, dB. */
const MARGIN_DB = 8;

/**
 * Steps of the measured level, dB a frame. They balance at the level that one frame of ten exceeds:
 * callers are silent most of the time they hear the agent, so the other nine frames are echo. In a
 * second of the agent's voice the level falls by up to 7 dB; it rises within a syllable.
 */
const FALL_DB = 0.15;
const RISE_DB = 9 * FALL_DB;

/**
 * From played audio below this RMS nothing is learned: its echo would drown in the noise of any
 * line.
 */
const AUDIBLE_RMS = 200;

/**
 * Says how loud the agent's voice may come back from the caller's phone. While the agent is heard,
 * a caller who is softer is taken for the echo. The level of the echo is learned in each call.
 * Allocates nothing.
 */
export class EchoGuard {
  readonly #played = new Float64Array(WINDOW_FRAMES);
  #at = 0;
  #loudest = 0;
  /**
   * Level of the caller's line relative to the played audio, not exceeded in nine frames of ten,
   * dB.
   */
  #metDb = MOST_DB - MARGIN_DB;

  /** RMS up to which a frame of the caller may be an echo, 0..32768; 0 when nothing was played. */
  get floor(): number {
    return this.#loudest * 10 ** (this.#returnDb / 20);
  }

  /**
   * RMS of the frame that the caller hears (0 for silence) and of the frame that they sent (null
   * when it is not their own). Called once every 20 ms.
   */
  note(playedRms: number, callerRms: number | null): void {
    if (callerRms !== null && this.#loudest >= AUDIBLE_RMS) {
      this.#learn(20 * Math.log10(Math.max(1, callerRms) / this.#loudest));
    }
    this.#played[this.#at] = playedRms;
    this.#at = (this.#at + 1) % WINDOW_FRAMES;
    this.#loudest = 0;
    for (let i = 0; i < WINDOW_FRAMES; i += 1) {
      this.#loudest = Math.max(this.#loudest, this.#played[i] ?? 0);
    }
  }

  get #returnDb(): number {
    return this.#metDb + MARGIN_DB;
  }

  #learn(returnedDb: number): void {
    const nextDb = this.#metDb + (returnedDb > this.#metDb ? RISE_DB : -FALL_DB);
    this.#metDb = Math.min(MOST_DB - MARGIN_DB, Math.max(LEAST_DB - MARGIN_DB, nextDb));
  }
}
