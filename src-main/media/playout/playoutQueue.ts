import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { type FramePool, FrameRing } from '../audio/frameRing';
import type { MediaTransport } from '../transport/mediaTransport';
import { PlayoutClock } from './playoutClock';
import { PlayoutCounters } from './playoutCounters';
import { PlayoutReader, READER_HISTORY_FRAMES } from './playoutReader';
import { type PlayoutTurn, PlayoutTurns } from './playoutTurns';
import { QueueLengthQuery } from './queueLengthQuery';
import { WakeTimer } from './wakeTimer';

/** How long a mark may be late before the clock alone decides that a turn was heard, ms. */
const MARK_GRACE_MS = 60;
/**
 * Below this queue length, frames, Asterisk has sent XON. A flush may empty the queue without one.
 */
const XON_FRAMES = 800;
/**
 * A queue empty for longer than this inside a turn is a gap, ms: the uncertainty of Asterisk's
 * tick.
 */
const GAP_MS = 10;

/**
 * Most frames sent at once: 2 s. After a new connection a whole queue waits to be sent again, and
 * the other callers' frames would wait behind it.
 */
const SLICE_FRAMES = 100;

/** Time until the next slice, ms: far less than the caller needs to hear one. */
const SLICE_EVERY_MS = 5;

/** Most audio that waits in live mode, frames: 120 ms. More would delay the speaker for good. */
const LIVE_MAX_FRAMES = 6;

/**
 * How audio is kept. `buffered`: all of it is played, in turns, however long it takes. `live`: a
 * person speaks; audio that waits longer than 120 ms is dropped, oldest first. It belongs to no
 * turn.
 */
type PlayoutMode = 'buffered' | 'live';

type PlayoutQueueOptions = {
  /** A turn has ended and all audio was heard; not called for flushed audio. Must not throw. */
  readonly onDrained: () => void;
  /** Most frames in Asterisk's queue, which says XOFF at 900 and drops at 1000. Default 600. */
  readonly maxAheadFrames?: number;
  /** Monotonic clock, ms. Default performance.now. */
  readonly now?: () => number;
  /** Where frames are taken from. Default: one pool for all calls. */
  readonly pool?: FramePool;
};

/**
 * The agent's audio on its way to the caller through Asterisk's queue. Cuts the audio into frames,
 * keeps Asterisk's queue filled up to a limit (it paces frames, and goes on while this process is
 * busy), and knows at any time which frame the caller hears.
 */
export class PlayoutQueue {
  readonly counters = new PlayoutCounters();
  readonly #onDrained: () => void;
  readonly #maxAheadFrames: number;
  readonly #now: () => number;
  readonly #frames: FrameRing;
  readonly #clock = new PlayoutClock();
  readonly #turns = new PlayoutTurns();
  readonly #reader = new PlayoutReader();
  #transport: MediaTransport | null = null;
  /** Asterisk's queue is full: nothing is sent until it has room. */
  #full = false;
  /** A slice was sent, and Asterisk has room for more. */
  #hasMoreToSend = false;
  #mode: PlayoutMode = 'buffered';
  #closed = false;
  #generation = 0;
  readonly #lengthQuery = new QueueLengthQuery();
  readonly #wake = new WakeTimer(() => {
    this.#work();
  });

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

  /** Frames that the caller has not heard, here and in Asterisk. */
  get queuedFrames(): number {
    return this.#frames.end - Math.floor(this.#clock.position(this.#now()));
  }

  /** Heard audio of the current turn, ms. Stays after the turn until the next turn or a flush. */
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

  /** Number of turns after the one that the caller hears, or heard last. */
  get turnsAhead(): number {
    this.#advance(this.#now());
    return this.#turns.ahead;
  }

  /** The caller hears the agent at this moment. */
  speaking(nowMs: number): boolean {
    return !this.#clock.paused && this.#clock.position(nowMs) < this.#clock.sent;
  }

  /** The turn goes on, and the caller hears nothing of it: its audio comes too late. */
  hasUnderrun(nowMs: number): boolean {
    return this.#turns.last?.state === 'open' && this.#isEmptyAt(nowMs);
  }

  /**
   * Queues audio of the agent: any number of 16-bit samples at 16 kHz. A rest that does not fill a
   * frame waits for the next call or endTurn. Audio of an older generation is dropped.
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

  /**
   * Sets how later audio is kept. Queued audio is still played, unless it is flushed. Idempotent.
   */
  setMode(mode: PlayoutMode): void {
    this.endTurn();
    this.#mode = mode;
  }

  /** The agent's turn is complete. Its rest is played; onDrained follows when it was heard. */
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

  /**
   * Silences the agent at once and keeps its audio, until resumePlayback or a flush. Idempotent.
   */
  pausePlayback(): void {
    this.#clock.pause(this.#now());
    this.#transport?.pausePlayback();
  }

  /** Goes on where pausePlayback stopped, without loss. Idempotent. */
  resumePlayback(): void {
    if (this.#clock.paused) {
      this.#clock.resume(this.#now());
      this.#transport?.resumePlayback();
      this.#work();
    }
  }

  /** Silences the agent at once and drops its audio. Returns turnHeardMs as it was. */
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

  /** Asterisk reached a mark. Marks that are not of this queue and generation are ignored. */
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

  /** Asterisk answered the length of its queue, frames. */
  queueLength(frames: number): void {
    if (this.#lengthQuery.answered(frames, this.#now(), this.#clock)) {
      this.#full &&= frames >= XON_FRAMES;
      this.#work();
    }
  }

  /**
   * The frame that the caller hears now (640 bytes), or null for silence; valid until the next call
   * of any method. To be called exactly once for every 20 ms of the line: no frame is skipped or
   * repeated then, although the line follows the caller's frames, which jitter.
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
   * Goes on over another transport: audio that the caller has not heard is sent again. Null: the
   * connection was lost, the caller hears nothing, and all audio waits here.
   */
  replaceTransport(transport: MediaTransport | null): void {
    if (this.#closed) {
      return;
    }
    this.#clock.restartAt(Math.floor(this.#clock.position(this.#now())));
    this.#transport = transport;
    this.#full = false;
    this.#lengthQuery.forget();
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

  /** Drops all audio, here and in Asterisk; also ends a pause. */
  #silence(): void {
    this.#forget();
    this.#clock.resume(this.#now());
    this.#transport?.flush();
  }

  /**
   * Live mode: drops waiting audio when there would be too much. Returns the new samples to play.
   */
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
    this.#lengthQuery.forget();
    this.#wake.clear();
  }

  /** Does what may be due: sends, asks for the length, notices the end, and sets the next time. */
  #work(): void {
    if (this.#closed) {
      return;
    }
    const nowMs = this.#now();
    this.#hasMoreToSend = false;
    this.#send(nowMs);
    this.#askLength(nowMs);
    this.#advance(nowMs);
    this.#noticeEnd(nowMs);
    this.#wake.set(this.#dueInMs(nowMs));
  }

  #send(nowMs: number): void {
    const clock = this.#clock;
    const sliceEnd = clock.sent + SLICE_FRAMES;
    while (this.#transport !== null && !this.#full && clock.ahead(nowMs) < this.#maxAheadFrames) {
      if (clock.sent === sliceEnd) {
        this.#hasMoreToSend = true;
        return;
      }
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

  /** Asks Asterisk to report when everything sent so far was played. */
  #setMark(): void {
    this.#transport?.mark(`${this.#generation}.${this.#clock.sent}`);
  }

  /** Counts a gap when Asterisk's queue ran empty in the middle of a turn. */
  #noteGap(nowMs: number): void {
    if (this.#isEmptyAt(nowMs) && this.#turns.joins(this.#clock.sent)) {
      this.counters.underruns += 1;
      this.counters.underrunMs += nowMs - (this.#clock.emptyAtMs() ?? nowMs);
    }
  }

  /** Asterisk's queue has run empty, and so for long enough to be heard. */
  #isEmptyAt(nowMs: number): boolean {
    const emptyAtMs = this.#clock.emptyAtMs();
    return emptyAtMs !== null && nowMs - emptyAtMs > GAP_MS;
  }

  #askLength(nowMs: number): void {
    const isOfUse = this.#full || this.#clock.ahead(nowMs) > 0;
    if (isOfUse && nowMs >= this.#lengthQuery.dueAtMs) {
      this.#lengthQuery.asked(this.#clock.sent, nowMs);
      this.#transport?.requestQueueLength();
    }
  }

  /** Drops audio that was heard. Returns the position of the playhead. */
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

  /** Time until the next work, ms; infinite when only an event can bring some. */
  #dueInMs(nowMs: number): number {
    const clock = this.#clock;
    if (this.#transport === null) {
      return Number.POSITIVE_INFINITY;
    }
    let dueMs = Number.POSITIVE_INFINITY;
    if (clock.sent < this.#frames.end) {
      // Well before Asterisk's queue can run empty. When it is full, resume() brings the next work.
      dueMs = this.#hasMoreToSend
        ? SLICE_EVERY_MS
        : Math.min(200, Math.max(FRAME_MS, (this.#maxAheadFrames * FRAME_MS) / 4));
    } else if (this.#turns.last?.state === 'ended') {
      dueMs = Math.max(1, (clock.emptyAtMs() ?? nowMs) + MARK_GRACE_MS - nowMs);
    }
    if (this.#full || clock.ahead(nowMs) > 0) {
      dueMs = Math.min(dueMs, Math.max(1, this.#lengthQuery.dueAtMs - nowMs));
    }
    return dueMs;
  }

  /** Index of the frame after the turn; an open turn reaches to the end of the queue. */
  #endOf(turn: PlayoutTurn): number {
    return turn.state === 'open' ? this.#frames.end : turn.end;
  }
}
