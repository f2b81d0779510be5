import { CALL_SAMPLE_RATE_HZ, FRAME_MS } from '#model/audio';
import { SOUND_GATE_RMS } from '../../audio/silence';
import { LoudnessRule } from '../loudnessRule';
import { SpeechTimeline } from '../speechTimeline';
import type { VadHandlers, VadSettings, VoiceActivityDetector } from '../voiceActivityDetector';
import { HopCutter } from './hopCutter';
import { HOP_CAPACITY, HOP_MS, type HopRing } from './hopRing';

/** Frames without sound that still go to the model after the last with it: words have soft ends. */
const GATE_HANGOVER_FRAMES = 3;
/**
 * Speech goes on down to a probability lower than that of its beginning by this (as in Silero's own
 * examples).
 */
const FALLING_BY = 0.15;
/** An answer that has not come after this time is late, ms: loudness decides. */
export const LATE_MS = 3 * HOP_MS;
/** The model decides again when an answer comes within this time, ms. */
const IN_TIME_MS = HOP_MS;
/** An answer that has not come after this time is overdue, ms. */
const OVERDUE_MS = 500;

/** What a detector needs of its engine. */
interface SileroHost {
  /** A hop waits for the model. */
  wake(): void;
  /** An answer came, this long after the end of its hop. */
  answered(lagMs: number): void;
  /** An answer is overdue. */
  missed(): void;
  closed(): void;
}

/**
 * Finds speech with the Silero model, which runs in another thread. Hops go there as soon as they
 * are full. Answers are collected when the engine says that there are some, or with the next frame.
 * While there is no model, or its answers are late, loudness decides; meanwhile a late model gets
 * only the newest hop, so that it is in time again as soon as it has the time.
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
  /** Whether the model's answers are in time. While they are late, loudness decides. */
  #pace: 'in-time' | 'late' = 'in-time';
  /** End of the oldest hop whose answer is awaited; NaN while none is. */
  #dueSinceMs = Number.NaN;
  /** Arrival of the newest frame. */
  #nowMs = 0;
  /** Hops that were dropped in earlier rings. */
  #droppedBefore = 0;
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

  /** Hops that the model has been given and not answered. */
  get pending(): number {
    return this.#hops === null ? 0 : this.#hops.written - this.#hops.answered;
  }

  /** Hops that were dropped because the model was late. */
  get droppedHops(): number {
    return this.#droppedBefore + (this.#hops?.dropped ?? 0);
  }

  push(frame: Buffer, rms: number, atMs: number, echoFloor: number): void {
    if (this.#closed) {
      return;
    }
    const isLoud = this.#loudness.isSpeech(rms);
    const clear = rms > echoFloor ? 1 : 0;
    // Before the new time: an answer that waited for this thread was not late itself.
    this.collect();
    this.#nowMs = atMs;
    if (this.#hops !== null) {
      this.#ask(this.#hops, frame, rms, clear);
    }
    if (this.#hops === null || this.#pace === 'late') {
      this.#timeline.step(isLoud, clear, atMs, FRAME_MS);
    }
  }

  /** From now on the model decides. */
  connect(hops: HopRing): void {
    this.#droppedBefore = this.droppedHops;
    this.#hops = hops;
    this.#collected = 0;
    this.#pace = 'in-time';
    this.#dueSinceMs = Number.NaN;
    this.#lead = 0;
    this.#clear = 0;
  }

  /** From now on loudness decides. */
  disconnect(): void {
    this.#droppedBefore = this.droppedHops;
    this.#hops = null;
  }

  /** Handles the answers that have come. */
  collect(): void {
    const hops = this.#hops;
    if (hops === null) {
      return;
    }
    const { answered } = hops;
    if (this.#collected === answered) {
      return;
    }
    while (this.#collected < answered && !this.#closed) {
      const hop = this.#collected;
      this.#collected += 1;
      const probability = hops.probabilityOf(hop);
      // What is known of a hop is kept until its place is used again.
      if (probability !== null && hops.written - hop <= HOP_CAPACITY) {
        this.#take(probability, hop % HOP_CAPACITY);
      }
    }
    this.#awaitNext(hops);
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#host.closed();
    }
  }

  /** Gives the model what it is to judge of a frame, and sees whether it keeps up. */
  #ask(hops: HopRing, frame: Buffer, rms: number, clear: number): void {
    this.#gateFrames = rms >= SOUND_GATE_RMS ? GATE_HANGOVER_FRAMES + 1 : this.#gateFrames - 1;
    if (this.#gateFrames > 0) {
      this.#listen(hops, frame, clear);
    } else {
      this.#pass(frame);
    }
    const lagMs = this.#nowMs - this.#dueSinceMs;
    if (lagMs > LATE_MS && this.#pace === 'in-time') {
      this.#pace = 'late';
      hops.keepNewest();
      this.#timeline.skip(this.#nowMs - FRAME_MS);
    }
    if (lagMs > OVERDUE_MS) {
      this.#host.missed();
    }
  }

  #take(probability: number, slot: number): void {
    const lagMs = Math.max(0, this.#nowMs - (this.#endMs[slot] ?? 0));
    this.#host.answered(lagMs);
    if (this.#pace === 'late') {
      // Loudness has judged this hop already.
      this.#pace = lagMs < IN_TIME_MS ? 'in-time' : 'late';
      return;
    }
    const { speaking, undecided } = this.#timeline;
    const threshold = this.#settings().sileroThreshold - (speaking ? FALLING_BY : 0);
    const speech = probability >= threshold;
    const begins = speech && !speaking && !undecided;
    const durationMs = HOP_MS + (begins ? (this.#leadMs[slot] ?? 0) : 0);
    this.#timeline.step(speech, this.#clearFrames[slot] ?? 0, this.#endMs[slot] ?? 0, durationMs);
  }

  #listen(hops: HopRing, frame: Buffer, clear: number): void {
    this.#clear += clear;
    const slot = hops.written % HOP_CAPACITY;
    const overhang = this.#cutter.add(frame, hops);
    if (overhang === null) {
      return;
    }
    const endMs = this.#nowMs - (overhang * 1_000) / CALL_SAMPLE_RATE_HZ;
    this.#endMs[slot] = endMs;
    this.#leadMs[slot] = this.#lead;
    this.#clearFrames[slot] = this.#clear;
    this.#lead = HOP_MS;
    this.#clear = 0;
    if (this.#pace === 'late') {
      hops.keepNewest();
    }
    if (Number.isNaN(this.#dueSinceMs)) {
      this.#dueSinceMs = endMs;
    }
    this.#host.wake();
  }

  /**
   * Handles a frame that is too soft for the model. While answers are due, it is skipped: the time
   * until the next stretch counts as silence anyway.
   */
  #pass(frame: Buffer): void {
    this.#gateFrames = 0;
    this.#lead = 0;
    this.#clear = 0;
    this.#cutter.skip(frame);
    if (this.pending === 0 && this.#pace === 'in-time') {
      this.#timeline.step(false, 0, this.#nowMs, FRAME_MS);
    }
  }

  /** While the model is late, the hops before the newest have been dropped. */
  #awaitNext({ written, answered }: HopRing): void {
    const next = this.#pace === 'late' ? written - 1 : answered;
    this.#dueSinceMs =
      answered < written ? (this.#endMs[next % HOP_CAPACITY] ?? Number.NaN) : Number.NaN;
  }
}
