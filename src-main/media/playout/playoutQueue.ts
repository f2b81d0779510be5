import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { FrameRing } from '../audio/frameRing';
import type { MediaTransport } from '../transport/mediaTransport';
import { PlayoutClock } from './playoutClock';
import { PlayoutReader, READER_HISTORY_FRAMES } from './playoutReader';
import { type PlayoutTurn, PlayoutTurns } from './playoutTurns';
import type { PlayoutCounters, PlayoutMode, PlayoutQueueOptions } from './playoutTypes';

/** Time given to a mark to arrive before the clock alone says that a turn was heard, ms. */
const MARK_GRACE_MS = 60;
/** How often Asterisk is asked for its queue's length while it plays, ms. */
const STATUS_EVERY_MS = 1000;
/** Queue length, frames, at which Asterisk's XON is due; a pause may outlive its XOFF when a flush comes between the two. */
const XON_FRAMES = 800;
/** A queue that ran empty for longer than this inside a turn was heard as a gap, ms: the uncertainty of Asterisk's tick. */
const GAP_MS = 10;

/** Most audio that waits in live mode, frames: 120 ms. More would be a lasting delay of the person who speaks. */
const LIVE_MAX_FRAMES = 6;

/**
 * What the caller is going to hear: the agent's audio on its way through Asterisk's queue. Cuts it into frames, keeps Asterisk's
 * queue filled up to a limit (it paces them and rides out a busy process), and knows at any time which frame the caller hears.
 */
export class PlayoutQueue {
  readonly counters: PlayoutCounters = {
    framesSent: 0,
    underruns: 0,
    underrunMs: 0,
    staleSamples: 0,
    skippedSamples: 0,
  };
  readonly #onDrained: () => void;
  readonly #maxAheadFrames: number;
  readonly #now: () => number;
  readonly #frames: FrameRing;
  readonly #clock = new PlayoutClock();
  readonly #turns = new PlayoutTurns();
  readonly #reader = new PlayoutReader();
  #transport: MediaTransport | null = null;
  /** Asterisk's queue is full: it takes nothing until it says so. */
  #full = false;
  #mode: PlayoutMode = 'buffered';
  #closed = false;
  #generation = 0;
  /** Frames sent when the queue's length was asked for; null when no answer is due. */
  #statusBase: number | null = null;
  #statusAtMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: PlayoutQueueOptions) {
    this.#onDrained = options.onDrained;
    this.#maxAheadFrames = options.maxAheadFrames ?? 600;
    this.#now = options.now ?? (() => performance.now());
    this.#frames = new FrameRing(options.pool);
  }

  /** Rises with every flush; audio of an older generation is not played. */
  get generation(): number {
    return this.#generation;
  }

  /** Frames that the caller has yet to hear, here and in Asterisk. */
  get queuedFrames(): number {
    return this.#frames.end - Math.floor(this.#clock.position(this.#now()));
  }

  /** Audio of the current turn that the caller has heard, ms. Stays after the turn until the next one begins or a flush. */
  get turnHeardMs(): number {
    const position = this.#advance(this.#now());
    const turn = this.#turns.current;
    if (turn === undefined) {
      return 0;
    }
    const heard = Math.min(position, this.#endOf(turn)) - turn.start;
    return Math.round(Math.max(0, heard) * FRAME_MS);
  }

  /** Audio of the current turn so far, heard or not, ms. */
  get turnQueuedMs(): number {
    this.#advance(this.#now());
    const turn = this.#turns.current;
    if (turn === undefined) {
      return 0;
    }
    const residue = turn.state === 'open' ? this.#frames.residueBytes / FRAME_BYTES : 0;
    return Math.round((this.#endOf(turn) - turn.start + residue) * FRAME_MS);
  }

  /** Turns that wait behind the one the caller hears, or heard last. */
  get turnsAhead(): number {
    this.#advance(this.#now());
    return this.#turns.ahead;
  }

  /** The caller hears the agent at this moment. */
  speaking(nowMs: number): boolean {
    return !this.#clock.paused && this.#clock.position(nowMs) < this.#clock.sent;
  }

  /**
   * Queues audio of the agent: 16-bit samples at 16 kHz, any number. What does not fill a frame waits for the next call or
   * endTurn. Audio of a generation that was flushed is dropped.
   */
  enqueue(pcm: Int16Array, generation: number): void {
    if (this.#closed || generation !== this.#generation) {
      this.counters.staleSamples += pcm.length;
      return;
    }
    if (pcm.length === 0) {
      return;
    }
    const fresh = this.#mode === 'live' ? this.#makeRoom(pcm) : pcm;
    if (this.#mode === 'buffered') {
      this.#turns.open(this.#frames.end);
    }
    this.#frames.append(Buffer.from(fresh.buffer, fresh.byteOffset, fresh.byteLength));
    this.#work();
  }

  /** Who speaks from now on, see PlayoutMode. What is queued stays so: flush first where it must not be heard. Idempotent. */
  setMode(mode: PlayoutMode): void {
    this.endTurn();
    this.#mode = mode;
  }

  /** The agent's turn is complete: what is left of it is played, and onDrained follows when it was heard. */
  endTurn(): void {
    if (this.#closed || this.#turns.last?.state !== 'open') {
      return;
    }
    this.#frames.pad();
    this.#turns.end(this.#frames.end);
    if (this.#clock.sent === this.#frames.end) {
      this.#setMark();
    }
    this.#work();
  }

  /** Silences the agent at once and keeps everything; the playout position stands still until resumePlayback or a flush. Idempotent. */
  pausePlayback(): void {
    this.#clock.pause(this.#now());
    this.#transport?.pausePlayback();
  }

  /** The agent goes on where pausePlayback stopped it, without loss. Idempotent. */
  resumePlayback(): void {
    if (this.#clock.paused) {
      this.#clock.resume(this.#now());
      this.#transport?.resumePlayback();
      this.#work();
    }
  }

  /** Silences the agent at once. Returns how much of the current turn was heard, ms (see turnHeardMs). */
  flush(): number {
    const heardMs = this.turnHeardMs;
    this.#generation += 1;
    this.#silence();
    return heardMs;
  }

  /** Asterisk's queue is full: nothing is sent until resume. */
  pause(): void {
    this.#full = true;
    this.#work();
  }

  /** Asterisk's queue has room again. */
  resume(): void {
    this.#full = false;
    this.#work();
  }

  /** A mark of this queue came back from Asterisk; others are ignored. */
  markReached(id: string): void {
    const [generation, frame] = id.split('.').map(Number);
    if (generation !== this.#generation || frame === undefined || !(frame <= this.#clock.sent)) {
      return;
    }
    this.#clock.onReport(frame, this.#now());
    const turn = this.#turns.last;
    if (turn?.state === 'ended' && turn.end === frame) {
      this.#finish(turn);
    }
    this.#work();
  }

  /** Asterisk told the length of its queue, frames, as it was when asked. */
  queueLength(frames: number): void {
    const base = this.#statusBase;
    this.#statusBase = null;
    if (base !== null) {
      this.#full &&= frames >= XON_FRAMES;
      // The answer is half a round trip old.
      const nowMs = this.#now();
      this.#clock.onReport(base - frames, (this.#statusAtMs + nowMs) / 2);
      this.#work();
    }
  }

  /**
   * The frame the caller hears now (640 bytes), or null for silence; valid until the next call of any method. To be asked exactly once
   * for every 20 ms of the caller's clock: the frames then follow one another without a slip although the asker's
   * clock jitters.
   */
  frameAt(nowMs: number): Buffer | null {
    if (this.#clock.paused) {
      return null;
    }
    const playhead = Math.floor(this.#clock.position(nowMs));
    const index = this.#reader.next(playhead, this.#clock.sent, nowMs);
    this.#advance(nowMs);
    return index === null ? null : this.#frames.at(index);
  }

  /**
   * Goes on over another transport: what the caller has not heard is sent again. Null: the connection was lost, the caller hears nothing
   * and everything waits here.
   */
  replaceTransport(transport: MediaTransport | null): void {
    if (this.#closed) {
      return;
    }
    this.#clock.restartAt(Math.floor(this.#clock.position(this.#now())));
    this.#transport = transport;
    this.#full = false;
    this.#statusBase = null;
    if (this.#clock.paused) {
      transport?.pausePlayback();
    }
    this.#work();
  }

  /** Stops and frees everything; the transport is left to its owner. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#transport = null;
    this.#forget();
  }

  /** Drops everything that waits, here and in Asterisk; also ends a pause. */
  #silence(): void {
    this.#forget();
    this.#clock.resume(this.#now());
    this.#transport?.flush();
  }

  /** Live: drops what waits when it would become too much with the new samples. Returns those of them that are fresh enough. */
  #makeRoom(pcm: Int16Array): Int16Array {
    const waiting = this.queuedFrames * FRAME_SAMPLES;
    if (waiting + pcm.length <= LIVE_MAX_FRAMES * FRAME_SAMPLES) {
      return pcm;
    }
    const fresh = pcm.subarray(Math.max(0, pcm.length - LIVE_MAX_FRAMES * FRAME_SAMPLES));
    this.counters.skippedSamples += waiting + pcm.length - fresh.length;
    this.#silence();
    return fresh;
  }

  #forget(): void {
    this.#frames.clear();
    this.#clock.restartAt(this.#frames.end);
    this.#turns.clear();
    this.#reader.reset();
    this.#full = false;
    this.#statusBase = null;
    this.#disarm();
  }

  /** Everything that may be due: send, ask, notice the end, and wake up again in time. */
  #work(): void {
    if (this.#closed) {
      return;
    }
    const nowMs = this.#now();
    this.#send(nowMs);
    this.#askLength(nowMs);
    this.#advance(nowMs);
    this.#noticeEnd(nowMs);
    this.#arm(nowMs);
  }

  #send(nowMs: number): void {
    const clock = this.#clock;
    while (this.#transport !== null && !this.#full && clock.ahead(nowMs) < this.#maxAheadFrames) {
      const frame = this.#frames.at(clock.sent);
      if (frame === null || !this.#transport.sendFrame(frame)) {
        return;
      }
      this.#noteGap(nowMs);
      clock.onSent(nowMs);
      this.counters.framesSent += 1;
      if (this.#turns.endsAt(clock.sent)) {
        this.#setMark();
      }
    }
  }

  /** Asks to be told when everything sent so far was played. */
  #setMark(): void {
    this.#transport?.mark(`${this.#generation}.${this.#clock.sent}`);
  }

  /** Counts a gap when Asterisk's queue ran empty in the middle of a turn. */
  #noteGap(nowMs: number): void {
    const emptyAtMs = this.#clock.emptyAtMs();
    if (emptyAtMs === null || nowMs - emptyAtMs <= GAP_MS) {
      return;
    }
    if (this.#turns.joins(this.#clock.sent)) {
      this.counters.underruns += 1;
      this.counters.underrunMs += nowMs - emptyAtMs;
    }
  }

  #askLength(nowMs: number): void {
    const isOfUse = this.#full || this.#clock.ahead(nowMs) > 0;
    if (isOfUse && nowMs - this.#statusAtMs >= STATUS_EVERY_MS) {
      this.#statusAtMs = nowMs;
      this.#statusBase = this.#clock.sent;
      this.#transport?.requestQueueLength();
    }
  }

  /** Lets go of what was heard. Returns the position of the playhead. */
  #advance(nowMs: number): number {
    const position = this.#clock.position(nowMs);
    this.#frames.dropBefore(Math.floor(position) - READER_HISTORY_FRAMES);
    this.#turns.advance(position);
    return position;
  }

  #noticeEnd(nowMs: number): void {
    const turn = this.#turns.last;
    if (turn?.state === 'ended' && this.#clock.sent === turn.end) {
      const emptyAtMs = this.#clock.emptyAtMs();
      if (emptyAtMs === null || nowMs >= emptyAtMs + MARK_GRACE_MS) {
        this.#finish(turn);
      }
    }
  }

  #finish(turn: PlayoutTurn): void {
    turn.state = 'heard';
    this.#onDrained();
  }

  #arm(nowMs: number): void {
    this.#disarm();
    const dueMs = this.#dueInMs(nowMs);
    if (Number.isFinite(dueMs)) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#work();
      }, dueMs);
      this.#timer.unref();
    }
  }

  #dueInMs(nowMs: number): number {
    const clock = this.#clock;
    if (this.#transport === null) {
      return Number.POSITIVE_INFINITY;
    }
    let dueMs = Number.POSITIVE_INFINITY;
    if (clock.sent < this.#frames.end) {
      // Well before Asterisk's queue could run empty; a pause ends by resume().
      dueMs = Math.min(200, Math.max(FRAME_MS, (this.#maxAheadFrames * FRAME_MS) / 4));
    } else if (this.#turns.last?.state === 'ended') {
      dueMs = Math.max(1, (clock.emptyAtMs() ?? nowMs) + MARK_GRACE_MS - nowMs);
    }
    if (this.#full || clock.ahead(nowMs) > 0) {
      dueMs = Math.min(dueMs, Math.max(1, this.#statusAtMs + STATUS_EVERY_MS - nowMs));
    }
    return dueMs;
  }

  #disarm(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  /** The frame after the turn; an open one reaches to the end of the queue. */
  #endOf(turn: PlayoutTurn): number {
    return turn.state === 'open' ? this.#frames.end : turn.end;
  }
}
