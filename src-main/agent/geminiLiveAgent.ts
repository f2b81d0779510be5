import type { AgentLink } from '../model/call';
import type { VoiceName } from '../model/voices';
import type { Log } from '../observability/log';
import { backoffDelayMs } from '../util/backoff';
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
import { connectGemini, seedSession, speakText } from './geminiConnector';
import type { ServerMessage } from './geminiMessages';
import type { GeminiAgentSettings, GeminiTimes } from './geminiOptions';
import { DEFAULT_GEMINI_TIMES, QUICK_LOSSES, retryPolicy, rotationDelayMs } from './geminiOptions';
import { awaitCompleteHandle, ResumptionHandle } from './resumptionHandle';
import type { OpenedSession } from './sessionOpener';
import { openSession } from './sessionOpener';
import { TurnReader } from './turnReader';
import type {
  VoiceAgent,
  VoiceAgentFactory,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from './voiceAgent';

/** Texts kept while there is no session to speak them to. */
const MAX_WAITING_TEXTS = 8;

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
  #phase: AgentPhase = { name: 'new' };
  #voice: VoiceName;
  #handlers: VoiceAgentHandlers | null = null;
  #waitingTexts: string[] = [];
  /** Losses in a row, each soon after the session began. */
  #quickLosses = 0;

  constructor(settings: GeminiAgentSettings, options: VoiceAgentOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#times = { ...DEFAULT_GEMINI_TIMES, ...settings.times };
    this.#log = settings.log.child({ callId: options.callId });
    this.#callerAudio = new CallerAudioSender(settings.chunkSamples, settings.bufferSamples);
    this.#voice = options.voice;
  }

  get link(): AgentLink {
    return linkOf(this.#phase);
  }

  get voice(): VoiceName {
    return this.#voice;
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
    const opened = await this.#open(null, this.#voice, 0, this.#times.recoveryBudgetMs, abort);
    if (!opened.ok) {
      this.#fail(opened.error, abort);
      return opened;
    }
    this.#becomeReady(opened.value);
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
    if (opened.ok) {
      this.#log.info({ voice, outcome: opened.value.outcome }, 'voice changed');
      this.#voice = voice;
      this.#becomeReady(opened.value);
      return ok(opened.value.outcome);
    }
    if (abort.signal.aborted) {
      return fail(opened.error);
    }
    return this.#takeOldVoiceAgain(opened.error, abort);
  }

  close(): void {
    const phase = this.#phase;
    if (phase.name === 'closed') {
      return;
    }
    this.#leave(phase);
    this.#waitingTexts = [];
    if (phase.name === 'ready') {
      void this.#retire(phase.connection);
    }
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
    if (this.#settings.voiceChange === 're-seed') {
      return null;
    }
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
    if (back.ok) {
      this.#becomeReady(back.value);
    } else {
      this.#fail(back.error, abort);
    }
    return fail(refusal);
  }

  /** Opens a session for the phase that `abort` belongs to. A connection that comes too late is closed again. */
  async #open(
    handle: string | null,
    voice: VoiceName,
    firstDelayMs: number,
    budgetMs: number,
    abort: AbortController,
  ): Promise<Result<OpenedSession<GeminiConnection>>> {
    const opened = await openSession<GeminiConnection>({
      handle,
      firstDelayMs,
      policy: retryPolicy(this.#times, budgetMs),
      signal: abort.signal,
      connect: (tryHandle, timeoutMs) =>
        connectGemini(this.#settings, this.#options, this.#times, {
          handle: tryHandle,
          voice,
          timeoutMs,
          signal: abort.signal,
        }),
      onFailedTry: (error) => {
        this.#log.warn({ error }, 'Gemini session could not be opened');
      },
    });
    if (opened.ok && abort.signal.aborted) {
      void this.#retire(opened.value.connection);
      return fail(cordboardError('invalid-state', 'The session was ended.'));
    }
    return opened;
  }

  #becomeReady({ connection, outcome }: OpenedSession<GeminiConnection>): void {
    this.#turns.reset();
    this.#enter({ name: 'ready', connection, sinceMs: performance.now(), rotation: null });
    if (this.#connection !== connection) {
      // A listener of the link ended the agent.
      return;
    }
    if (outcome === 're-seeded') {
      // The old handle leads back into the session that was left behind.
      this.#handle.drop();
      seedSession(connection, this.#settings.model, this.#options);
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
    this.#rotateWhenQuiet();
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

  #rotateWhenQuiet(): void {
    if (this.#phase.name === 'ready' && this.#phase.rotation !== null) {
      if (this.#turns.quiet && this.#handle.complete) {
        this.#rotate();
      }
    }
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
    const lastedMs = performance.now() - this.#phase.sinceMs;
    this.#quickLosses = lastedMs < this.#times.stableMs ? this.#quickLosses + 1 : 0;
    if (action === 'give-up' || this.#quickLosses >= QUICK_LOSSES.giveUp) {
      this.#leave(this.#phase);
      void this.#retire(connection);
      this.#enter({ name: 'failed', error });
      return;
    }
    const useHandle = action === 'resume' && this.#quickLosses < QUICK_LOSSES.dropHandle;
    void this.#recover(connection, this.#lossDelayMs(), useHandle ? this.#handle.value : null);
  }

  /** The first loss is answered at once; sessions that break again and again are given time. */
  #lossDelayMs(): number {
    const { backoff } = retryPolicy(this.#times, 0);
    return this.#quickLosses <= 1 ? 0 : backoffDelayMs(this.#quickLosses - 2, backoff);
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
    const { recoveryBudgetMs } = this.#times;
    const opened = await this.#open(handle, this.#voice, delayMs, recoveryBudgetMs, abort);
    if (!opened.ok) {
      this.#fail(opened.error, abort);
      return;
    }
    const { outcome } = opened.value;
    this.#log.info({ outcome }, 'Gemini session is back');
    this.#becomeReady(opened.value);
    this.#tell((handlers) => {
      handlers.onReconnected(outcome);
    });
  }

  /** Closes a connection and notes what it counted. */
  async #retire(connection: GeminiConnection): Promise<void> {
    await connection.close();
    const { stats } = connection;
    const clean =
      stats.droppedChunks + stats.malformedMessages === 0 &&
      Object.keys(stats.ignored).length === 0;
    this.#log[clean ? 'debug' : 'warn'](stats, 'Gemini connection closed');
  }

  /** Gives up, unless the attempt was ended from outside. */
  #fail(error: CordboardError, abort: AbortController): void {
    if (!abort.signal.aborted) {
      this.#log.error({ error }, 'Gemini agent gave up');
      this.#waitingTexts = [];
      this.#enter({ name: 'failed', error });
    }
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
