/**
 * The audio of one call, frame by frame: the hot path. No frame causes an allocation, an await or a
 * log line here.
 *
 * A caller's frame goes at once to the VAD, to the agent, to the level meter and to the taps, in
 * this order. Meter and taps get the frame that the caller hears at the moment together with the
 * caller's own, every 20 ms of the line's own clock: when the caller's frames stop, its ticks go on
 * with silence. The agent's audio goes through the resampler into the playout queue.
 */
import { LevelMeter } from '#main/media/audio/levelMeter';
import { Loudness } from '#main/media/audio/loudness';
import { toSamples } from '#main/media/audio/pcm';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { SILENT_FRAME, SOUND_GATE_RMS } from '#main/media/audio/silence';
import type { FrameClock } from '#main/media/clock/frameClock';
import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import type { MediaTransport, TransportClose } from '#main/media/transport/mediaTransport';
import { EchoGuard } from '#main/media/vad/echoGuard';
import type { VadHandlers, VoiceActivityDetector } from '#main/media/vad/voiceActivityDetector';
import { AGENT_SAMPLE_RATE_HZ, CALL_SAMPLE_RATE_HZ, FRAME_MS } from '#model/audio';
import type { FloorHolder } from '#model/call';
import { LEVEL_FLAGS } from '#model/levels';
import { type FrameTap, FrameTaps } from './frameTaps';
import { LineTime } from './lineTime';
import { MutableOutput } from './mutableOutput';

/** Events of the path. No handler may throw or block. */
export interface AudioPathHandlers extends VadHandlers {
  /**
   * One frame of the caller, or of silence in its place, as the agent may hear it; `spoken` is the
   * same, whether the caller is muted or not. `hasSound`: whether `frame` may be speech. The
   * buffers are valid only during the call of the handler.
   */
  onCallerFrame(frame: Buffer, spoken: Buffer, hasSound: boolean): void;
  /** Everything queued for the caller has been heard. */
  onDrained(): void;
  /** The transport is gone, and we did not close it. */
  onMediaLost(close: TransportClose): void;
}

/**
 * RMS below which the agent's audio counts as silence, 0..32768: -64 dBov, inaudible on a
 * telephone.
 */
const SOUNDLESS_RMS = 20;

/**
 * At this RMS the caller's line carries sound. It is a little less than what TALK_DETECT of the
 * example dialplan takes for talking (a mean absolute sample of 128; RMS is never below that mean).
 */
const SOUND_RMS = 100;

/**
 * How long sound counts as present after its last frame, ms: longer than the time between two
 * checks.
 */
const SOUND_LASTS_MS = 1_500;

/** Samples of the agent's audio that are resampled and queued at once: 60 ms. */
const PIECE_SAMPLES = (60 * AGENT_SAMPLE_RATE_HZ) / 1_000;

/**
 * Why the agent's audio stands still and waits: the line is held, the caller may be interrupting,
 * or a supervisor holds the sentence.
 */
type PauseReason = 'line' | 'doubt' | 'sentence';

/** Makes the detector of a call. */
export type VadFactory = (handlers: VadHandlers) => VoiceActivityDetector;

/** The audio of one call. */
export class AudioPath {
  readonly meter: LevelMeter;
  readonly #handlers: AudioPathHandlers;
  readonly #vad: VoiceActivityDetector;
  readonly #resampler = new PolyphaseResampler(AGENT_SAMPLE_RATE_HZ, CALL_SAMPLE_RATE_HZ);
  readonly #playout: PlayoutQueue;
  /** Of what the agent gets, and of the line as it is. */
  readonly #taps = new FrameTaps();
  readonly #lineTaps = new FrameTaps();
  readonly #echo = new EchoGuard();
  readonly #callerLoudness = new Loudness();
  readonly #playedLoudness = new Loudness();
  readonly #time: LineTime;
  readonly #resampled = new Int16Array(this.#resampler.maxOutputSamples(PIECE_SAMPLES));
  #transport: MediaTransport | null = null;
  #output: MutableOutput | null = null;
  /** Flags that hold for one column only. */
  #eventFlags = 0;
  #thinking = false;
  #music = false;
  /** What is queued is a sound of ours, and not the agent. */
  #isTone = false;
  readonly #pauses = new Set<PauseReason>();
  #callerMuted = false;
  #agentMuted = false;
  #floor: FloorHolder = 'agent';
  #frameCameMs = performance.now();
  #soundPlayedMs = 0;
  #soundCameMs = Number.NEGATIVE_INFINITY;

  constructor(createVad: VadFactory, clock: FrameClock, handlers: AudioPathHandlers) {
    this.#handlers = handlers;
    this.#vad = createVad(handlers);
    this.meter = new LevelMeter();
    this.#time = new LineTime(clock, {
      onSilentColumn: (atMs) => {
        this.#addColumn(SILENT_FRAME, null, atMs);
      },
      onSilence: (atMs) => {
        this.#listen(SILENT_FRAME, 0, atMs);
      },
      isSilenceWanted: () => this.#vad.speaking,
    });
    this.#playout = new PlayoutQueue({
      onDrained: () => {
        handlers.onDrained();
      },
    });
  }

  /** Whether a transport is attached and not lost. */
  get isConnected(): boolean {
    return this.#output !== null;
  }

  /**
   * When the newest frame of the caller came, monotonic ms. Before the first frame of a transport,
   * and after a hold: when the transport was attached or the hold ended.
   */
  get frameCameMs(): number {
    return this.#frameCameMs;
  }

  /** When audible sound was last played, muted or not, monotonic ms; 0 before. */
  get soundPlayedMs(): number {
    return this.#soundPlayedMs;
  }

  /** Whether the caller's line carries sound, speech or not, muted or not. */
  get carriesSound(): boolean {
    return performance.now() - this.#soundCameMs < SOUND_LASTS_MS;
  }

  get callerMuted(): boolean {
    return this.#callerMuted;
  }

  get agentMuted(): boolean {
    return this.#agentMuted;
  }

  /** Whether the VAD says that the caller speaks. */
  get callerSpeaking(): boolean {
    return this.#vad.speaking;
  }

  /**
   * Adds a tap that gets no more of the caller than the agent does: silence while they are muted.
   * The returned function removes it; idempotent.
   */
  addTap(tap: FrameTap): () => void {
    return this.#add(tap, this.#taps);
  }

  /** As addTap, but the tap gets the caller also while they are muted. */
  addLineTap(tap: FrameTap): () => void {
    return this.#add(tap, this.#lineTaps);
  }

  /**
   * Carries the audio over this transport from now on. Audio that the caller has not heard yet is
   * sent again. The path owns the transport and closes it.
   */
  attach(transport: MediaTransport): void {
    const before = this.#transport;
    this.#transport = transport;
    before?.close();
    this.#output = new MutableOutput(transport, this.#isOutputMuted);
    this.#playout.replaceTransport(this.#output);
    this.#frameCameMs = performance.now();
    this.#time.start();
    transport.start({
      onFrame: (frame, atMs) => {
        this.#callerFrame(frame, atMs);
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
          // Unheard audio was lost with the connection. The queue keeps it for the next one.
          this.#output = null;
          this.#playout.replaceTransport(null);
          this.#handlers.onMediaLost(close);
        }
      },
    });
  }

  /**
   * Queues audio of the agent: 24 kHz 16-bit PCM of any even number of bytes, at any byte offset.
   * It is resampled in pieces, so that the first frame does not wait for the whole of a long
   * message.
   */
  play(pcm24k: Buffer): void {
    this.#isTone = false;
    const input = toSamples(pcm24k);
    for (let at = 0; at < input.length; at += PIECE_SAMPLES) {
      const piece = input.subarray(at, at + PIECE_SAMPLES);
      const count = this.#resampler.process(piece, this.#resampled);
      this.#playout.enqueue(this.#resampled.subarray(0, count), this.#playout.generation);
    }
  }

  /** All audio of the agent's turn has been queued. */
  endTurn(): void {
    const count = this.#resampler.drain(this.#resampled);
    if (count > 0) {
      this.#playout.enqueue(this.#resampled.subarray(0, count), this.#playout.generation);
    }
    this.#playout.endTurn();
  }

  /** Length of the queued audio, ms. */
  get queuedMs(): number {
    return this.#playout.queuedFrames * FRAME_MS;
  }

  /** Number of the agent's turns that wait behind the one the caller hears. */
  get turnsAhead(): number {
    return this.#playout.turnsAhead;
  }

  /**
   * Drops the queued audio at once; only a held line stays paused. Returns the share of the turn's
   * audio that was heard, 0..1.
   */
  flush(): number {
    const queuedMs = this.#playout.turnQueuedMs;
    const heardMs = this.#playout.flush();
    this.#resampler.reset();
    const held = this.#held;
    this.#pauses.clear();
    if (held) {
      this.pausePlayback('line');
    }
    return queuedMs === 0 ? 1 : Math.min(1, heardMs / queuedMs);
  }

  /** Marks the next column of the level stream as a barge-in. */
  markBargeIn(): void {
    this.#eventFlags |= LEVEL_FLAGS.bargeIn;
  }

  /** Shows in the level stream whether the agent thinks. */
  setThinking(thinking: boolean): void {
    this.#thinking = thinking;
  }

  /** Shows in the level stream whether the caller hears music of Asterisk's. */
  setMusic(music: boolean): void {
    this.#music = music;
  }

  /** Number of gaps that the caller has heard within the agent's turns. */
  get playoutGaps(): number {
    return this.#playout.counters.underruns;
  }

  /** Share of the current turn's audio that was heard, 0..1. */
  get heardShare(): number {
    const queuedMs = this.#playout.turnQueuedMs;
    return queuedMs === 0 ? 1 : Math.min(1, this.#playout.turnHeardMs / queuedMs);
  }

  /** Stops the agent's audio at once and keeps it for resumePlayback. Idempotent. */
  pausePlayback(reason: PauseReason): void {
    this.#pauses.add(reason);
    this.#playout.pausePlayback();
  }

  /** Goes on where pausePlayback stopped, unless there is another reason to wait. Idempotent. */
  resumePlayback(reason: PauseReason): void {
    this.#pauses.delete(reason);
    if (this.#pauses.size === 0) {
      this.#playout.resumePlayback();
    }
  }

  /**
   * Holds the line, or takes it back. While it is held, the caller's frames (music, a room) are
   * ignored as if they had stopped, and audio for the caller waits.
   */
  hold(held: boolean): void {
    if (held) {
      this.pausePlayback('line');
    } else {
      this.#frameCameMs = performance.now();
      this.resumePlayback('line');
    }
  }

  /** Replaces the caller's frames with silence for agent, VAD and taps, or stops that. */
  muteCaller(muted: boolean): void {
    this.#callerMuted = muted;
  }

  /** Replaces the agent's audio with silence for the caller, at once, or stops that. */
  muteAgent(muted: boolean): void {
    this.#agentMuted = muted;
    this.#applyMute();
  }

  /** Sets who is heard by the caller from now on. Queued audio stays: flush first. */
  setFloor(floor: FloorHolder): void {
    this.#floor = floor;
    this.#playout.setMode(floor === 'supervisor' ? 'live' : 'buffered');
    this.#applyMute();
  }

  /** Plays audio at the call's own rate: a frame of the supervisor, or a sound of ours. */
  playSamples(pcm16k: Int16Array): void {
    this.#isTone = this.#floor === 'agent';
    this.#playout.enqueue(pcm16k, this.#playout.generation);
  }

  /**
   * Stops the VAD: the caller's speech causes no more events. It is still metered and recorded.
   * Idempotent.
   */
  stopListening(): void {
    this.#time.stopListening();
    this.#vad.close();
  }

  /** Closes the transport and frees everything. Idempotent. */
  close(): void {
    this.stopListening();
    this.#time.close();
    this.#playout.close();
    const transport = this.#transport;
    this.#transport = null;
    this.#output = null;
    transport?.close();
  }

  get #held(): boolean {
    return this.#pauses.has('line');
  }

  get #isOutputMuted(): boolean {
    return this.#agentMuted && this.#floor === 'agent';
  }

  /** Flushes Asterisk's queue and sends the same audio again, muted or not. */
  #applyMute(): void {
    const output = this.#output;
    if (output === null || output.muted === this.#isOutputMuted) {
      return;
    }
    output.muted = this.#isOutputMuted;
    output.flush();
    this.#playout.replaceTransport(output);
  }

  #add(tap: FrameTap, taps: FrameTaps): () => void {
    const remove = taps.add(tap);
    return () => {
      // In a gap the tap still gets the time until now.
      this.#time.catchUp();
      remove();
    };
  }

  #callerFrame(frame: Buffer, nowMs: number): void {
    const loudness = this.#callerLoudness.measure(frame);
    if (loudness.rms >= SOUND_RMS) {
      this.#soundCameMs = nowMs;
    }
    if (this.#held) {
      return;
    }
    this.#frameCameMs = nowMs;
    this.#time.frameCame(nowMs);
    this.#listen(frame, loudness.rms, nowMs);
    // Only now: a barge-in that the frame has just caused silences what is heard.
    const atMs = this.#time.columnFor(nowMs);
    if (atMs !== null) {
      this.#addColumn(frame, loudness, atMs);
    }
  }

  /** Gives 20 ms of the caller to those who follow their words. */
  #listen(spoken: Buffer, spokenRms: number, nowMs: number): void {
    const frame = this.#callerMuted ? SILENT_FRAME : spoken;
    const rms = this.#callerMuted ? 0 : spokenRms;
    this.#vad.push(frame, rms, nowMs, this.#echo.floor);
    this.#handlers.onCallerFrame(frame, spoken, rms >= SOUND_GATE_RMS);
  }

  /** 20 ms of the line. `loudness` is null when the frame is not the caller's own, but silence. */
  #addColumn(caller: Buffer, loudness: Loudness | null, atMs: number): void {
    const played = this.#playout.frameAt(atMs);
    const playedLoudness = played === null ? null : this.#playedLoudness.measure(played);
    const playedRms = playedLoudness?.rms ?? 0;
    if (playedRms >= SOUNDLESS_RMS) {
      this.#soundPlayedMs = atMs;
    }
    const isHeard = !this.#isOutputMuted;
    const heard = isHeard ? played : null;
    const heardPeak = isHeard ? (playedLoudness?.peak ?? 0) : 0;
    this.meter.addColumn(loudness?.peak ?? 0, heardPeak, this.#flags(heard, atMs), atMs);
    const agent = this.#floor === 'agent' ? played : null;
    this.#taps.give(this.#callerMuted ? SILENT_FRAME : caller, heard, atMs, agent);
    this.#lineTaps.give(caller, heard, atMs, agent);
    this.#echo.note(isHeard ? playedRms : 0, loudness?.rms ?? null);
  }

  #flags(heard: Buffer | null, atMs: number): number {
    const flags =
      this.#eventFlags |
      (this.#vad.speaking ? LEVEL_FLAGS.callerSpeaking : 0) |
      (heard === null ? this.#quietFlags(atMs) : this.#soundFlags()) |
      (this.#thinking ? LEVEL_FLAGS.agentThinking : 0) |
      (this.#music ? LEVEL_FLAGS.music : 0);
    this.#eventFlags = 0;
    return flags;
  }

  #soundFlags(): number {
    const who =
      this.#floor === 'supervisor' ? LEVEL_FLAGS.supervisor : this.#isTone ? LEVEL_FLAGS.tone : 0;
    return LEVEL_FLAGS.agentSpeaking | who;
  }

  #quietFlags(atMs: number): number {
    const isLate = !this.#isOutputMuted && this.#playout.hasUnderrun(atMs);
    return isLate ? LEVEL_FLAGS.underrun : 0;
  }
}
