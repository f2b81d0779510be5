/**
 * How long only Asterisk may hear the caller before their audio counts as missing, ms. Longer than
 * any burst of sound that the two detectors may judge differently.
 */
export const DEAF_AFTER_MS = 5_000;

/**
 * Compares what Asterisk hears of the caller (TALK_DETECT of the dialplan, which takes any sound
 * for talking) with what we hear. If only Asterisk hears the caller for DEAF_AFTER_MS without a
 * break, their audio does not reach us. It does again as soon as we hear them.
 */
export class HearingCheck {
  readonly #onDeaf: (deaf: boolean) => void;
  #talking = false;
  #heard = false;
  #deaf = false;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param onDeaf Called with true when the caller's audio is missing, and with false when it is
   * heard again.
   */
  constructor(onDeaf: (deaf: boolean) => void) {
    this.#onDeaf = onDeaf;
  }

  /** Asterisk hears the caller talk, or no longer. */
  asteriskHears(talking: boolean): void {
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
      this.#onDeaf(false);
    }
    this.#compare();
  }

  /** Stops comparing. Idempotent. */
  close(): void {
    this.#talking = false;
    this.#compare();
  }

  #compare(): void {
    if (!this.#talking || this.#heard) {
      clearTimeout(this.#timer ?? undefined);
      this.#timer = null;
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#deaf = true;
      this.#onDeaf(true);
    }, DEAF_AFTER_MS);
  }
}
