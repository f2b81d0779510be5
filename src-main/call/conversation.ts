/**
 * The talk of one call: agent, audio path, turns, transcript, voice changes and the figures of it all. It knows nothing of
 * Asterisk: whoever owns it gives it a transport and takes it down.
 */
import type { VoiceAgent, VoiceAgentHandlers } from '../agent/voiceAgent';
import type { LevelMeter } from '../media/levelMeter';
import type { MediaTransport } from '../media/mediaTransport';
import type { BargeInMode } from '../model/call';
import type { CallMetrics } from '../model/metrics';
import type { VoiceName } from '../model/voices';
import { TranscriptLog } from '../transcript/transcriptLog';
import type { Result } from '../util/result';
import { createAgentHandlers } from './talk/agentHandlers';
import { AnswerWatch } from './talk/answerWatch';
import type { FrameTap } from './talk/audioPath';
import { AudioPath } from './talk/audioPath';
import { CallMetricsCollector } from './talk/callMetrics';
import type { CallView } from './callView';
import type { ConversationOptions } from './talk/conversationOptions';
import { TurnController } from './talk/turnController';
import { VoiceChange } from './talk/voiceChange';

export type { ConversationOptions } from './talk/conversationOptions';

/** The talk of one call. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #view: CallView;
  readonly #metrics: CallMetricsCollector;
  readonly #transcript: TranscriptLog;
  readonly #turns: TurnController;
  readonly #audio: AudioPath;
  readonly #agent: VoiceAgent;
  readonly #voiceChange: VoiceChange;
  readonly #answerWatch: AnswerWatch;
  readonly #bornMs = performance.now();
  /** Set by the supervisor; null: as the profile says. */
  #bargeInMode: BargeInMode | null = null;
  /** Onset of the caller's current or last speech, ms since the call came: dates his turn in the transcript. */
  #callerOnsetMs = 0;
  /** Whether the agent is still to greet the caller: once in a call, as soon as both are there. */
  #greeting: 'due' | 'over' = 'due';

  constructor(options: ConversationOptions) {
    const { settings, callId } = options;
    const bargeIn = (): BargeInMode => this.#bargeIn;
    this.#options = options;
    this.#view = options.view;
    this.#metrics = new CallMetricsCollector(options.estimateCost);
    this.#transcript = new TranscriptLog((turn) => {
      options.onTurn(callId, turn);
    });
    this.#turns = this.#createTurns();
    this.#audio = this.#createAudio();
    this.#agent = options.agents.create({
      voice: settings().voice,
      model: settings().model,
      systemInstruction: settings().systemInstruction,
      language: settings().language,
      tools: [],
      googleSearch: settings().tools.googleSearch,
      endpointing: settings().endpointing,
      get allowInterruption() {
        return bargeIn() !== 'off';
      },
      history: () => this.#transcript.history(),
      unansweredMs: () => this.#unansweredMs,
      callId,
    });
    this.#voiceChange = this.#createVoiceChange();
    this.#answerWatch = this.#createAnswerWatch();
  }

  /** Levels of both directions, to be drained by the level stream. */
  get meter(): LevelMeter {
    return this.#audio.meter;
  }

  /** The figures now. */
  get metrics(): CallMetrics {
    return { ...this.#metrics.read(), playoutGaps: this.#audio.playoutGaps };
  }

  /** Ms since the call came. */
  now(): number {
    return performance.now() - this.#bornMs;
  }

  /** Connects the agent. */
  startAgent(): Promise<Result<void>> {
    return this.#agent.start(this.#createAgentHandlers());
  }

  /** Carries the audio over this transport from now on. */
  attach(transport: MediaTransport): void {
    this.#metrics.transportOpened(transport.counters);
    this.#view.update({ transport: transport.name });
    this.#audio.attach(transport);
    this.#greet();
  }

  /** Adds a listener of both directions. The returned function removes it; idempotent. */
  addTap(tap: FrameTap): () => void {
    return this.#audio.addTap(tap);
  }

  /** The caller holds the line, or comes back: meanwhile nothing of the line is listened to. */
  hold(held: boolean): void {
    this.#audio.hold(held);
    this.#turns.pause(held);
  }

  /** Asks for another voice; it comes at the next quiet moment. */
  changeVoice(voice: VoiceName): void {
    const { voice: current, pendingVoice } = this.#view.call;
    if ((pendingVoice ?? current) !== voice) {
      this.#voiceChange.request(voice);
    }
  }

  /** Overrides the profile's way of interruption for the rest of the call. */
  setBargeIn(mode: BargeInMode): void {
    this.#bargeInMode = mode;
  }

  /** The agent, and the recording, get silence instead of the caller. */
  muteCaller(on: boolean): void {
    this.#audio.muteCaller(on);
  }

  /** The caller gets silence instead of the agent, which does not know. */
  muteAgent(on: boolean): void {
    this.#audio.muteAgent(on);
  }

  /** Stops the agent for a while: it neither hears nor speaks. */
  pauseAgent(on: boolean): void {
    this.#turns.pause(on);
  }

  /** Has the agent say this, word for word; it stops what it is saying. */
  say(text: string): void {
    this.promptAgent(text);
  }

  /** Tells the agent an instruction that the caller does not hear. */
  whisper(text: string): void {
    this.tellAgent(text);
  }

  /** Tells the agent a fact; it says nothing about it by itself. */
  tellAgent(text: string): void {
    this.#agent.sendContext(text);
  }

  /** Asks the agent to do something aloud, at once. */
  promptAgent(text: string): void {
    this.#agent.sendText(text);
  }

  /** Replaces the system instruction for the rest of the call. Fails as VoiceAgent.changeInstruction does. */
  changeInstruction(text: string): Promise<Result<void>> {
    return this.#agent.changeInstruction(text);
  }

  /** The supervisor speaks instead of the agent from now on. Idempotent. */
  takeOver(): void {
    this.#turns.pause(true);
  }

  /** The agent goes on, and is told what was said meanwhile. Idempotent. */
  handBack(): void {
    this.#turns.pause(false);
  }

  /** One 20 ms frame of the supervisor's microphone (640 bytes slin16); dropped while the call is not taken over. */
  operatorFrame(frame: Buffer): void {
    this.#audio.playOperator(frame);
  }

  /** Ms since the onset of what the caller said and the agent has not begun to answer. */
  get #unansweredMs(): number | null {
    const sinceMs = this.#turns.unansweredSinceMs;
    return sinceMs === null ? null : performance.now() - sinceMs;
  }

  /** Looks after what is going on has come to its end: a new connection must not be replaced while it is being told of. */
  #quietMayHaveCome(): void {
    queueMicrotask(() => {
      this.#voiceChange.momentMayHaveCome();
    });
  }

  /** Tells the agent once, when the caller can hear it, to greet him. */
  #greet(): void {
    const ready = this.#audio.transport !== null && this.#view.call.agentLink === 'ready';
    if (this.#greeting === 'over' || !ready) {
      return;
    }
    this.#greeting = 'over';
    // A caller who speaks already gets an answer.
    const { greeting } = this.#options.settings();
    if (greeting !== '' && this.#turns.unansweredSinceMs === null) {
      this.#agent.sendText(greeting);
    }
  }

  /** Puts a note into the transcript. */
  note(text: string): void {
    this.#transcript.system(text, this.now());
  }

  /** Ends the talk: nothing is said any more, the transcript is complete. The audio stays connected. Idempotent. */
  end(): void {
    this.#voiceChange.close();
    this.#answerWatch.close();
    this.#transcript.close(this.now(), this.#audio.heardShare);
    this.#agent.close();
    this.#logTime(this.metrics, 'figures of the call');
  }

  /** Closes the audio path and its transport. Idempotent. */
  close(): void {
    this.#audio.close();
  }

  /** A line of ENABLE_PERFORMANCE_LOGGING. */
  #logTime(fields: object, message: string): void {
    if (this.#options.settings().logTimes) {
      this.#options.log.info(fields, message);
    }
  }

  get #bargeIn(): BargeInMode {
    return this.#bargeInMode ?? this.#options.settings().bargeIn;
  }

  #createTurns(): TurnController {
    return new TurnController(() => this.#bargeIn !== 'off', {
      onBargeIn: (onsetMs) => {
        this.#cutAgent();
        const reactionMs = performance.now() - onsetMs;
        this.#metrics.bargeIn(reactionMs);
        this.#audio.markBargeIn();
        this.#logTime({ bargeInReactionMs: Math.round(reactionMs) }, 'agent interrupted');
      },
      onSilenced: () => {
        this.#cutAgent();
      },
      onAgentTurnBegins: (sinceCallerMs) => {
        this.#answerWatch.somebodySpeaks();
        this.#metrics.agentTurn(sinceCallerMs);
        this.#transcript.finishCaller(this.now());
        this.#transcript.agentTurnBegins(
          this.now(),
          sinceCallerMs === null ? null : Math.round(sinceCallerMs),
        );
        this.#logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn begins');
      },
      onReplyTimed: (sinceCallerMs) => {
        this.#metrics.replyTimed(sinceCallerMs);
        this.#transcript.agentReplyTimed(Math.round(sinceCallerMs));
        this.#logTime({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn is a reply');
      },
      onAgentTurnEnds: () => {
        this.#transcript.finishAgent(this.now());
        this.#quietMayHaveCome();
      },
      onAgentState: (agentState) => {
        this.#audio.setThinking(agentState === 'thinking');
        this.#answerWatch.waiting(agentState === 'thinking');
        this.#view.update({ agentState });
        this.#quietMayHaveCome();
      },
    });
  }

  #cutAgent(): void {
    const { turnsAhead } = this.#audio;
    const heardShare = this.#audio.flush();
    this.#transcript.truncateAgent(this.now(), heardShare, turnsAhead);
  }

  #createAudio(): AudioPath {
    const { vad, settings } = this.#options;
    return new AudioPath((handlers) => vad.createDetector(() => settings().vad, handlers), {
      onCallerFrame: (frame) => {
        this.#agent.sendAudio(frame);
      },
      onSpeechStart: (onsetMs) => {
        this.#callerOnsetMs = onsetMs - this.#bornMs;
        this.#answerWatch.somebodySpeaks();
        this.#turns.callerStarts(onsetMs);
        this.#view.update({ callerSpeaking: true });
      },
      onSpeechEnd: (endMs) => {
        this.#turns.callerStops(endMs);
        this.#view.update({ callerSpeaking: false });
      },
      onDrained: () => {
        this.#turns.drained();
      },
      onMediaLost: this.#options.onMediaLost,
    });
  }

  #createAgentHandlers(): VoiceAgentHandlers {
    return createAgentHandlers({
      turns: this.#turns,
      audio: this.#audio,
      transcript: this.#transcript,
      metrics: this.#metrics,
      now: () => this.now(),
      callerOnsetMs: () => this.#callerOnsetMs,
      onTurnComplete: () => {
        this.#quietMayHaveCome();
      },
      onToolCalls: () => undefined,
      onToolCallsCancelled: () => undefined,
      onLink: (link, error) => {
        this.#view.update({ agentLink: link });
        this.#turns.linkReady(link === 'ready');
        if (link !== 'ready' && this.#turns.unansweredSinceMs !== null) {
          this.#transcript.callerRepeats();
        }
        this.#options.onAgentLink(link, error);
        if (link === 'ready') {
          this.#greet();
          this.#quietMayHaveCome();
        }
      },
    });
  }

  #createAnswerWatch(): AnswerWatch {
    return new AnswerWatch({
      onOverdue: (seconds) => {
        const message = `The AI has not answered for ${seconds} s.`;
        this.#view.notice('no-answer', 'warn', message);
        this.#options.log.warn({ seconds }, 'agent does not answer');
        this.#transcript.finishCaller(this.now());
        this.#turns.answerOverdue();
      },
      onOver: () => {
        this.#view.clearNotice('no-answer');
      },
    });
  }

  #createVoiceChange(): VoiceChange {
    const { log } = this.#options;
    return new VoiceChange({
      current: () => this.#view.call.voice,
      isConnected: () => this.#view.call.agentLink === 'ready',
      isQuiet: () => this.#turns.quiet,
      silence: () => {
        this.#turns.silence(performance.now());
      },
      switchTo: (voice) => this.#agent.changeVoice(voice),
      onPending: (pendingVoice) => {
        this.#view.update({ pendingVoice });
      },
      onChanged: (voice, outcome) => {
        this.#metrics.voiceChanged();
        this.#view.update({ voice });
        this.#view.clearNotice('voice-change');
        this.note(`Voice changed to ${voice}`);
        log.info({ voice, outcome }, 'voice changed');
      },
      onFailed: (voice, error) => {
        const message = `The voice could not be changed to ${voice}: ${error.message}`;
        this.#view.notice('voice-change', 'warn', message);
        log.warn({ voice, error }, 'voice change failed');
      },
    });
  }
}
