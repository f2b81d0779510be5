import type { VadHandlers, VadSettings } from './voiceActivityDetector';

/** Frames of a beginning that must be louder than an echo: a single one may be a click. */
const CLEAR_FRAMES = 2;

/**
 * Finds beginnings and ends of speech from verdicts about successive stretches of audio; the same
 * for every engine. Stretches may have any length. A beginning or an end is certain at the stretch
 * whose end is nearest to the time in the settings.
 */
export class SpeechTimeline {
  readonly #handlers: VadHandlers;
  readonly #settings: () => VadSettings;
  #speaking = false;
  /** Uninterrupted speech (while silent) or silence (while speaking) so far, ms. */
  #runMs = 0;
  /** First moment of that run. */
  #runStartMs = 0;
  #lastEndMs = Number.NaN;
  /** Frames of a beginning that were louder than an echo could be. */
  #clearFrames = 0;

  constructor(settings: () => VadSettings, handlers: VadHandlers) {
    this.#handlers = handlers;
    this.#settings = settings;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** A beginning or an end is possible, but not certain. */
  get undecided(): boolean {
    return this.#runMs > 0;
  }

  /**
   * Nobody judged the audio until `endMs`: it counts neither as speech nor as silence, and breaks
   * no run.
   */
  skip(endMs: number): void {
    this.#lastEndMs = endMs;
  }

  /**
   * Takes the next stretch. `clearFrames`: its frames that were louder than an echo could be.
   * `endMs`: its last moment, on the clock of the frames' arrival. `durationMs`: its length. Time
   * between two stretches is silence.
   */
  step(speech: boolean, clearFrames: number, endMs: number, durationMs: number): void {
    const { speechMs, silenceMs } = this.#settings();
    const isClear = clearFrames > 0;
    // The level of speech varies by more than the margin to the echo: speech that began louder than
    // it goes on by the verdict alone.
    const loud = speech && (isClear || (!this.#speaking && this.#clearFrames > 0));
    const sinceLastMs = this.#sinceLast(endMs, durationMs);
    if (loud) {
      this.#endByGap(endMs - durationMs, sinceLastMs - durationMs, silenceMs);
    }
    if (loud === this.#speaking) {
      this.#forgetRun();
      return;
    }
    if (loud && sinceLastMs > durationMs) {
      this.#forgetRun();
    }
    // A pause in the stream is silence; it cannot be speech.
    const lengthMs = loud ? durationMs : sinceLastMs;
    if (this.#runMs === 0) {
      this.#runStartMs = endMs - lengthMs;
    }
    this.#clearFrames += clearFrames;
    this.#runMs += lengthMs;
    const neededMs = loud ? speechMs : silenceMs;
    const isSure = !loud || this.#clearFrames >= CLEAR_FRAMES || neededMs <= durationMs;
    if (this.#runMs > neededMs - durationMs / 2 && isSure) {
      this.#turn();
    }
  }

  /**
   * Time since the stretch before, ms; never less than `durationMs`, because frames may come in
   * bursts.
   */
  #sinceLast(endMs: number, durationMs: number): number {
    const sinceMs = endMs - this.#lastEndMs;
    this.#lastEndMs = endMs;
    return sinceMs > 1.5 * durationMs ? sinceMs : durationMs;
  }

  /** Ends speech that goes on after a long enough pause in the stream; it begins anew then. */
  #endByGap(startMs: number, gapMs: number, silenceMs: number): void {
    if (!this.#speaking || gapMs <= 0 || this.#runMs + gapMs < silenceMs) {
      return;
    }
    if (this.#runMs === 0) {
      this.#runStartMs = startMs - gapMs;
    }
    this.#turn();
  }

  #forgetRun(): void {
    this.#runMs = 0;
    this.#clearFrames = 0;
  }

  #turn(): void {
    this.#speaking = !this.#speaking;
    this.#forgetRun();
    if (this.#speaking) {
      this.#handlers.onSpeechStart(this.#runStartMs);
    } else {
      this.#handlers.onSpeechEnd(this.#runStartMs);
    }
  }
}
