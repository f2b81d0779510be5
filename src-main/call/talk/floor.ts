/**
 * The floor of one talk: who may speak and who is heard. It owns the audio, the turns and the
 * barge-in decisions, and keeps the agent out while it does not take part.
 */
import type { AgentTurn, VoiceAgent, VoiceAgentHandlers } from '#main/agent/voiceAgent';
import { toSamples } from '#main/media/audio/pcm';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { MediaTransport, TransportClose } from '#main/media/transport/mediaTransport';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { AgentState, BargeInMode } from '#model/call';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import { createAgentHandlers } from './agentHandlers';
import { AudioPath, type VadFactory } from './audioPath';
import { BargeIn } from './bargeIn';
import { HeldBackAudio, type Pace } from './heldBackAudio';
import type { TalkRecord } from './talkRecord';
import { type Heard, TurnController } from './turnController';

/**
 * Length of the agent's last words, ms. A caller who speaks while no more than this is left does
 * not interrupt the agent, but answers it.
 */
const LAST_WORDS_MS = 1_000;

/**
 * Why the agent does not take part: the line is held, the supervisor has paused the agent, or
 * speaks in its place.
 */
export type Absence = 'hold' | 'pause' | 'supervisor';

/** What the floor tells its talk; none of them may throw or block. */
type FloorHandlers = {
  readonly onAgentState: (state: AgentState) => void;
  /** Caller or agent begins to speak. */
  readonly onSomebodySpeaks: () => void;
  /** The caller begins to speak, or the transcript got words of theirs. */
  readonly onCallerAlive: () => void;
  readonly onAgentTurn: () => void;
  /** A turn of the agent had no sound, and the caller waits to hear something. */
  readonly onMuteTurn: (turn: AgentTurn) => void;
  /**
   * A frame of the caller, muted or not, while the supervisor speaks in the agent's place. The
   * buffer is valid only during the call of the handler.
   */
  readonly onFrameForSupervisor: (frame: Buffer) => void;
  /** The talk may have come to a quiet moment. */
  readonly onQuiet: () => void;
  readonly onMediaLost: (close: TransportClose) => void;
};

export type FloorOptions = FloorHandlers & {
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  readonly vad: VadEngine;
  readonly clock: FrameClock;
  readonly settings: () => CallSettings;
};

/** The floor of one talk. */
export class Floor {
  readonly turns: TurnController;
  readonly audio: AudioPath;
  readonly #options: FloorOptions;
  readonly #bargeIn: BargeIn;
  readonly #toAgent = new HeldBackAudio((frame) => this.#agent?.sendAudio(frame));
  readonly #absences = new Set<Absence>();
  /** The supervisor's override; null: as the profile says. */
  #mode: BargeInMode | null = null;
  /** Null only before `setAgent`. */
  #agent: VoiceAgent | null = null;
  #callerOnsetMs = 0;
  /** Since when the agent has been paused in doubt, monotonic ms; null if it is not. */
  #pausedMs: number | null = null;

  constructor(options: FloorOptions) {
    this.#options = options;
    this.turns = this.#createTurns();
    this.audio = this.#createAudio();
    this.#bargeIn = this.#createBargeIn();
  }

  /** What happens when the caller speaks while the agent does. */
  get bargeIn(): BargeInMode {
    return this.#mode ?? this.#options.settings().bargeIn;
  }

  set bargeIn(mode: BargeInMode) {
    this.#mode = mode;
  }

  /**
   * Onset of the caller's current or last speech, ms since the call came. The caller's turn in the
   * transcript begins there.
   */
  get callerOnsetMs(): number {
    return this.#callerOnsetMs;
  }

  /** Whether the agent takes part in the talk. */
  get agentTakesPart(): boolean {
    return this.#absences.size === 0;
  }

  /** Whether the agent may speak. On a held line its audio waits. */
  get agentMaySpeak(): boolean {
    return !this.#absences.has('pause') && !this.isSupervisors;
  }

  /** Whether the caller hears the agent, at once or after a hold. */
  get agentIsHeard(): boolean {
    return this.agentMaySpeak && !this.audio.agentMuted;
  }

  /**
   * Whether caller and agent hear each other. If not, the silence of one means nothing to the
   * other.
   */
  get hearEachOther(): boolean {
    return this.agentTakesPart && !this.audio.callerMuted && !this.audio.agentMuted;
  }

  /** Whether the supervisor speaks instead of the agent. */
  get isSupervisors(): boolean {
    return this.#absences.has('supervisor');
  }

  /** Gives the floor its agent; to be called once, before audio flows. */
  setAgent(agent: VoiceAgent): void {
    this.#agent = agent;
  }

  /** Carries the audio over this transport from now on. */
  attach(transport: MediaTransport): void {
    this.#options.record.metrics.transportOpened(transport.counters);
    this.#options.liveCall.update({ transport: transport.name });
    this.audio.attach(transport);
  }

  /**
   * Holds the line, or takes it back. While it is held, the caller's audio is ignored and audio for
   * the caller waits.
   */
  hold(held: boolean): void {
    if (held) {
      this.#bargeIn.dismiss();
    }
    this.audio.hold(held);
    this.#setAbsent('hold', held);
  }

  /** Shuts the agent out (it neither hears nor speaks), or lets it in again. */
  excludeAgent(reason: Exclude<Absence, 'hold'>, excluded: boolean): void {
    if (excluded === this.#absences.has(reason)) {
      return;
    }
    if (excluded) {
      this.#bargeIn.abandon(performance.now());
      this.turns.silence(performance.now());
      this.turns.answerOverdue();
    }
    if (reason === 'supervisor') {
      this.audio.flush();
      this.audio.setFloor(excluded ? 'supervisor' : 'agent');
    }
    this.#setAbsent(reason, excluded);
  }

  /**
   * Makes the agent stop at once, without a barge-in, because it is about to say something else.
   */
  silenceAgent(): void {
    this.#bargeIn.dismiss();
    this.turns.silence(performance.now());
  }

  /** Makes the agent stop at once; it goes on after it has reconnected. */
  breakAgentOff(heard: Heard): void {
    this.#bargeIn.dismiss();
    this.turns.breakOff(performance.now(), heard);
  }

  /**
   * One frame of the supervisor's microphone; dropped while the line is held. Returns whether the
   * caller hears it.
   */
  supervisorFrame(frame: Buffer): boolean {
    if (this.#absences.has('hold')) {
      return false;
    }
    this.audio.playSamples(toSamples(frame));
    return true;
  }

  /** Handlers for the agent. The talk itself handles link and tools. */
  agentHandlers(
    own: Pick<VoiceAgentHandlers, 'onLink' | 'onToolCalls' | 'onToolCallsCancelled'>,
  ): VoiceAgentHandlers {
    return createAgentHandlers({
      ...own,
      turns: this.turns,
      audio: this.audio,
      record: this.#options.record,
      callerOnsetMs: () => this.#callerOnsetMs,
      mayAgentSpeak: () => this.agentMaySpeak,
      onCallerWords: this.#options.onCallerAlive,
      onServiceInterrupts: () => {
        this.#bargeIn.confirm();
      },
      onTurnComplete: this.#options.onQuiet,
    });
  }

  /** Stops listening to the caller; the audio stays connected. Idempotent. */
  end(): void {
    this.audio.stopListening();
    this.#bargeIn.close();
    this.#toAgent.clear();
  }

  #setAbsent(reason: Absence, absent: boolean): void {
    const tookPart = this.agentTakesPart;
    if (absent) {
      this.#absences.add(reason);
    } else {
      this.#absences.delete(reason);
    }
    if (tookPart === this.agentTakesPart) {
      return;
    }
    this.turns.pause(tookPart);
    if (tookPart) {
      this.#toAgent.clear();
      this.#agent?.callerAudioPauses();
    } else if (this.audio.callerSpeaking) {
      // The caller is in the middle of a sentence. The agent hears only its rest.
      this.#bargeIn.speechStarts(performance.now());
    }
  }

  #callerFrame(frame: Buffer, spoken: Buffer): void {
    if (this.agentTakesPart) {
      this.#toAgent.push(frame, this.#pace);
    } else if (this.isSupervisors) {
      this.#options.onFrameForSupervisor(spoken);
    }
  }

  /**
   * An agent that finds the turns itself hears the caller late while it speaks and interruptions
   * must be confirmed: the detector here has to hear a sound before the agent does.
   */
  get #pace(): Pace {
    const late = this.turns.audible && !this.audio.callerSpeaking && this.bargeIn === 'confirm';
    return late && this.#options.settings().endpointing === 'service' ? 'late' : 'at-once';
  }

  #callerStarts(onsetMs: number): void {
    this.turns.callerStarts(onsetMs);
    this.#agent?.callerSpeechStarts(performance.now() - onsetMs);
  }

  #cutAgent(heard: Heard): void {
    const { turnsAhead } = this.audio;
    const playedShare = this.audio.flush();
    const heardShare = heard === 'nothing' ? 0 : playedShare;
    const { record } = this.#options;
    record.transcript.truncateAgent(record.now(), heardShare, turnsAhead);
  }

  #createTurns(): TurnController {
    const { record, liveCall } = this.#options;
    const { transcript, metrics } = record;
    return new TurnController(() => this.bargeIn !== 'off', {
      onBargeIn: (onsetMs) => {
        this.#cutAgent('as-played');
        const reactionMs = (this.#pausedMs ?? performance.now()) - onsetMs;
        metrics.bargeIn(reactionMs);
        this.audio.markBargeIn();
        record.logTime({ bargeInReactionMs: Math.round(reactionMs) }, 'agent interrupted');
      },
      onSilenced: (heard) => {
        this.#cutAgent(heard);
      },
      onMuteTurn: (turn) => {
        transcript.agentWasMute(record.now());
        this.#options.onMuteTurn(turn);
      },
      onAgentTurnBegins: (sinceCallerMs) => {
        this.#options.onSomebodySpeaks();
        this.#options.onAgentTurn();
        metrics.agentTurn(sinceCallerMs);
        transcript.finishCaller(record.now());
        const timeMs = sinceCallerMs === null ? null : Math.round(sinceCallerMs);
        transcript.agentTurnBegins(record.now(), timeMs);
        record.logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn begins');
      },
      onReplyTimed: (sinceCallerMs) => {
        metrics.replyTimed(sinceCallerMs);
        transcript.agentReplyTimed(Math.round(sinceCallerMs));
        record.logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn is a reply');
      },
      onAgentTurnEnds: () => {
        transcript.finishAgent(record.now());
        this.#options.onQuiet();
      },
      onAgentState: (agentState) => {
        this.audio.setThinking(agentState === 'thinking');
        liveCall.update({ agentState });
        this.#options.onAgentState(agentState);
        this.#options.onQuiet();
      },
    });
  }

  #createAudio(): AudioPath {
    const { vad, settings, clock, liveCall, record } = this.#options;
    const createVad: VadFactory = (handlers) => vad.createDetector(() => settings().vad, handlers);
    return new AudioPath(createVad, clock, {
      onCallerFrame: (frame, spoken) => {
        this.#callerFrame(frame, spoken);
      },
      onSpeechStart: (onsetMs) => {
        this.#callerOnsetMs = record.at(onsetMs);
        if (this.agentTakesPart) {
          this.#bargeIn.speechStarts(onsetMs);
        }
        this.#options.onSomebodySpeaks();
        this.#options.onCallerAlive();
        liveCall.update({ callerSpeaking: true });
      },
      onSpeechEnd: (endMs) => {
        this.#bargeIn.speechEnds(endMs);
        liveCall.update({ callerSpeaking: false });
      },
      onDrained: () => {
        this.turns.drained();
      },
      onMediaLost: this.#options.onMediaLost,
    });
  }

  #createBargeIn(): BargeIn {
    const { settings } = this.#options;
    return new BargeIn({
      mode: () => this.bargeIn,
      confirmMs: () => settings().bargeInConfirmMs,
      silenceMs: () => settings().vad.silenceMs,
      isInterruptible: () =>
        this.turns.audible && (this.turns.generating || this.audio.queuedMs > LAST_WORDS_MS),
      onDoubt: () => {
        this.#pausedMs = performance.now();
        this.#toAgent.hold();
        this.audio.pausePlayback();
      },
      onDismissed: () => {
        this.#pausedMs = null;
        this.#toAgent.blank();
        this.audio.resumePlayback();
      },
      onConfirmed: (onsetMs) => {
        this.#toAgent.release();
        this.#callerStarts(onsetMs);
        this.#pausedMs = null;
        // If nothing was left to cut, the playout is still paused.
        this.audio.resumePlayback();
      },
      onSpeechStart: (onsetMs) => {
        this.#callerStarts(onsetMs);
      },
      onSpeechEnd: (endMs) => {
        this.turns.callerStops(endMs);
        this.#agent?.callerSpeechEnds();
      },
    });
  }
}
