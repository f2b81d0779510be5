/**
 * How long only Asterisk may hear the caller before their audio counts as missing, ms. Longer than
 * any burst of sound that the two detectors may judge differently.
 */
export const DEAF_AFTER_MS = 5_000;

/**
 * Without a frame for this long nothing comes here, ms. It is longer than Asterisk's events are
 * late.
 */
const NO_FRAMES_MS = 1_000;

type HearingCheckOptions = {
  /** When the newest frame of the caller came here, monotonic ms. */
  readonly frameCameMs: () => number;
  /**
   * Called with true when the caller's audio is missing, and with false when it is heard again.
   */
  readonly onDeaf: (deaf: boolean) => void;
};

/**
 * Compares what Asterisk hears of the caller (TALK_DETECT of the dialplan, which takes any sound
 * for talking) with what we hear. If only Asterisk hears the caller for DEAF_AFTER_MS without a
 * break, their audio does not reach us. It does again as soon as we hear them.
 */
export class HearingCheck {
  readonly #options: HearingCheckOptions;
  #talking = false;
  #heard = false;
  #deaf = false;
  #timer: NodeJS.Timeout | null = null;
  #talkBeganMs = Number.NEGATIVE_INFINITY;

  constructor(options: HearingCheckOptions) {
    this.#options = options;
  }

  /** Whether Asterisk has heard the caller begin to talk after their frames stopped coming here. */
  get isUnheard(): boolean {
    return this.#talkBeganMs - this.#options.frameCameMs() > NO_FRAMES_MS;
  }

  /** Asterisk hears the caller talk, or no longer. */
  asteriskHears(talking: boolean): void {
    if (talking) {
      this.#talkBeganMs = performance.now();
    }
    this.#talking = talking;
    this.#compare();
  }

  /** The caller is heard here, or no longer; repeated calls are harmless. */
  weHear(heard: boolean): void {
    if (heard === this.#heard) {
      return;
    }
    this.#heard = heard;
    if (heard && this.#deaf) {
      this.#deaf = false;
      this.#options.onDeaf(false);
    }
    this.#compare();
  }

  /** Stops comparing. Idempotent. */
  close(): void {
    this.#talking = false;
    this.#compare();
  }

  /**
   * Whether the caller's telephone has stopped sending, in the middle of a word perhaps: then
   * Asterisk does not notice that they no longer talk.
   */
  get #isTelephoneSilent(): boolean {
    return !this.isUnheard && performance.now() - this.#options.frameCameMs() > NO_FRAMES_MS;
  }

  #compare(): void {
    if (!this.#talking || this.#heard) {
      clearTimeout(this.#timer ?? undefined);
      this.#timer = null;
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#isTelephoneSilent) {
        this.#compare();
      } else {
        this.#deaf = true;
        this.#options.onDeaf(true);
      }
    }, DEAF_AFTER_MS);
  }
}
