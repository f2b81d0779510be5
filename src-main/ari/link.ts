import { isDeepStrictEqual } from 'node:util';
import type { Client } from 'ari-client';
import type { Log } from '#main/observability/log';
import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { ComponentHealth, ComponentState } from '#model/health';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { loadAriClient } from './clientLoader';
import { AriConnection, type AriConnectionEnd, type AriConnectionLimits } from './connection';
import type { ConsoleIdentity, ConsolePresence, PresenceTiming } from './consolePresence';
import type { AriEndpoint } from './endpoint';
import { type AriCallEvent, type AriCallEventName, parseAriEvent } from './events';
import type { AriEvents } from './gateway';
import type { AriHttp } from './http';
import { type AriFacts, preflightAri } from './preflight';

/** Times of a link; all ms. */
export type AriTiming = AriConnectionLimits &
  PresenceTiming & {
    /** Waits between tries to come back. */
    readonly backoff: BackoffOptions;
    /** Wait after a failure that only a person can mend (login, certificate, settings). */
    readonly slowRetryMs: number;
    /** Between two checks whether the console that serves the application still runs. */
    readonly takenRetryMs: number;
    /** After a connection that lived this long, the waits begin with the shortest again. */
    readonly stableMs: number;
  };

const DEFAULT_TIMING: AriTiming = {
  openTimeoutMs: 5_000,
  pingIntervalMs: 5_000,
  closeTimeoutMs: 1_000,
  backoff: { firstMs: 250, maxMs: 10_000, factor: 2, jitter: 0.3 },
  slowRetryMs: 30_000,
  takenRetryMs: 1_000,
  stableMs: 5_000,
  beatMs: 4_000,
  aliveMs: 5_000,
};

export type AriLinkOptions = AriEndpoint & {
  /** Setting STASIS_APP. */
  readonly app: string;
  /** How this console makes itself known to others at the same Asterisk. */
  readonly console: ConsoleIdentity;
  readonly log: Log;
  readonly timing?: Partial<AriTiming>;
};

/** Messages of the event socket that were not used. */
export type AriEventCounts = {
  /** Kinds that are not used here. */
  readonly ignored: number;
  /** Not JSON, or not as the API describes it. */
  readonly malformed: number;
};

/**
 * How one try or one connection ended. `replaced`: another program took the application over.
 * `taken`: another console serves it; `by` is its name, null when it is not known.
 */
type Outcome =
  | AriConnectionEnd
  | { readonly kind: 'replaced' }
  | { readonly kind: 'taken'; readonly by: string | null }
  | { readonly kind: 'failed'; readonly error: CordboardError };

/**
 * The link to one Asterisk: connects, delivers the events of one application, and reconnects until
 * it is closed. Its states are those of ComponentHealth: off -> connecting -> ready -> reconnecting
 * -> ready; from any of them to off (closed), and to taken: another console serves the application.
 * The link then checks at intervals whether that console still runs, and gets the application back
 * when it has quit or died, or by `takeOver`.
 */
export class AriLink {
  readonly #options: AriLinkOptions;
  readonly #timing: AriTiming;
  readonly #log: Log;
  readonly #http: AriHttp;
  readonly #presence: ConsolePresence;
  readonly #emitter: TypedEmitter<AriEvents>;
  #health: ComponentHealth = { state: 'off', phrase: null, version: '', since: Date.now() };
  readonly #counts: { ignored: number; malformed: number } = { ignored: 0, malformed: 0 };
  /** The client of the last connection; its API description is that of this version of Asterisk. */
  #client: { readonly client: Client; readonly version: string } | null = null;
  #connection: AriConnection | null = null;
  #stop: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #wake = new AbortController();
  #closed = false;
  /** On a supervisor's command the next try takes the application from any other console. */
  #takesOver = false;
  #wasReady = false;
  /** Warnings that were logged since the link was last ready. */
  readonly #warned = new Set<string>();

  constructor(options: AriLinkOptions, http: AriHttp, presence: ConsolePresence) {
    this.#options = options;
    this.#timing = ariTiming(options);
    this.#log = options.log;
    this.#http = http;
    this.#presence = presence;
    this.#emitter = new TypedEmitter<AriEvents>((error) => {
      this.#log.error({ error }, 'a listener of ARI events failed');
    });
  }

  get health(): ComponentHealth {
    return this.#health;
  }

  /** Messages that were not used, since the start. */
  get eventCounts(): AriEventCounts {
    return { ...this.#counts };
  }

  on<Name extends keyof AriEvents>(
    name: Name,
    listener: (event: AriEvents[Name]) => void,
  ): () => void {
    return this.#emitter.on(name, listener);
  }

  /** Starts connecting; while the link waits between two tries, it tries at once. */
  start(): void {
    if (this.#closed) {
      return;
    }
    if (this.#stop !== null) {
      this.#wake.abort();
      return;
    }
    const stop = new AbortController();
    this.#stop = stop;
    this.#running = this.#run(stop.signal)
      .catch((thrown: unknown) => {
        this.#log.error({ error: thrown }, 'the connection to Asterisk stopped by a defect');
        this.#setHealth('failed', phrase('ari.defect', { why: messageOf(thrown) }));
      })
      .finally(() => {
        this.#stop = this.#stop === stop ? null : this.#stop;
      });
  }

  /** While another console serves the application: takes it over, and the events with it. */
  takeOver(): void {
    this.#takesOver = this.#health.state === 'taken';
    this.start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop?.abort();
    await this.#connection?.close();
    await this.#running;
    this.#setHealth('off', null);
  }

  async #run(stop: AbortSignal): Promise<void> {
    this.#setHealth('connecting', null);
    for (let attempt = 0; ;) {
      const startedAt = performance.now();
      const outcome = await this.#connectOnce(stop);
      if (stop.aborted || outcome.kind === 'closed') {
        return;
      }
      if (outcome.kind === 'replaced' || outcome.kind === 'taken') {
        attempt = 0;
        await this.#waitWhileTaken(outcome, stop);
        continue;
      }
      const lived = performance.now() - startedAt;
      attempt = outcome.kind === 'lost' && lived >= this.#timing.stableMs ? 0 : attempt;
      await this.#waitAfter(outcome, attempt, stop);
      attempt += 1;
    }
  }

  /** One whole connection: from the preflight to its end. */
  async #connectOnce(stop: AbortSignal): Promise<Outcome> {
    const facts = await preflightAri({ ...this.#options, signal: stop });
    if (!facts.ok) {
      return { kind: 'failed', error: facts.error };
    }
    const blocked = this.#blockingProblem(facts.value);
    if (blocked !== null) {
      return { kind: 'failed', error: blocked };
    }
    const client = await this.#clientFor(facts.value.version, stop);
    if (!client.ok) {
      return { kind: 'failed', error: client.error };
    }
    const force = this.#takesOver;
    this.#takesOver = false;
    const claim = await this.#presence.claim(force);
    if (stop.aborted) {
      return { kind: 'closed' };
    }
    return claim.kind === 'free' ? this.#serve(client.value, facts.value.version) : claim;
  }

  #blockingProblem(facts: AriFacts): CordboardError | null {
    for (const { severity, said } of facts.problems) {
      this.#warn(said, { problem: said.code }, 'problem with Asterisk');
      if (severity === 'error') {
        return cordboardError('config', said);
      }
    }
    return null;
  }

  async #clientFor(version: string, stop: AbortSignal): Promise<Result<Client>> {
    if (this.#client?.version === version) {
      return ok(this.#client.client);
    }
    const loaded = await loadAriClient(this.#http, stop);
    if (!loaded.ok) {
      return fail(loaded.error);
    }
    this.#client = { client: loaded.value, version };
    return loaded;
  }

  /** Opens the event socket and resolves at its end. */
  async #serve(client: Client, version: string): Promise<Outcome> {
    let settle: (outcome: Outcome) => void = () => undefined;
    const ended = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    const connection = new AriConnection(client, this.#options, this.#options.app, this.#timing, {
      onOpen: () => {
        this.#opened(version);
      },
      onEvent: (raw) => {
        if (this.#handle(raw) === 'replaced') {
          settle({ kind: 'replaced' });
        }
      },
      onUnreadable: (bytes) => {
        this.#counts.malformed += 1;
        this.#log.warn({ bytes }, 'message from Asterisk is not JSON; ignored');
      },
      onEnd: settle,
    });
    this.#connection = connection;
    try {
      const opened = await connection.open();
      if (!opened.ok) {
        // Awaited: later it could take a newer claim of ours away.
        await this.#presence.withdraw();
        return { kind: 'failed', error: opened.error };
      }
      const outcome = await ended;
      this.#presence.stepAside(outcome.kind === 'replaced' ? 'replaced' : 'lost');
      return outcome;
    } finally {
      await connection.close();
      this.#connection = null;
    }
  }

  #opened(version: string): void {
    this.#wasReady = true;
    this.#warned.clear();
    this.#presence.serve();
    this.#log.info({ version, app: this.#options.app }, 'connected to Asterisk');
    this.#setHealth('ready', null, version);
    this.#emitter.emit('connected', { version });
  }

  #handle(raw: unknown): 'replaced' | 'handled' {
    const parsed = parseAriEvent(raw);
    switch (parsed.kind) {
      case 'replaced':
        return 'replaced';
      case 'ignored':
        this.#counts.ignored += 1;
        return 'handled';
      case 'malformed':
        this.#counts.malformed += 1;
        this.#log.warn(
          { type: parsed.type, problem: parsed.problem },
          'event from Asterisk is not as expected; ignored',
        );
        return 'handled';
      case 'call':
        this.#announce(parsed.event);
        return 'handled';
    }
  }

  #announce<Name extends AriCallEventName>(event: AriCallEvent<Name>): void {
    this.#emitter.emit(event.name, event.payload);
  }

  async #waitWhileTaken(
    outcome: Extract<Outcome, { kind: 'replaced' | 'taken' }>,
    stop: AbortSignal,
  ): Promise<void> {
    const { app } = this.#options;
    const by = outcome.kind === 'taken' ? outcome.by : null;
    const said = by === null ? phrase('ari.taken', { app }) : phrase('ari.taken-by', { app, by });
    this.#warn(said, { app, by }, 'another console serves the application');
    this.#setHealth('taken', said);
    if (outcome.kind === 'replaced') {
      this.#emitter.emit('disconnected', { reason: said });
    }
    // The next try comes at once to learn which console it was, or when a listener of these events
    // has just called `takeOver`.
    const atOnce = outcome.kind === 'replaced' || this.#takesOver;
    await this.#pause(atOnce ? 0 : this.#timing.takenRetryMs, stop);
  }

  async #waitAfter(
    outcome: Extract<Outcome, { kind: 'lost' | 'failed' }>,
    attempt: number,
    stop: AbortSignal,
  ): Promise<void> {
    const lost = outcome.kind === 'lost';
    const reason = lost ? outcome.reason : outcome.error.phrase;
    const slow = !lost && !outcome.error.retryable;
    const waitMs = slow ? this.#timing.slowRetryMs : backoffDelayMs(attempt, this.#timing.backoff);
    this.#warn(reason, { attempt, waitMs }, 'no connection to Asterisk');
    const auth = !lost && outcome.error.kind === 'auth';
    this.#setHealth(this.#wasReady || auth ? 'reconnecting' : 'connecting', reason);
    if (lost) {
      this.#emitter.emit('disconnected', { reason });
    }
    await this.#pause(waitMs, stop);
  }

  /** Waits until the time is over, or until `start`, `takeOver` or `close`. */
  async #pause(waitMs: number, stop: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    await delay(waitMs, AbortSignal.any([stop, this.#wake.signal]));
  }

  /**
   * A warning the first time, then debug lines, so that an Asterisk that is away for a night does
   * not fill the log.
   */
  #warn(said: Phrase, fields: object, event: string): void {
    const reason = wordsOf(said);
    if (this.#warned.has(reason)) {
      this.#log.debug({ ...fields, reason }, event);
      return;
    }
    this.#warned.add(reason);
    this.#log.warn({ ...fields, reason }, event);
  }

  #setHealth(state: ComponentState, said: Phrase | null, version = this.#health.version): void {
    const before = this.#health;
    const since = before.state === state ? before.since : Date.now();
    const now: ComponentHealth = { state, phrase: said, version, since };
    if (isDeepStrictEqual(now, before)) {
      return;
    }
    this.#health = now;
    this.#emitter.emit('health', this.#health);
  }
}

/** The default times, with those of the options in their place. */
export function ariTiming({ timing }: Pick<AriLinkOptions, 'timing'>): AriTiming {
  return { ...DEFAULT_TIMING, ...timing };
}
