/**
 * The floor of one talk: who may speak and who is heard. It owns the audio, the machine and the
 * barge-in decisions, tells the machine what is heard, and carries out what it decides about sound.
 */
import type { VoiceAgent, VoiceAgentHandlers } from '#main/agent/voiceAgent';
import { toSamples } from '#main/media/audio/pcm';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { MediaTransport, TransportClose } from '#main/media/transport/mediaTransport';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { AgentAhead } from '#model/ahead';
import type { AgentState, BargeInMode } from '#model/call';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import { createAgentHandlers } from './agentHandlers';
import { AudioPath, type VadFactory } from './audio/audioPath';
import { HeldBackAudio, type Pace } from './audio/heldBackAudio';
import { BargeIn } from './machine/bargeIn';
import type { AgentEffect, TalkEffect } from './machine/effects';
import type { HeardShare } from './machine/exchange';
import { hearEachOther, type Reach, reachOf } from './machine/reach';
import { TalkMachine } from './machine/talkMachine';
import { type Absence, maySpeak, takesPart } from './machine/talkState';
import type { TalkRecord } from './record/talkRecord';
import { SentenceHold } from './sentenceHold';
import type { TalkTimer } from './talkTimer';

/**
 * Length of the agent's last words, ms. A caller who speaks while no more than this is left answers
 * the agent: their speech counts at once, without the doubt of the mode `confirm`. It cuts what is
 * left, and is counted as a barge-in, as in the mode `immediate`.
 */
const LAST_WORDS_MS = 1_000;

/** What the floor tells its talk; none of them may throw or block. */
type FloorHandlers = {
  readonly onAgentState: (state: AgentState) => void;
  /** The caller begins to speak, or the transcript got words of theirs. */
  readonly onCallerAlive: () => void;
  /** The agent is heard: its turn begins. */
  readonly onAgentTurn: () => void;
  readonly onAgentEffect: (effect: AgentEffect) => void;
  /**
   * A frame of the caller, muted or not, while the supervisor speaks in the agent's place. The
   * buffer is valid only during the call of the handler.
   */
  readonly onFrameForSupervisor: (frame: Buffer) => void;
  /** The talk is quiet. Said after each event in a quiet talk. */
  readonly onQuiet: () => void;
  readonly onMediaLost: (close: TransportClose) => void;
};

export type FloorOptions = FloorHandlers & {
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  readonly vad: VadEngine;
  readonly clock: FrameClock;
  readonly settings: () => CallSettings;
  readonly timer: TalkTimer;
};

/** The floor of one talk. */
export class Floor {
  readonly turns: TalkMachine;
  readonly audio: AudioPath;
  readonly sentence: SentenceHold;
  readonly #options: FloorOptions;
  readonly #bargeIn: BargeIn;
  readonly #toAgent = new HeldBackAudio((frame, hasSound) =>
    this.#agent?.sendAudio(frame, hasSound),
  );
  /** The supervisor's override; null: as the profile says. */
  #mode: BargeInMode | null = null;
  /** Null only before `setAgent`. */
  #agent: VoiceAgent | null = null;
  #callerOnsetMs = 0;
  /** Since when the agent has been paused in doubt, monotonic ms; null if it is not. */
  #pausedMs: number | null = null;

  constructor(options: FloorOptions) {
    this.#options = options;
    this.turns = this.#createMachine();
    this.audio = this.#createAudio();
    this.#bargeIn = this.#createBargeIn();
    this.sentence = this.#createSentence();
    options.timer.add(this.turns, this.#bargeIn, this.sentence);
    options.liveCall.follow(({ music }) => {
      this.audio.setMusic(music === 'on');
    });
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
    return takesPart(this.turns.facts);
  }

  /** Whether the supervisor speaks instead of the agent. */
  get isSupervisors(): boolean {
    return this.turns.facts.absences.has('supervisor');
  }

  /** Whether the caller is on the line and their transport is open. */
  get lineOpen(): boolean {
    return this.audio.isConnected && this.#options.liveCall.call.state === 'live';
  }

  /** Who hears whom now. */
  get reach(): Reach {
    const { linkReady, absences } = this.turns.facts;
    const { callerMuted, agentMuted } = this.audio;
    return reachOf({ lineOpen: this.lineOpen, linkReady, absences, callerMuted, agentMuted });
  }

  /**
   * Whether caller and agent hear each other. If not, the silence of one means nothing to the
   * other.
   */
  get hearEachOther(): boolean {
    return hearEachOther(this.reach);
  }

  /** What the agent will say that the caller has not heard; null when none of it waits. */
  get ahead(): AgentAhead | null {
    const { heardShare, turnsAhead, queuedMs } = this.audio;
    const { transcript } = this.#options.record;
    const heard = this.turns.facts.audible ? transcript.hearing(heardShare, turnsAhead) : null;
    const goesOnInMs = this.sentence.goesOnInMs(performance.now());
    return heard === null
      ? null
      : { ...heard, heardShare, aheadMs: Math.max(0, queuedMs), goesOnInMs };
  }

  /** Whether only the agent could speak to the caller now, connected or not. */
  get callerNeedsAgent(): boolean {
    return this.agentTakesPart && this.#options.liveCall.call.state !== 'held';
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
    if (excluded === this.turns.facts.absences.has(reason)) {
      return;
    }
    if (excluded) {
      const nowMs = performance.now();
      this.#bargeIn.abandon(nowMs);
      this.turns.silence(nowMs);
      this.turns.forget(nowMs);
    }
    if (reason === 'supervisor') {
      this.#flush();
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

  /** Makes the agent stop at once; it waits for the caller, or for a whisper, but not for long. */
  stopAgent(): void {
    this.#bargeIn.dismiss();
    this.turns.stop(performance.now());
  }

  /** Makes the agent stop at once; it goes on after it has reconnected. */
  breakAgentOff(heard: HeardShare): void {
    this.#bargeIn.dismiss();
    this.turns.breakOff(heard, performance.now());
  }

  /**
   * One frame of the supervisor's microphone; dropped while the line is held. Returns whether the
   * caller hears it.
   */
  supervisorFrame(frame: Buffer): boolean {
    if (this.turns.facts.absences.has('hold')) {
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
      mayAgentSpeak: () => maySpeak(this.turns.facts),
      onCallerWords: this.#options.onCallerAlive,
      onServiceInterrupts: () => {
        this.#bargeIn.confirm();
      },
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
    this.turns.setAbsent(reason, absent, performance.now());
    if (tookPart === this.agentTakesPart) {
      return;
    }
    if (tookPart) {
      this.#toAgent.clear();
      this.#agent?.callerAudioPauses();
    } else if (this.audio.callerSpeaking) {
      // The caller is in the middle of a sentence. The agent hears only its rest.
      this.#bargeIn.speechStarts(performance.now());
    }
  }

  #callerFrame(frame: Buffer, spoken: Buffer, hasSound: boolean): void {
    if (this.agentTakesPart) {
      this.#toAgent.push(frame, hasSound, this.#pace);
    } else if (this.isSupervisors) {
      this.#options.onFrameForSupervisor(spoken);
    }
  }

  /**
   * An agent that finds the turns itself hears the caller late while it speaks and interruptions
   * must be confirmed: the detector here has to hear a sound before the agent does.
   */
  get #pace(): Pace {
    const late =
      this.turns.facts.audible && !this.audio.callerSpeaking && this.bargeIn === 'confirm';
    return late && this.#options.settings().endpointing === 'service' ? 'late' : 'at-once';
  }

  #callerStarts(onsetMs: number): void {
    const nowMs = performance.now();
    this.turns.callerStarts(onsetMs, nowMs);
    this.#agent?.callerSpeechStarts(nowMs - onsetMs);
  }

  #createMachine(): TalkMachine {
    const { settings, timer } = this.#options;
    return new TalkMachine(
      {
        interruptible: () => this.bargeIn !== 'off',
        agentIsHeard: () => maySpeak(this.turns.facts) && !this.audio.agentMuted,
        waitsForResult: (scheduling) => this.#agent?.waitsForResult(scheduling) ?? false,
        answerLimitMs: () => settings().watchdogs.agentSilentMs,
      },
      {
        carryOut: (effect) => {
          this.#carryOut(effect);
        },
        onSettled: () => {
          timer.rearm();
          if (this.turns.quiet) {
            this.#options.onQuiet();
          }
        },
      },
    );
  }

  #carryOut(effect: TalkEffect): void {
    const { record, liveCall, onAgentState, onAgentEffect } = this.#options;
    switch (effect.do) {
      case 'cut':
        this.#cutAgent(effect.heard);
        break;
      case 'count-barge-in':
        this.#countBargeIn(effect.onsetMs, effect.cutMs);
        break;
      case 'begin-turn':
        this.#beginTurn(effect.sinceCallerMs);
        break;
      case 'time-reply':
        this.#timeReply(effect.sinceCallerMs);
        break;
      case 'continue-turn':
        record.transcript.agentGoesOn();
        break;
      case 'overtake-turn':
        record.transcript.agentTurnComplete();
        break;
      case 'end-turn':
        record.transcript.finishAgent(record.now());
        break;
      case 'strike-turn':
        record.transcript.agentWasMute(record.now());
        break;
      case 'show-state':
        this.audio.setThinking(effect.state === 'thinking');
        liveCall.update({ agentState: effect.state });
        onAgentState(effect.state);
        break;
      default:
        onAgentEffect(effect);
    }
  }

  #cutAgent(heard: HeardShare): void {
    const { turnsAhead } = this.audio;
    const playedShare = this.#flush();
    const heardShare = heard === 'nothing' ? 0 : playedShare;
    const { record } = this.#options;
    record.transcript.truncateAgent(record.now(), heardShare, turnsAhead);
  }

  /** See AudioPath.flush. Of a sentence that was held nothing is left. */
  #flush(): number {
    const heardShare = this.audio.flush();
    this.sentence.release();
    return heardShare;
  }

  #createSentence(): SentenceHold {
    const { liveCall, record, timer } = this.#options;
    return new SentenceHold({
      audio: this.audio,
      liveCall,
      note: (said) => {
        record.note(said);
      },
      onChange: () => {
        timer.rearm();
      },
    });
  }

  #countBargeIn(onsetMs: number | null, cutMs: number): void {
    const { record } = this.#options;
    // While a barge-in was in doubt, the agent had paused: that is what the caller noticed.
    const reactionMs = onsetMs === null ? null : Math.max(0, (this.#pausedMs ?? cutMs) - onsetMs);
    record.metrics.bargeIn(reactionMs);
    this.audio.markBargeIn();
    record.logTime({ bargeInReactionMs: reactionMs }, 'agent interrupted');
  }

  #beginTurn(sinceCallerMs: number | null): void {
    const { record, onAgentTurn } = this.#options;
    const { transcript, metrics } = record;
    onAgentTurn();
    metrics.agentTurn(sinceCallerMs);
    transcript.finishCaller(record.now());
    const timeMs = sinceCallerMs === null ? null : Math.round(sinceCallerMs);
    transcript.agentTurnBegins(record.now(), timeMs);
    record.logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn begins');
  }

  #timeReply(sinceCallerMs: number): void {
    const { record } = this.#options;
    record.metrics.replyTimed(sinceCallerMs);
    record.transcript.agentReplyTimed(Math.round(sinceCallerMs));
    record.logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn is a reply');
  }

  #createAudio(): AudioPath {
    const { vad, settings, clock, liveCall, record } = this.#options;
    const createVad: VadFactory = (handlers) => vad.createDetector(() => settings().vad, handlers);
    return new AudioPath(createVad, clock, {
      onCallerFrame: (frame, spoken, hasSound) => {
        this.#callerFrame(frame, spoken, hasSound);
      },
      onSpeechStart: (onsetMs) => {
        this.#callerOnsetMs = record.at(onsetMs);
        if (this.agentTakesPart) {
          this.#bargeIn.speechStarts(onsetMs);
        }
        this.turns.callerHeard(performance.now());
        this.#options.onCallerAlive();
        liveCall.update({ callerSpeaking: true });
      },
      onSpeechEnd: (endMs) => {
        this.#bargeIn.speechEnds(endMs);
        liveCall.update({ callerSpeaking: false });
      },
      onDrained: () => {
        this.sentence.release();
        this.turns.drained(performance.now());
      },
      onMediaLost: this.#options.onMediaLost,
    });
  }

  #createBargeIn(): BargeIn {
    const { settings, timer } = this.#options;
    return new BargeIn({
      mode: () => this.bargeIn,
      confirmMs: () => settings().bargeInConfirmMs,
      silenceMs: () => settings().vad.silenceMs,
      isInterruptible: () => {
        const { audible, turn } = this.turns.facts;
        return audible && (turn.phase === 'generating' || this.audio.queuedMs > LAST_WORDS_MS);
      },
      onDoubt: () => {
        this.#pausedMs = performance.now();
        this.#toAgent.hold();
        this.audio.pausePlayback('doubt');
        timer.rearm();
      },
      onDismissed: () => {
        this.#pausedMs = null;
        this.#toAgent.blank();
        this.audio.resumePlayback('doubt');
      },
      onConfirmed: (onsetMs) => {
        this.#toAgent.release();
        this.#callerStarts(onsetMs);
        this.#pausedMs = null;
        // If nothing was left to cut, the playout is still paused.
        this.audio.resumePlayback('doubt');
      },
      onSpeechStart: (onsetMs) => {
        this.#callerStarts(onsetMs);
      },
      onSpeechEnd: (endMs) => {
        this.turns.callerStops(endMs, performance.now());
        this.#agent?.callerSpeechEnds();
      },
    });
  }
}
