/** Frames that count: what was played within the last 300 ms can still come back. */
const WINDOW_FRAMES = 15;

/** Echo is taken to come back no louder than this against what was played, dB: the most, from which a call begins, and the least. */
const MOST_DB = -12;
const LEAST_DB = -40;

/** The echo that is reckoned with is so much louder than what was met in nine frames of ten, dB. */
const MARGIN_DB = 8;

/**
 * Steps of what was met, dB a frame. They balance where one frame of ten is louder: a caller is silent for most of what he hears, so
 * what comes back in those nine is echo. In a second of the agent's voice it falls by up to 7 dB, and rises within a syllable.
 */
const FALL_DB = 0.15;
const RISE_DB = 9 * FALL_DB;

/** Softer than this nothing is learned from what is played: its echo would drown in the noise of any line. */
const AUDIBLE_RMS = 200;

/**
 * Tells how loud the agent's own voice may come back from the caller's phone. Who is softer than that while the agent is heard is
 * taken for the echo. How much of it comes back is learned in each call. Allocates nothing.
 */
export class EchoGuard {
  readonly #played = new Float64Array(WINDOW_FRAMES);
  #at = 0;
  #loudest = 0;
  /** What the caller's line returned of what was played, in nine frames of ten, dB. */
  #metDb = MOST_DB - MARGIN_DB;

  /** RMS up to which a frame of the caller may be an echo, 0..32768; 0 when nothing was played. */
  get floor(): number {
    return this.#loudest * 10 ** (this.#returnDb / 20);
  }

  /**
   * RMS of the frame the caller hears, 0 for silence, and of the frame he sent, null when it is not his own; once for every 20 ms.
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
