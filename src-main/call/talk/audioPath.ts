/**
 * The audio of one call, frame by frame: the hot path. Nothing here allocates, awaits or logs for a frame.
 *
 * A caller's frame goes to the VAD, to the agent, to the level meter and to the recorder, in this order. The agent's audio goes
 * through the resampler into the playout queue; the frame that the caller hears at the moment goes to meter and recorder
 * beside the caller's own, so that both share the caller's clock. Where the caller's frames stop, VAD and agent get silence.
 */
import { EchoGuard } from '../../media/echoGuard';
import { LevelMeter } from '../../media/levelMeter';
import type { MediaTransport, TransportClose } from '../../media/mediaTransport';
import { peakOf, rmsOf, toSamples } from '../../media/pcm';
import { PlayoutQueue } from '../../media/playoutQueue';
import { PolyphaseResampler } from '../../media/polyphaseResampler';
import type { VadHandlers, VoiceActivityDetector } from '../../media/voiceActivityDetector';
import { AGENT_SAMPLE_RATE_HZ, CALL_SAMPLE_RATE_HZ, FRAME_BYTES } from '../../model/audio';
import { LEVEL_FLAGS } from '../../model/levels';
import { FrameGap } from './frameGap';

/** What the path tells its call; none of them may throw or block. */
export interface AudioPathHandlers extends VadHandlers {
  /** One frame of the caller, or of the silence in its place; valid only during the call. */
  onCallerFrame(frame: Buffer): void;
  /** Everything queued for the caller has been heard. */
  onDrained(): void;
  /** The transport is gone, and it was not us who closed it. */
  onMediaLost(close: TransportClose): void;
}

const SILENT_FRAME = Buffer.alloc(FRAME_BYTES);

/** Samples of the agent's audio that are resampled and queued at once: 60 ms. */
const PIECE_SAMPLES = (60 * AGENT_SAMPLE_RATE_HZ) / 1_000;

/** Takes both directions of a call, 20 ms at a time. `heard` is null while the caller hears silence. */
export type FrameTap = (caller: Buffer, heard: Buffer | null) => void;

/** Makes the detector of a call. */
export type VadFactory = (handlers: VadHandlers) => VoiceActivityDetector;

/** The audio of one call. */
export class AudioPath {
  readonly meter: LevelMeter;
  readonly #handlers: AudioPathHandlers;
  readonly #vad: VoiceActivityDetector;
  readonly #resampler = new PolyphaseResampler(AGENT_SAMPLE_RATE_HZ, CALL_SAMPLE_RATE_HZ);
  readonly #playout: PlayoutQueue;
  #taps: readonly FrameTap[] = [];
  readonly #echo = new EchoGuard();
  readonly #gap: FrameGap;
  readonly #resampled = new Int16Array(this.#resampler.maxOutputSamples(PIECE_SAMPLES));
  #transport: MediaTransport | null = null;
  /** Flags that hold for one column only. */
  #eventFlags = 0;
  #thinking = false;
  #held = false;
  #callerMuted = false;
  #agentMuted = false;

  constructor(createVad: VadFactory, handlers: AudioPathHandlers) {
    this.#handlers = handlers;
    this.#vad = createVad(handlers);
    this.meter = new LevelMeter();
    this.#gap = new FrameGap(
      (nowMs) => {
        this.#vad.push(SILENT_FRAME, nowMs, 0);
        handlers.onCallerFrame(SILENT_FRAME);
      },
      () => this.#vad.speaking,
    );
    this.#playout = new PlayoutQueue({
      onDrained: () => {
        handlers.onDrained();
      },
    });
  }

  get transport(): MediaTransport | null {
    return this.#transport;
  }

  /** Adds a listener of both directions. The returned function removes it; idempotent. */
  addTap(tap: FrameTap): () => void {
    this.#taps = [...this.#taps, tap];
    return () => {
      this.#taps = this.#taps.filter((other) => other !== tap);
    };
  }

  /** Carries the audio over this transport from now on; what the caller has not heard yet is sent again. */
  attach(transport: MediaTransport): void {
    const before = this.#transport;
    this.#transport = transport;
    before?.close();
    this.#playout.replaceTransport(transport);
    transport.start({
      onFrame: (frame) => {
        this.#callerFrame(frame);
      },
      onPause: () => {
        this.#playout.pause();
      },
      onResume: () => {
        this.#playout.resume();
      },
      onMark: (id) => {
        this.#playout.markReached(id);
      },
      onQueueLength: (frames) => {
        this.#playout.queueLength(frames);
      },
      onClose: (close) => {
        if (this.#transport === transport && close.by !== 'local') {
          // What was on its way is lost with the connection: it waits here to be sent over the next one.
          this.#playout.replaceTransport(null);
          this.#handlers.onMediaLost(close);
        }
      },
    });
  }

  /**
   * Queues audio of the agent: 24 kHz PCM of any even number of bytes, at any byte offset. It goes out piece by piece: the caller's
   * first frame does not wait until all of a long message has been resampled.
   */
  play(pcm24k: Buffer): void {
    const input = toSamples(pcm24k);
    for (let at = 0; at < input.length; at += PIECE_SAMPLES) {
      const piece = input.subarray(at, at + PIECE_SAMPLES);
      const count = this.#resampler.process(piece, this.#resampled);
      this.#playout.enqueue(this.#resampled.subarray(0, count), this.#playout.generation);
    }
  }

  /** The agent's turn has all been queued. */
  endTurn(): void {
    this.#playout.endTurn();
  }

  /** Turns of the agent that wait behind the one the caller hears. */
  get turnsAhead(): number {
    return this.#playout.turnsAhead;
  }

  /** Stops what the caller hears, at once. Returns the share of the turn's audio that was heard, 0..1. */
  flush(): number {
    const queuedMs = this.#playout.turnQueuedMs;
    const heardMs = this.#playout.flush();
    this.#resampler.reset();
    return queuedMs === 0 ? 1 : Math.min(1, heardMs / queuedMs);
  }

  /** Marks the next column of the level stream as an interruption. */
  markBargeIn(): void {
    this.#eventFlags |= LEVEL_FLAGS.bargeIn;
  }

  /** The agent thinks: shown in the level stream. */
  setThinking(thinking: boolean): void {
    this.#thinking = thinking;
  }

  /** Gaps the caller has heard inside the agent's turns. */
  get playoutGaps(): number {
    return this.#playout.counters.underruns;
  }

  /** Share of the current turn's audio that was heard, 0..1. */
  get heardShare(): number {
    const queuedMs = this.#playout.turnQueuedMs;
    return queuedMs === 0 ? 1 : Math.min(1, this.#playout.turnHeardMs / queuedMs);
  }

  /** While the caller holds the line nothing of it (music, a room) is listened to: it is as if his frames had stopped. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** The caller's frames count as silence from now on. */
  muteCaller(muted: boolean): void {
    this.#callerMuted = muted;
  }

  /** The caller hears silence in place of what is played. */
  muteAgent(muted: boolean): void {
    this.#agentMuted = muted;
  }

  /** Plays a frame of the supervisor's microphone. */
  playOperator(frame: Buffer): void {
    this.#playout.enqueue(toSamples(frame), this.#playout.generation);
  }

  /** Frees everything. Idempotent. */
  close(): void {
    this.#playout.close();
    this.#gap.close();
    this.#vad.close();
    const transport = this.#transport;
    this.#transport = null;
    transport?.close();
  }

  #callerFrame(incoming: Buffer): void {
    const nowMs = performance.now();
    const frame = this.#held || this.#callerMuted ? SILENT_FRAME : incoming;
    if (!this.#held) {
      this.#gap.frameCame(nowMs);
      this.#vad.push(frame, nowMs, this.#echo.floor);
      this.#handlers.onCallerFrame(frame);
    }
    // Only now: a barge-in that the frame has just caused silences it.
    const played = this.#playout.frameAt(nowMs);
    const heard = this.#agentMuted ? null : played;
    this.#echo.note(heard === null ? 0 : rmsOf(heard));
    this.meter.addColumn(peakOf(frame), heard === null ? 0 : peakOf(heard), this.#flags(heard));
    for (const tap of this.#taps) {
      tap(frame, heard);
    }
  }

  #flags(heard: Buffer | null): number {
    const flags =
      this.#eventFlags |
      (this.#vad.speaking ? LEVEL_FLAGS.callerSpeaking : 0) |
      (heard === null ? 0 : LEVEL_FLAGS.agentSpeaking) |
      (this.#thinking ? LEVEL_FLAGS.agentThinking : 0);
    this.#eventFlags = 0;
    return flags;
  }
}
