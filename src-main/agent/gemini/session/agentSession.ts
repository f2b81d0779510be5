import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { AgentLink } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import type { ReconnectCause, StuckReason, VoiceChangeOutcome } from '../../voiceAgent';
import { type ConnectionFailure, decideAfterFailure } from '../wire/closePolicy';
import type { GeminiConnection } from '../wire/connection';
import type { ServerMessage } from '../wire/serverMessages';
import { ConnectionRenewal } from './connectionRenewal';
import type { GeminiConnector, SessionSetup, WantedSession } from './connector';
import { LossCounter } from './lossCounter';
import type { OpenedSession } from './opener';
import { type GeminiTimes, retryPolicy } from './options';
import { type AgentPhase, linkOf, mayFollow, type ReadyPhase } from './phase';
import { awaitCompleteHandle, ResumptionHandle } from './resumptionHandle';
import type { GatePlace } from './sessionGate';
import type { SessionHandlers } from './sessionHandlers';
import { TurnReader } from './turnReader';

/** What an announced end counts as: the close code 1001 says the same (RFC 6455, 7.4.1). */
const GOING_AWAY: ConnectionFailure = { kind: 'closed', code: 1001, reason: '' };

type AgentSessionOptions = {
  readonly connector: GeminiConnector;
  readonly times: GeminiTimes;
  /** Read at `start`. */
  readonly firstVoice: () => VoiceName;
  readonly firstModel: string;
  /** See VoiceAgentOptions. */
  readonly nextTurn: () => number;
  readonly log: Log;
  readonly handlers: SessionHandlers;
};

/**
 * The life of one call's session with the service, across all its connections: it decides when a
 * connection is opened, renewed, resumed after a loss, or given up. Below it, the connector opens a
 * session by the opener's tries, and each success is one connection (one socket). There is one
 * connection at a time: the service refuses with 1011 to resume a session whose old connection is
 * still open.
 */
export class AgentSession {
  readonly handle: ResumptionHandle;
  readonly #connector: GeminiConnector;
  readonly #times: GeminiTimes;
  readonly #log: Log;
  readonly #handlers: SessionHandlers;
  readonly #losses: LossCounter;
  #phase: AgentPhase = { name: 'new' };
  readonly #firstVoice: () => VoiceName;
  /** Null before `start`. */
  #voice: VoiceName | null = null;
  #model: string;

  constructor(options: AgentSessionOptions) {
    const { connector, times, firstVoice, firstModel, nextTurn, log, handlers } = options;
    this.#model = firstModel;
    this.handle = new ResumptionHandle(nextTurn);
    this.#connector = connector;
    this.#times = times;
    this.#firstVoice = firstVoice;
    this.#log = log;
    this.#handlers = handlers;
    this.#losses = new LossCounter(times.stableMs, retryPolicy(times, 'recovery').backoff);
  }

  get link(): AgentLink {
    return linkOf(this.#phase);
  }

  get voice(): VoiceName {
    return this.#voice ?? this.#firstVoice();
  }

  /** The model of the present session, or of the first one. */
  get model(): string {
    return this.#model;
  }

  /** The connection in use; null unless the link is `ready`. */
  get connection(): GeminiConnection | null {
    return this.#phase.name === 'ready' ? this.#phase.connection : null;
  }

  /** Opens the session; call once. */
  async start(): Promise<Result<void>> {
    if (this.#phase.name !== 'new') {
      return fail(cordboardError('invalid-state', phrase('gemini.started-already')));
    }
    this.#voice = this.#firstVoice();
    const abort = new AbortController();
    this.#enter({ name: 'connecting', abort });
    const opened = await this.#open({ purpose: 'start' }, abort);
    const ready = this.#becomeReady(opened, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
      return ready;
    }
    return done;
  }

  /** See VoiceAgent.changeVoice. */
  changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>> {
    return this.#change({ voice, model: this.#model });
  }

  /** See VoiceAgent.changeModel. */
  changeModel(model: string): Promise<Result<VoiceChangeOutcome>> {
    return this.#change({ voice: this.voice, model });
  }

  async #change(setup: SessionSetup): Promise<Result<VoiceChangeOutcome>> {
    const ready = this.#phase;
    if (ready.name !== 'ready' || ready.voiceWait !== null) {
      const changes = ready.name === 'ready' || ready.name === 'switching-voice';
      const why = changes ? 'gemini.voice-changing' : 'gemini.voice-while-disconnected';
      return fail(cordboardError('invalid-state', phrase(why)));
    }
    if (setup.voice === this.voice && setup.model === this.#model) {
      return ok('resumed');
    }
    const freePlace = this.#connector.placeNow();
    const place = freePlace === null ? await this.#placeForChange(ready) : ok(freePlace);
    return place.ok ? this.#switch(ready.connection, setup, place.value) : place;
  }

  async #switch(
    connection: GeminiConnection,
    setup: SessionSetup,
    place: GatePlace,
  ): Promise<Result<VoiceChangeOutcome>> {
    const abort = new AbortController();
    this.#leave(this.#phase);
    this.#enter({ name: 'switching-voice', abort });
    // A handle belongs to the model whose session it is.
    const isSameModel = setup.model === this.#model;
    const handle = isSameModel ? await this.#handleForVoiceChange(connection, abort.signal) : null;
    await this.#retire(connection);
    const opened = await this.#open({ ...setup, purpose: 'voice-change', handle, place }, abort);
    if (!opened.ok && !abort.signal.aborted) {
      return this.#takeOldSetupAgain(opened.error, abort);
    }
    if (opened.ok) {
      this.#voice = setup.voice;
      this.#model = setup.model;
    }
    const ready = this.#becomeReady(opened, abort);
    this.#log.info({ ...setup, ready }, 'voice or model change ended');
    return ready;
  }

  /** Replaces the connection at the next quiet moment. */
  renewSoon(): void {
    if (this.#phase.name === 'ready') {
      this.#phase.renewal.hasten();
    }
  }

  /**
   * Replaces at once the connection of a service that seems stuck. If that does not help, the next
   * session is a fresh one.
   */
  reconnect(reason: StuckReason): void {
    if (this.#phase.name === 'ready') {
      if (reason !== 'asked') {
        this.#losses.noteStuck(reason);
      }
      this.#replaceLost(this.#phase.connection, { kind: 'stuck', reason });
    }
  }

  /** Ends the session. Idempotent. */
  close(): void {
    const phase = this.#phase;
    if (phase.name === 'closed') {
      return;
    }
    this.#leave(phase);
    if (phase.name === 'ready') {
      void this.#retire(phase.connection);
    }
    this.#enter({ name: 'closed' });
  }

  /** Waits for a place, while the talk goes on in the old voice. */
  async #placeForChange(ready: ReadyPhase): Promise<Result<GatePlace>> {
    ready.voiceWait = new AbortController();
    const { signal } = ready.voiceWait;
    const place = await this.#connector.waitForPlace(this.#times.voiceChangeBudgetMs, signal);
    ready.voiceWait = null;
    if (signal.aborted) {
      return fail(cordboardError('cancelled', phrase('gemini.voice-while-disconnected')));
    }
    return place === null
      ? fail(cordboardError('timeout', phrase('gemini.no-session-in-time')))
      : ok(place);
  }

  /**
   * The handle to change the voice by: one that knows the last turn. The service may send it
   * shortly after that turn. Null when none comes: a fresh session that is given the whole talk
   * then forgets less than one resumed by an older handle.
   */
  async #handleForVoiceChange(
    connection: GeminiConnection,
    signal: AbortSignal,
  ): Promise<string | null> {
    await awaitCompleteHandle(connection, this.handle, {
      waitMs: this.#times.handleWaitMs,
      signal,
      onUsage: (usage) => {
        this.#handlers.onUsage(usage);
      },
    });
    return this.handle.complete ? this.handle.value : null;
  }

  /** The service refused the new voice or model, which must not end the talk. */
  async #takeOldSetupAgain(
    refusal: CordboardError,
    abort: AbortController,
  ): Promise<Result<VoiceChangeOutcome>> {
    this.#log.warn({ error: refusal }, 'voice or model change failed, taking the old one again');
    const back = await this.#open({ purpose: 'recovery', handle: this.handle.value }, abort);
    const ready = this.#becomeReady(back, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
    }
    return fail(refusal);
  }

  /** Opens a session for the phase that `abort` belongs to. */
  #open(
    wanted: Pick<WantedSession, 'purpose'> & Partial<WantedSession>,
    { signal }: AbortController,
  ): Promise<Result<OpenedSession<GeminiConnection>>> {
    const usual = {
      handle: null,
      voice: this.voice,
      model: this.#model,
      firstDelayMs: 0,
      place: null,
    };
    return this.#connector.open({ ...usual, ...wanted, signal });
  }

  /** Takes an opened session into use. Fails when none was opened, or when it came too late. */
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
      return fail(cordboardError('cancelled', phrase('gemini.session-ended')));
    }
    this.#handlers.onOpened(connection, outcome);
    if (outcome === 're-seeded') {
      // The old handle belongs to the session that was left behind.
      this.handle.drop();
    }
    const renewal = this.#createRenewal();
    const sinceMs = performance.now();
    this.#enter({ name: 'ready', connection, sinceMs, renewal, voiceWait: null });
    if (this.connection !== connection) {
      // Who heard of it has closed or replaced it: that is no failure of this opening.
      abort.abort();
      return fail(cordboardError('cancelled', phrase('gemini.ended-by-listener')));
    }
    this.#handlers.onReady(connection);
    connection.listen({
      onMessage: (message) => {
        this.#onMessage(connection, message);
      },
      onLost: (failure) => {
        this.#lost(connection, failure);
      },
    });
    return ok(outcome);
  }

  #createRenewal(): ConnectionRenewal {
    return new ConnectionRenewal(this.#times, {
      onDue: () => this.#renewIfQuiet(),
      onDeadline: () => {
        this.#renew(this.#connector.placeNow());
      },
    });
  }

  #onMessage(connection: GeminiConnection, message: ServerMessage): void {
    if (this.#phase.name !== 'ready' || this.#phase.connection !== connection) {
      return;
    }
    if (TurnReader.isTalk(message)) {
      this.handle.outdate();
    }
    if (message.audio.length > 0) {
      this.#losses.noteAnswer();
    }
    if (message.handle !== null) {
      this.handle.replace(message.handle);
    }
    const { renewal } = this.#phase;
    this.#handlers.onMessage(message);
    if (message.goAway !== null) {
      const { timeLeftMs } = message.goAway;
      this.#log.info({ timeLeftMs }, 'Gemini announced the end of the connection');
      renewal.announce(timeLeftMs);
    }
    this.#renewIfQuiet();
  }

  /**
   * Renews in a quiet moment, unless the next session would have to wait. A session that cannot be
   * resumed is kept, unless the service has announced its end. Returns whether it renews.
   */
  #renewIfQuiet(): boolean {
    if (this.#phase.name !== 'ready' || !this.handle.complete || !this.#handlers.isQuiet()) {
      return false;
    }
    const { state } = this.#phase.renewal;
    const mayRenew = state === 'announced' || (state === 'due' && this.handle.value !== null);
    const place = mayRenew ? this.#connector.placeNow() : null;
    if (place !== null) {
      this.#renew(place);
    }
    return place !== null;
  }

  /** A connection whose end is announced soon after its beginning counts as lost. */
  #renew(place: GatePlace | null): void {
    if (this.#phase.name !== 'ready') {
      return;
    }
    const { connection, sinceMs, renewal } = this.#phase;
    const isAnnounced = renewal.state === 'announced' || renewal.state === 'warned';
    if (isAnnounced && performance.now() - sinceMs < this.#times.stableMs) {
      this.#lost(connection, GOING_AWAY);
    } else {
      void this.#recover(connection, 'renewed', { handle: this.handle.value, place });
    }
  }

  #lost(connection: GeminiConnection, failure: ConnectionFailure): void {
    if (this.#phase.name !== 'ready' || this.#phase.connection !== connection) {
      return;
    }
    this.#losses.note(performance.now() - this.#phase.sinceMs);
    this.#connector.noteLoss(failure);
    this.#replaceLost(connection, failure);
  }

  #replaceLost(connection: GeminiConnection, failure: ConnectionFailure): void {
    const { action, error } = decideAfterFailure(failure, 'live');
    this.#log.warn({ error, action }, 'Gemini session lost');
    if (action === 'give-up' || this.#losses.hopeless) {
      this.#leave(this.#phase);
      void this.#retire(connection);
      this.#giveUp(error);
      return;
    }
    const useHandle = action === 'resume' && !this.#losses.handleSuspect;
    void this.#recover(connection, 'lost', {
      handle: useHandle ? this.handle.value : null,
      firstDelayMs: this.#losses.delayMs,
    });
  }

  async #recover(
    connection: GeminiConnection,
    cause: ReconnectCause,
    wanted: Partial<WantedSession>,
  ): Promise<void> {
    const abort = new AbortController();
    this.#leave(this.#phase);
    this.#enter({ name: 'resuming', abort });
    await this.#retire(connection);
    const opened = await this.#open({ ...wanted, purpose: 'recovery' }, abort);
    const ready = this.#becomeReady(opened, abort);
    if (!ready.ok) {
      this.#giveUpUnless(abort, ready.error);
      return;
    }
    this.#log.info({ outcome: ready.value }, 'Gemini session is back');
    this.#handlers.onReconnected(ready.value, cause);
  }

  /** Closes a connection and logs its counts. */
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
    this.#enter({ name: 'failed', error });
  }

  /** Releases what belongs to a phase, except its connection. */
  #leave(phase: AgentPhase): void {
    if (phase.name === 'ready') {
      phase.renewal.stop();
      phase.voiceWait?.abort();
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
      this.#handlers.onGone();
    }
    this.#handlers.onLink(linkOf(phase), phase.name === 'failed' ? phase.error : null);
  }
}
