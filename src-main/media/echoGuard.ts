/** Frames that count: what was played within the last 300 ms can still come back. */
const WINDOW_FRAMES = 15;

/** An echo is taken to be at least this much softer than what was played: -12 dB. */
const ECHO_GAIN = 10 ** (-12 / 20);

/**
 * Tells how loud the agent's own voice may come back from the caller's phone. Who is softer than that while the agent is heard is
 * taken for the echo. Allocates nothing.
 */
export class EchoGuard {
  readonly #played = new Float64Array(WINDOW_FRAMES);
  #at = 0;

  /** RMS up to which a frame of the caller may be an echo, 0..32768; 0 when nothing was played. */
  get floor(): number {
    let loudest = 0;
    for (let i = 0; i < WINDOW_FRAMES; i += 1) {
      loudest = Math.max(loudest, this.#played[i] ?? 0);
    }
    return loudest * ECHO_GAIN;
  }

  /** RMS of the frame the caller hears, 0 for silence; once for every 20 ms. */
  note(rms: number): void {
    this.#played[this.#at] = rms;
    this.#at = (this.#at + 1) % WINDOW_FRAMES;
  }
}
