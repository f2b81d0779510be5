import type { AgentLink } from '../model/call';
import type { VoiceName } from '../model/voices';
import type { Log } from '../observability/log';
import type { CordboardError } from '../util/errors';
import { cordboardError, messageOf } from '../util/errors';
import type { Result } from '../util/result';
import { done, fail, ok } from '../util/result';
import type { AgentPhase } from './agentPhase';
import { linkOf, mayFollow } from './agentPhase';
import { CallerAudioSender } from './callerAudioSender';
import type { ConnectionFailure } from './closePolicy';
import { decideAfterFailure } from './closePolicy';
import type { GeminiConnection } from './geminiConnection';
import { openGeminiSession, seedSession, speakText } from './geminiConnector';
import type { ServerMessage } from './geminiMessages';
import type { GeminiAgentSettings, GeminiTimes } from './geminiOptions';
import {
  DEFAULT_GEMINI_TIMES,
  MAX_WAITING_TEXTS,
  retryPolicy,
  rotationDelayMs,
} from './geminiOptions';
import { LossCounter } from './lossCounter';
import { awaitCompleteHandle, ResumptionHandle } from './resumptionHandle';
import type { OpenedSession } from './sessionOpener';
import { TurnReader } from './turnReader';
import type {
  VoiceAgent,
  VoiceAgentFactory,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from './voiceAgent';

/** Makes agents that talk by Gemini Live. Settings are checked by `start` of each agent, which fails with `config`. */
export function createGeminiAgentFactory(settings: GeminiAgentSettings): VoiceAgentFactory {
  return { create: (options) => new GeminiLiveAgent(settings, options) };
}

/**
 * A voice agent on the Gemini Live API: the policy of one call. It keeps the talk going over lost connections, announced ends and
 * voice changes, with one connection at a time: a session is not resumed while its old connection is open (the service
 * refuses that with 1011).
 */
class GeminiLiveAgent implements VoiceAgent {
  readonly #settings: GeminiAgentSettings;
  readonly #options: VoiceAgentOptions;
  readonly #times: GeminiTimes;
  readonly #log: Log;
  readonly #callerAudio: CallerAudioSender;
  readonly #turns = new TurnReader();
  readonly #handle = new ResumptionHandle();
  readonly #losses: LossCounter;
  #phase: AgentPhase = { name: 'new' };
  #voice: VoiceName;
  #handlers: VoiceAgentHandlers | null = null;
  #waitingTexts: string[] = [];

  constructor(settings: GeminiAgentSettings, options: VoiceAgentOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#times = { ...DEFAULT_GEMINI_TIMES, ...settings.times };
    this.#log = settings.log.child({ callId: options.callId });
    this.#callerAudio = new CallerAudioSender(
      settings.chunkSamples,
      settings.bufferSamples,
      () => this.#unansweredMs,
    );
    this.#losses = new LossCounter(this.#times.stableMs, retryPolicy(this.#times, 0).backoff);
    this.#voice = options.voice;
  }

  get link(): AgentLink {
    return linkOf(this.#phase);
  }

  get voice(): VoiceName {
    return this.#voice;
  }

  /** Ms since the onset of the caller's unanswered words; null when there are none. */
  get #unansweredMs(): number | null {
    return this.#options.unansweredMs?.() ?? null;
  }

  /** The connection in use; null unless ready. */
  get #connection(): GeminiConnection | null {
    return this.#phase.name === 'ready' ? this.#phase.connection : null;
  }

  async start(handlers: VoiceAgentHandlers): Promise<Result<void>> {
    if (this.#phase.name !== 'new') {
      return fail(cordboardError('invalid-state', 'The agent was started before.'));
    }
    this.#handlers = handlers;
    const abort = new AbortController();
    this.#enter({ name: 'connecting', abort });
    const opened = await this.#open(null, this.#voice, 0, this.#times.startBudgetMs, abort);
    const ready = this.#becomeReady(opened, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
      return ready;
    }
    return done;
  }

  sendAudio(frame: Buffer): void {
    this.#callerAudio.push(frame);
  }

  sendText(text: string): void {
    if (this.#phase.name === 'ready') {
      this.#handle.outdate();
      speakText(this.#phase.connection, this.#settings.model, text);
    } else if (this.#phase.name !== 'failed' && this.#phase.name !== 'closed') {
      this.#waitingTexts.push(text);
      this.#waitingTexts.splice(0, this.#waitingTexts.length - MAX_WAITING_TEXTS);
    }
  }

  async changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>> {
    if (this.#phase.name !== 'ready') {
      const message =
        this.#phase.name === 'switching-voice'
          ? 'A voice change is running. Wait for it to end.'
          : 'The voice can be changed only while the agent is connected.';
      return fail(cordboardError('invalid-state', message));
    }
    if (voice === this.#voice) {
      return ok('resumed');
    }
    const { connection } = this.#phase;
    const abort = new AbortController();
    this.#leave(this.#phase);
    this.#enter({ name: 'switching-voice', abort });
    const handle = await this.#handleForVoiceChange(connection, abort.signal);
    await this.#retire(connection);
    const opened = await this.#open(handle, voice, 0, this.#times.voiceChangeBudgetMs, abort);
    if (!opened.ok && !abort.signal.aborted) {
      return this.#takeOldVoiceAgain(opened.error, abort);
    }
    if (opened.ok) {
      this.#voice = voice;
    }
    const ready = this.#becomeReady(opened, abort);
    this.#log.info({ voice, ready }, 'voice change ended');
    return ready;
  }

  close(): void {
    const phase = this.#phase;
    if (phase.name === 'closed') {
      return;
    }
    this.#leave(phase);
    if (phase.name === 'ready') {
      void this.#retire(phase.connection);
    }
    this.#waitingTexts = [];
    this.#enter({ name: 'closed' });
    this.#handlers = null;
  }

  /**
   * The handle to change the voice by: one that knows the last turn, which may come shortly after it. Null when there is none;
   * then a fresh session that is told everything forgets less than one resumed by an older handle.
   */
  async #handleForVoiceChange(
    connection: GeminiConnection,
    signal: AbortSignal,
  ): Promise<string | null> {
    await awaitCompleteHandle(connection, this.#handle, {
      waitMs: this.#times.handleWaitMs,
      signal,
      onUsage: (usage) => {
        this.#tell((handlers) => {
          handlers.onUsage(usage);
        });
      },
    });
    return this.#handle.complete ? this.#handle.value : null;
  }

  /** The new voice could not be had; the talk must not end for it. */
  async #takeOldVoiceAgain(
    refusal: CordboardError,
    abort: AbortController,
  ): Promise<Result<VoiceChangeOutcome>> {
    this.#log.warn({ error: refusal }, 'voice change failed, taking the old voice again');
    const back = await this.#open(
      this.#handle.value,
      this.#voice,
      0,
      this.#times.recoveryBudgetMs,
      abort,
    );
    const ready = this.#becomeReady(back, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
    }
    return fail(refusal);
  }

  /** Opens a session for the phase that `abort` belongs to. */
  #open(
    handle: string | null,
    voice: VoiceName,
    firstDelayMs: number,
    budgetMs: number,
    abort: AbortController,
  ): Promise<Result<OpenedSession<GeminiConnection>>> {
    const wanted = { handle, voice, firstDelayMs, budgetMs, signal: abort.signal };
    return openGeminiSession(this.#settings, this.#options, this.#times, this.#log, wanted);
  }

  /** Goes on with an opened session; with none, or one that comes too late, it says why. */
  #becomeReady(
    opened: Result<OpenedSession<GeminiConnection>>,
    abort: AbortController,
  ): Result<VoiceChangeOutcome> {
    if (!opened.ok) {
      return opened;
    }
    const { connection, outcome } = opened.value;
    if (abort.signal.aborted) {
      void this.#retire(connection);
      return fail(cordboardError('invalid-state', 'The session was ended.'));
    }
    this.#turns.reset();
    this.#enter({ name: 'ready', connection, sinceMs: performance.now(), rotation: null });
    if (this.#connection !== connection) {
      return fail(cordboardError('invalid-state', 'A listener of the link ended the session.'));
    }
    if (outcome === 're-seeded') {
      // The old handle leads back into the session that was left behind.
      this.#handle.drop();
      this.#tell(() => {
        seedSession(connection, this.#settings.model, this.#options);
      });
    }
    this.#callerAudio.attach(connection);
    for (const text of this.#waitingTexts.splice(0)) {
      this.sendText(text);
    }
    connection.listen({
      onMessage: (message) => {
        this.#onMessage(connection, message);
      },
      onLost: (failure) => {
        this.#onLost(connection, failure);
      },
    });
    return ok(outcome);
  }

  #onMessage(connection: GeminiConnection, message: ServerMessage): void {
    if (this.#connection !== connection) {
      return;
    }
    if (TurnReader.isTalk(message)) {
      this.#handle.outdate();
    }
    if (message.handle !== null) {
      this.#handle.replace(message.handle);
    }
    for (const { id, name } of message.toolCalls) {
      connection.refuseToolCall(id, name);
    }
    this.#tell((handlers) => {
      this.#turns.read(message, handlers);
    });
    if (message.goAway !== null) {
      this.#planRotation(message.goAway.timeLeftMs);
    }
    const rotating = this.#phase.name === 'ready' && this.#phase.rotation !== null;
    const quiet = this.#turns.quiet && this.#unansweredMs === null;
    if (rotating && quiet && this.#handle.complete) {
      this.#rotate();
    }
  }

  /** The service will end the connection. It may not come to that: replace it between two turns, or just before the end. */
  #planRotation(timeLeftMs: number | null): void {
    if (this.#phase.name !== 'ready' || this.#phase.rotation !== null) {
      return;
    }
    this.#log.info({ timeLeftMs }, 'Gemini announced the end of the connection');
    const waitMs = rotationDelayMs(timeLeftMs, this.#times.goAwayMarginMs);
    const timer = setTimeout(() => {
      this.#rotate();
    }, waitMs);
    this.#enter({ ...this.#phase, rotation: { timer } });
  }

  #rotate(): void {
    if (this.#phase.name === 'ready') {
      void this.#recover(this.#phase.connection, 0, this.#handle.value);
    }
  }

  #onLost(connection: GeminiConnection, failure: ConnectionFailure): void {
    if (this.#phase.name !== 'ready' || this.#phase.connection !== connection) {
      return;
    }
    const { action, error } = decideAfterFailure(failure, 'live');
    this.#log.warn({ error, action }, 'Gemini session lost');
    this.#losses.note(performance.now() - this.#phase.sinceMs);
    if (action === 'give-up' || this.#losses.hopeless) {
      this.#leave(this.#phase);
      void this.#retire(connection);
      this.#giveUp(error);
      return;
    }
    const useHandle = action === 'resume' && !this.#losses.handleSuspect;
    void this.#recover(connection, this.#losses.delayMs, useHandle ? this.#handle.value : null);
  }

  async #recover(
    connection: GeminiConnection,
    delayMs: number,
    handle: string | null,
  ): Promise<void> {
    const abort = new AbortController();
    this.#leave(this.#phase);
    this.#enter({ name: 'resuming', abort });
    await this.#retire(connection);
    const budgetMs = this.#times.recoveryBudgetMs;
    const opened = await this.#open(handle, this.#voice, delayMs, budgetMs, abort);
    const ready = this.#becomeReady(opened, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
      return;
    }
    this.#log.info({ outcome: ready.value }, 'Gemini session is back');
    this.#tell((handlers) => {
      handlers.onReconnected(ready.value);
    });
  }

  /** Closes a connection and notes what it counted. */
  async #retire(connection: GeminiConnection): Promise<void> {
    await connection.close();
    this.#log[connection.clean ? 'debug' : 'warn'](connection.stats, 'Gemini connection closed');
  }

  #giveUpUnless(ended: AbortController, error: CordboardError): void {
    if (!ended.signal.aborted) {
      this.#giveUp(error);
    }
  }

  #giveUp(error: CordboardError): void {
    this.#log.error({ error }, 'Gemini agent gave up');
    this.#waitingTexts = [];
    this.#enter({ name: 'failed', error });
  }

  /** Gives up what belongs to a phase, except its connection. */
  #leave(phase: AgentPhase): void {
    if (phase.name === 'ready' && phase.rotation !== null) {
      clearTimeout(phase.rotation.timer);
    }
    if ('abort' in phase) {
      phase.abort.abort();
    }
  }

  #enter(phase: AgentPhase): void {
    const from = this.#phase;
    if (!mayFollow(from.name, phase.name)) {
      throw new Error(`agent cannot go from ${from.name} to ${phase.name}`);
    }
    this.#phase = phase;
    if (phase.name !== 'ready') {
      this.#callerAudio.detach();
    }
    if (from.name !== phase.name) {
      this.#tell((handlers) => {
        handlers.onLink(linkOf(phase), phase.name === 'failed' ? phase.error : null);
      });
    }
  }

  /** Tells the owner something. A handler that throws must not break the session. */
  #tell(call: (handlers: VoiceAgentHandlers) => void): void {
    if (this.#handlers === null) {
      return;
    }
    try {
      call(this.#handlers);
    } catch (thrown) {
      this.#log.error({ error: messageOf(thrown) }, 'listener of the agent failed');
    }
  }
}
