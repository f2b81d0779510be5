/**
 * So long Asterisk may hear the caller without our hearing him, ms: longer than any spurt the two
 * may judge differently.
 */
export const DEAF_AFTER_MS = 5_000;

/** What the supervisor reads then. */
/**
 * Compares what Asterisk hears of the caller (TALK_DETECT of the dialplan, which takes any sound
 * for talking) with what we hear. When only Asterisk hears him for DEAF_AFTER_MS on end, his audio
 * does not reach us; it does again as soon as we hear him.
 */
export class HearingCheck {
  readonly #onDeaf: (deaf: boolean) => void;
  #talking = false;
  #heard = false;
  #deaf = false;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param onDeaf Told when his audio is found missing (true), and when he is heard again (false).
   */
  constructor(onDeaf: (deaf: boolean) => void) {
    this.#onDeaf = onDeaf;
  }

  /** Asterisk hears the caller talk, or no longer. */
  asteriskHears(talking: boolean): void {
    this.#talking = talking;
    this.#compare();
  }

  /** The caller is heard here, or no longer; told as often as one likes. */
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

  /** Compares no more. Idempotent. */
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
