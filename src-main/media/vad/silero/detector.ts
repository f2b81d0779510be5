import { CALL_SAMPLE_RATE_HZ, FRAME_MS } from '#model/audio';
import { rmsOf } from '../../audio/pcm';
import { LoudnessRule } from '../loudnessRule';
import { SpeechTimeline } from '../speechTimeline';
import type { VadHandlers, VadSettings, VoiceActivityDetector } from '../voiceActivityDetector';
import { HopCutter } from './hopCutter';
import { HOP_CAPACITY, HOP_MS, type HopRing } from './hopRing';

/** A frame below this RMS is not speech, and does not go to the model. */
const GATE_RMS = 50;
/** Softer frames that still go to the model after the last louder one: words have soft ends. */
const GATE_HANGOVER_FRAMES = 3;
/**
 * Speech goes on down to a probability lower than that of its beginning by this (as in Silero's own
 * examples).
 */
const FALLING_BY = 0.15;
/** An answer that has not come after this time is overdue, ms. */
const OVERDUE_MS = 500;

/** What a detector needs of its engine. */
interface SileroHost {
  /** A hop waits for the model. */
  wake(): void;
  /** An answer is overdue. */
  missed(): void;
  closed(): void;
}

/**
 * Finds speech with the Silero model, which runs in another thread. Hops go there as soon as they
 * are full. Answers are collected when the engine says that there are some, or with the next frame.
 * While there is no model, loudness decides.
 */
export class SileroVad implements VoiceActivityDetector {
  readonly #settings: () => VadSettings;
  readonly #host: SileroHost;
  readonly #loudness: LoudnessRule;
  readonly #timeline: SpeechTimeline;
  readonly #cutter = new HopCutter();
  #hops: HopRing | null = null;
  /** Hops of the ring whose answers have been collected. */
  #collected = 0;
  /**
   * For each hop in the ring: its last moment; loud audio that led to it without a break, ms; its
   * frames louder than an echo.
   */
  readonly #endMs = new Float64Array(HOP_CAPACITY);
  readonly #leadMs = new Float64Array(HOP_CAPACITY);
  readonly #clearFrames = new Uint8Array(HOP_CAPACITY);
  #gateFrames = 0;
  #lead = 0;
  #clear = 0;
  #closed = false;

  constructor(settings: () => VadSettings, handlers: VadHandlers, host: SileroHost) {
    this.#settings = settings;
    this.#host = host;
    this.#loudness = new LoudnessRule(settings);
    this.#timeline = new SpeechTimeline(settings, handlers);
  }

  get speaking(): boolean {
    return this.#timeline.speaking;
  }

  /** Hops without an answer. */
  get pending(): number {
    return this.#hops === null ? 0 : this.#hops.written - this.#hops.done;
  }

  push(frame: Buffer, atMs: number, echoFloor: number): void {
    if (this.#closed) {
      return;
    }
    const rms = rmsOf(frame);
    const isLoud = this.#loudness.isSpeech(rms);
    const clear = rms > echoFloor ? 1 : 0;
    if (this.#hops === null) {
      this.#timeline.step(isLoud, clear, atMs, FRAME_MS);
      return;
    }
    this.collect();
    this.#gateFrames = rms >= GATE_RMS ? GATE_HANGOVER_FRAMES + 1 : this.#gateFrames - 1;
    if (this.#gateFrames > 0) {
      this.#listen(this.#hops, frame, atMs, clear);
    } else {
      this.#pass(frame, atMs);
    }
    if (this.#isOverdue(this.#hops, atMs)) {
      this.#host.missed();
    }
  }

  /** From now on the model decides. */
  connect(hops: HopRing): void {
    this.#hops = hops;
    this.#collected = 0;
    this.#lead = 0;
    this.#clear = 0;
  }

  /** From now on loudness decides. */
  disconnect(): void {
    this.#hops = null;
  }

  /** Handles the answers that have come. */
  collect(): void {
    const hops = this.#hops;
    if (hops === null) {
      return;
    }
    while (this.#collected < hops.done && !this.#closed) {
      const hop = this.#collected;
      this.#collected += 1;
      this.#take(hops.probabilityOf(hop), hop % HOP_CAPACITY);
    }
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#host.closed();
    }
  }

  #take(probability: number, slot: number): void {
    const { speaking, undecided } = this.#timeline;
    const threshold = this.#settings().sileroThreshold - (speaking ? FALLING_BY : 0);
    const speech = probability >= threshold;
    const begins = speech && !speaking && !undecided;
    const durationMs = HOP_MS + (begins ? (this.#leadMs[slot] ?? 0) : 0);
    this.#timeline.step(speech, this.#clearFrames[slot] ?? 0, this.#endMs[slot] ?? 0, durationMs);
  }

  #listen(hops: HopRing, frame: Buffer, atMs: number, clear: number): void {
    this.#clear += clear;
    const slot = hops.written % HOP_CAPACITY;
    const overhang = this.#cutter.add(frame, hops);
    if (overhang === null) {
      return;
    }
    this.#endMs[slot] = atMs - (overhang * 1_000) / CALL_SAMPLE_RATE_HZ;
    this.#leadMs[slot] = this.#lead;
    this.#clearFrames[slot] = this.#clear;
    this.#lead = HOP_MS;
    this.#clear = 0;
    this.#host.wake();
  }

  /**
   * Handles a frame that is too soft for the model. While answers are due, it is skipped: the time
   * until the next stretch counts as silence anyway.
   */
  #pass(frame: Buffer, atMs: number): void {
    this.#gateFrames = 0;
    this.#lead = 0;
    this.#clear = 0;
    this.#cutter.skip(frame);
    if (this.pending === 0) {
      this.#timeline.step(false, 0, atMs, FRAME_MS);
    }
  }

  #isOverdue(hops: HopRing, atMs: number): boolean {
    const { done, written } = hops;
    return done < written && atMs - (this.#endMs[done % HOP_CAPACITY] ?? atMs) > OVERDUE_MS;
  }
}
