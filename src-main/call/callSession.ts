/**
 * One live call: owns the caller's leg, the agent, the audio path, the turns and the transcript, and takes them all down in
 * order on every way out.
 */
import type { VoiceAgent, VoiceAgentFactory } from '../agent/voiceAgent';
import type { AgentLink, Call, CallId, CallState, EndReason } from '../model/call';
import type { Turn } from '../model/transcript';
import type { VoiceName } from '../model/voices';
import type { Log } from '../observability/log';
import { TranscriptLog } from '../transcript/transcriptLog';
import type { CordboardError } from '../util/errors';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { done, fail } from '../util/result';
import { createAgentHandlers } from './agentHandlers';
import type { FrameTap, VadFactory } from './audioPath';
import { AudioPath } from './audioPath';
import type { CallLeg, LegEnd } from './callLeg';
import type { CostEstimator } from './callMetrics';
import { CallMetricsCollector } from './callMetrics';
import { CallView } from './callView';
import { TurnController } from './turnController';
import { VoiceChange } from './voiceChange';

/** Longest wait for Asterisk's media connection, ms. */
const MEDIA_LIMIT_MS = 5_000;

/** Time between two publications of the running figures, ms. */
const METRICS_MS = 1_000;

/** Attempts to re-make a media connection that broke during the call. */
const MEDIA_RETRIES = 2;

/** How the caller leaves when we end the call. `gone`: he has left already. */
type Farewell = 'hang-up' | 'busy' | 'fallback' | 'gone';

/** Settings a call reads; each may change while it runs. */
export type CallSettings = {
  readonly voice: VoiceName;
  readonly systemInstruction: string;
  readonly autoAnswer: boolean;
  /** The caller may interrupt the agent. */
  readonly interruptible: boolean;
  readonly maxCallMs: number;
  readonly record: boolean;
  /** One log line with the times of each turn. */
  readonly logTurnTimes: boolean;
};

/** A recording in progress. */
export type Recording = { readonly tap: FrameTap; close(): Promise<void> };

/** What a session is made with. */
export type CallSessionOptions = {
  readonly leg: CallLeg;
  readonly meterId: number;
  readonly agents: VoiceAgentFactory;
  readonly createVad: VadFactory;
  readonly settings: () => CallSettings;
  readonly estimateCost: CostEstimator;
  /** Starts the recording of a call. */
  readonly startRecording: (callId: CallId) => Recording;
  readonly onCall: (call: Call) => void;
  readonly onTurn: (callId: CallId, turn: Turn) => void;
  /** The agent's link as the service's health: ready, or the error it failed with. */
  readonly onAgentLink: (link: AgentLink, error: CordboardError | null) => void;
  /** Everything of the call has been released. */
  readonly onReleased: (session: CallSession) => void;
  readonly log: Log;
};

/** One call from its first ring to the last released resource. */
export class CallSession {
  readonly #options: CallSessionOptions;
  readonly #log: Log;
  readonly #view: CallView;
  readonly #metrics: CallMetricsCollector;
  readonly #transcript: TranscriptLog;
  readonly #turns: TurnController;
  readonly #audio: AudioPath;
  readonly #agent: VoiceAgent;
  readonly #voiceChange: VoiceChange;
  readonly #bornMs = performance.now();
  /** Onset of the caller's current or last speech, ms since the call came: dates his turn in the transcript. */
  #callerOnsetMs = 0;
  #metricsTimer: NodeJS.Timeout | null = null;
  #durationTimer: NodeJS.Timeout | null = null;
  #recording: Recording | null = null;
  #ending: Promise<void> | null = null;

  constructor(options: CallSessionOptions) {
    const { leg, settings } = options;
    this.#options = options;
    this.#log = options.log.child({ callId: leg.caller.callId });
    this.#metrics = new CallMetricsCollector(options.estimateCost);
    this.#view = new CallView(leg.caller, options.meterId, settings().voice, options.onCall);
    this.#transcript = new TranscriptLog((turn) => {
      options.onTurn(this.id, turn);
    });
    this.#turns = this.#createTurns();
    this.#audio = this.#createAudio();
    this.#agent = options.agents.create({
      voice: settings().voice,
      systemInstruction: settings().systemInstruction,
      allowInterruption: settings().interruptible,
      history: () => this.#transcript.history(),
      callId: this.id,
    });
    this.#voiceChange = this.#createVoiceChange();
  }

  get id(): CallId {
    return this.#options.leg.caller.callId;
  }

  get state(): CallState {
    return this.#view.call.state;
  }

  get meterId(): number {
    return this.#options.meterId;
  }

  /** Levels of this call, to be drained by the level stream. */
  get meter(): AudioPath['meter'] {
    return this.#audio.meter;
  }

  /** Takes the call in: answers it, or lets it ring for the supervisor. */
  begin(): void {
    const { leg, settings } = this.#options;
    leg.start({
      onEnded: (end) => {
        this.#legEnded(end);
      },
      onHold: (held) => {
        this.#view.become(held ? 'held' : 'live');
      },
      onDtmf: (digit) => {
        this.#transcript.system(`Caller pressed ${digit}`, this.#now());
      },
    });
    this.#log.info({ pii: { caller: leg.caller.callerNumber } }, 'call arrived');
    this.#view.publish();
    if (settings().autoAnswer) void this.answer();
    else void leg.ring();
  }

  /** Answers a ringing call and connects it. Resolves once the call is live or over. */
  async answer(): Promise<Result<void>> {
    if (!this.#view.become('answering')) {
      return fail(cordboardError('invalid-state', 'Only a ringing call can be answered.'));
    }
    // The agent is called while Asterisk answers: both take their time, and the caller should not hear the sum.
    const agentStarts = this.#agent.start(this.#createAgentHandlers());
    const answered = await this.#options.leg.answer();
    if (!answered.ok) return await this.#setupFailed('setup-failed', answered.error);
    this.#view.update({ answeredAt: Date.now() });
    this.#view.become('connecting');
    const connected = await this.#connectMedia();
    if (!connected.ok) return await this.#setupFailed('media-failed', connected.error);
    const started = await agentStarts;
    if (!started.ok) return await this.#setupFailed('agent-unavailable', started.error);
    if (this.#view.become('live')) this.#wentLive();
    return done;
  }

  /** Refuses a ringing call. */
  async decline(): Promise<Result<void>> {
    if (this.state !== 'ringing') {
      return fail(cordboardError('invalid-state', 'Only a ringing call can be declined.'));
    }
    await this.#end('declined', 'busy');
    return done;
  }

  /** Hangs the caller up. */
  async hangUp(): Promise<Result<void>> {
    if (this.state === 'ended') {
      return fail(cordboardError('invalid-state', 'The call has ended already.'));
    }
    await this.#end('supervisor-hung-up', 'hang-up');
    return done;
  }

  /** Asks for another voice; it comes at the next quiet moment. */
  changeVoice(voice: VoiceName): Result<void> {
    if (this.state !== 'live' && this.state !== 'held') {
      return fail(
        cordboardError('invalid-state', 'The voice can be changed once the call is live.'),
      );
    }
    const { voice: current, pendingVoice } = this.#view.call;
    if ((pendingVoice ?? current) !== voice) this.#voiceChange.request(voice);
    return done;
  }

  /** Ends the call because the program ends. */
  async shutDown(calls: 'fallback' | 'hangup'): Promise<void> {
    await this.#end('shutdown', calls === 'fallback' ? 'fallback' : 'hang-up');
  }

  #createTurns(): TurnController {
    return new TurnController(() => this.#options.settings().interruptible, {
      onBargeIn: (onsetMs) => {
        this.#cutAgent();
        this.#metrics.bargeIn(performance.now() - onsetMs);
        this.#audio.markBargeIn();
      },
      onAgentTurnBegins: (sinceCallerMs) => {
        this.#metrics.agentTurn(sinceCallerMs);
        this.#transcript.finishCaller(this.#now());
        this.#transcript.agentTurnBegins(
          this.#now(),
          sinceCallerMs === null ? null : Math.round(sinceCallerMs),
        );
        if (this.#options.settings().logTurnTimes) {
          this.#log.info({ timeToFirstAudioMs: sinceCallerMs }, 'agent turn begins');
        }
      },
      onAgentTurnEnds: () => {
        this.#transcript.finishAgent(this.#now());
        this.#voiceChange.quietMayHaveCome();
      },
      onAgentState: (agentState) => {
        this.#audio.setThinking(agentState === 'thinking');
        this.#view.update({ agentState });
      },
    });
  }

  #createAudio(): AudioPath {
    return new AudioPath(this.#options.createVad, {
      onCallerFrame: (frame) => {
        this.#agent.sendAudio(frame);
      },
      onSpeechStart: (onsetMs) => {
        this.#callerOnsetMs = onsetMs - this.#bornMs;
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
      onMediaLost: (close) => {
        this.#log.warn({ close }, 'media connection lost');
        void this.#reconnectMedia();
      },
    });
  }

  #createAgentHandlers(): ReturnType<typeof createAgentHandlers> {
    return createAgentHandlers({
      turns: this.#turns,
      audio: this.#audio,
      transcript: this.#transcript,
      metrics: this.#metrics,
      now: () => this.#now(),
      callerOnsetMs: () => this.#callerOnsetMs,
      onTurnComplete: () => {
        this.#voiceChange.quietMayHaveCome();
      },
      onLink: (link, error) => {
        this.#agentLinkChanged(link, error);
      },
    });
  }

  #createVoiceChange(): VoiceChange {
    return new VoiceChange({
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
        this.#transcript.system(`Voice changed to ${voice}`, this.#now());
        this.#log.info({ voice, outcome }, 'voice changed');
      },
      onFailed: (voice, error) => {
        this.#view.notice(
          'voice-change',
          'warn',
          `The voice could not be changed to ${voice}: ${error.message}`,
        );
        this.#log.warn({ voice, error }, 'voice change failed');
      },
    });
  }

  #cutAgent(): void {
    const heardShare = this.#audio.flush();
    this.#transcript.truncateAgent(this.#now(), heardShare);
  }

  #agentLinkChanged(link: AgentLink, error: CordboardError | null): void {
    this.#view.update({ agentLink: link });
    this.#turns.linkReady(link === 'ready');
    this.#options.onAgentLink(link, error);
    if (link === 'ready') this.#view.clearNotice('agent-link');
    if (link === 'resuming') {
      this.#view.notice(
        'agent-link',
        'warn',
        'The connection to Gemini was lost; it is being restored.',
      );
    }
    if (link === 'failed' && this.state !== 'answering' && this.state !== 'connecting') {
      this.#view.notice('agent-link', 'danger', error?.message ?? 'The voice agent is gone.');
      void this.#end('agent-unavailable', 'fallback');
    }
  }

  async #connectMedia(): Promise<Result<void>> {
    const media = await this.#options.leg.connectMedia(MEDIA_LIMIT_MS);
    if (!media.ok) return media;
    if (this.#ending !== null) {
      media.value.close();
      return fail(cordboardError('invalid-state', 'The call ended while it was being connected.'));
    }
    this.#metrics.transportOpened(media.value.counters);
    this.#view.update({ transport: media.value.name });
    this.#audio.attach(media.value);
    return done;
  }

  async #reconnectMedia(): Promise<void> {
    this.#view.notice(
      'media',
      'danger',
      'The audio connection to Asterisk was lost; it is being restored.',
    );
    for (let attempt = 0; attempt < MEDIA_RETRIES && this.#ending === null; attempt += 1) {
      const connected = await this.#connectMedia();
      if (connected.ok) {
        this.#view.clearNotice('media');
        return;
      }
      this.#log.warn({ attempt, error: connected.error }, 'media connection could not be restored');
    }
    await this.#end('media-failed', 'fallback');
  }

  #wentLive(): void {
    this.#log.info({ setupMs: Math.round(this.#now()) }, 'call is live');
    const { settings, startRecording } = this.#options;
    if (settings().record) {
      this.#recording = startRecording(this.id);
      this.#audio.addTap(this.#recording.tap);
    }
    this.#metricsTimer = setInterval(() => {
      this.#view.update({ metrics: this.#metrics.read() });
    }, METRICS_MS);
    this.#durationTimer = setTimeout(() => {
      void this.#end('max-duration', 'fallback');
    }, settings().maxCallMs);
  }

  async #setupFailed(reason: EndReason, error: CordboardError): Promise<Result<void>> {
    this.#log.warn({ reason, error }, 'call could not be set up');
    this.#view.notice('setup', 'danger', error.message);
    await this.#end(reason, 'fallback');
    return fail(error);
  }

  #legEnded(end: LegEnd): void {
    void this.#end(end.by === 'caller' ? 'caller-hung-up' : 'asterisk-lost', 'gone');
  }

  #end(reason: EndReason, farewell: Farewell): Promise<void> {
    this.#ending ??= this.#takeDown(reason, farewell);
    return this.#ending;
  }

  /** The caller's way out comes first, because he waits; what is only ours to free comes after. */
  async #takeDown(reason: EndReason, farewell: Farewell): Promise<void> {
    const { leg, onReleased } = this.#options;
    if (this.#metricsTimer !== null) clearInterval(this.#metricsTimer);
    if (this.#durationTimer !== null) clearTimeout(this.#durationTimer);
    this.#voiceChange.close();
    this.#transcript.close(this.#now(), this.#audio.heardShare);
    this.#view.end(reason, this.#metrics.read());
    this.#log.info({ reason, durationMs: Math.round(this.#now()) }, 'call ended');
    this.#agent.close();
    if (farewell === 'fallback') await leg.sendToFallback();
    else if (farewell !== 'gone') await leg.hangUp(farewell === 'busy' ? 'busy' : 'normal');
    this.#audio.close();
    await leg.release();
    await this.#recording?.close();
    onReleased(this);
  }

  /** Ms since the call came. */
  #now(): number {
    return performance.now() - this.#bornMs;
  }
}
