import { FRAME_MS } from '../model/audio';
import { rmsOf } from './pcm';
import type {
  VadEngine,
  VadHandlers,
  VadSettings,
  VoiceActivityDetector,
} from './voiceActivityDetector';

/** Tolerance for thresholds that are no whole number of frames in binary (0.1 s), ms. */
const ROUNDING_MS = 0.001;

/** Frames of a beginning that have to be clear of the echo: one alone may be a click. */
const CLEAR_FRAMES = 2;

/** Finds speech by loudness alone. Cheap and predictable; does not tell speech from other sounds. */
export class EnergyVad implements VoiceActivityDetector {
  readonly #handlers: VadHandlers;
  readonly #settings: () => VadSettings;
  #speaking = false;
  #closed = false;
  /** Uninterrupted speech (while silent) or silence (while speaking) so far, ms. */
  #runMs = 0;
  /** First moment of that run: start of its first frame. */
  #runStartMs = 0;
  #lastAtMs = Number.NaN;
  /** Frames of a beginning that were louder than an echo could be. */
  #clearFrames = 0;

  constructor(settings: () => VadSettings, handlers: VadHandlers) {
    this.#handlers = handlers;
    this.#settings = settings;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  push(frame: Buffer, atMs: number, echoFloor: number): void {
    if (this.#closed) {
      return;
    }
    const { energyThreshold: threshold, speechSeconds, silenceSeconds } = this.#settings();
    const rms = rmsOf(frame);
    const clear = rms >= threshold && rms > echoFloor;
    // Speech swings by more than the echo guard leaves: what began clear of the echo goes on by the threshold alone.
    const loud = clear || (!this.#speaking && this.#clearFrames > 0 && rms >= threshold);
    const sinceLastMs = this.#sinceLast(atMs);
    if (loud) {
      this.#endByGap(atMs, sinceLastMs - FRAME_MS, silenceSeconds);
    }
    if (loud === this.#speaking) {
      this.#runMs = 0;
      this.#clearFrames = 0;
      return;
    }
    if (loud && sinceLastMs > FRAME_MS) {
      this.#runMs = 0;
      this.#clearFrames = 0;
    }
    this.#clearFrames += clear ? 1 : 0;
    if (this.#runMs === 0) {
      this.#runStartMs = atMs - (this.#speaking ? sinceLastMs : FRAME_MS);
    }
    // A pause in the stream is silence; it cannot be speech.
    this.#runMs += this.#speaking ? sinceLastMs : FRAME_MS;
    const neededMs = (this.#speaking ? silenceSeconds : speechSeconds) * 1000;
    const isSure = this.#speaking || this.#clearFrames >= CLEAR_FRAMES || neededMs <= FRAME_MS;
    if (this.#runMs >= neededMs - ROUNDING_MS && isSure) {
      this.#turn();
    }
  }

  close(): void {
    this.#closed = true;
  }

  /** Time since the frame before, ms; at least one frame, since frames may come in bursts. */
  #sinceLast(atMs: number): number {
    const sinceMs = atMs - this.#lastAtMs;
    this.#lastAtMs = atMs;
    return sinceMs > 1.5 * FRAME_MS ? sinceMs : FRAME_MS;
  }

  /** Speech that goes on after a pause in the stream that was long enough for an end has ended before, and begins anew. */
  #endByGap(atMs: number, gapMs: number, silenceSeconds: number): void {
    if (!this.#speaking || gapMs <= 0) {
      return;
    }
    if (this.#runMs + gapMs >= silenceSeconds * 1000 - ROUNDING_MS) {
      if (this.#runMs === 0) {
        this.#runStartMs = atMs - gapMs - FRAME_MS;
      }
      this.#turn();
    }
  }

  #turn(): void {
    this.#speaking = !this.#speaking;
    this.#runMs = 0;
    this.#clearFrames = 0;
    if (this.#speaking) {
      this.#handlers.onSpeechStart(this.#runStartMs);
    } else {
      this.#handlers.onSpeechEnd(this.#runStartMs);
    }
  }
}

/** The engine `energy`. */
export const energyEngine: VadEngine = {
  name: 'energy',
  createDetector: (settings, handlers) => new EnergyVad(settings, handlers),
};
