import type { Client } from 'ari-client';
import type { Log } from '#main/observability/log';
import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { ComponentHealth, ComponentState } from '#model/health';
import { loadAriClient } from './clientLoader';
import { AriConnection, type AriConnectionEnd, type AriConnectionLimits } from './connection';
import type { ConsoleIdentity, ConsolePresence, PresenceTiming } from './consolePresence';
import type { AriEndpoint } from './endpoint';
import { type AriCallEvent, type AriCallEventName, parseAriEvent } from './events';
import type { AriEvents } from './gateway';
import type { AriHttp } from './http';
import { type AriFacts, preflightAri } from './preflight';

/** Times of the gateway; all ms. */
export type AriTiming = AriConnectionLimits &
  PresenceTiming & {
    /** Waits between tries to come back. */
    readonly backoff: BackoffOptions;
    /** Wait after a failure that only a person can mend (login, certificate, settings). */
    readonly slowRetryMs: number;
    /** Between two looks whether the console that serves the application is still there. */
    readonly takenRetryMs: number;
    /** A connection that lived this long starts the waits from the beginning. */
    readonly stableMs: number;
  };

/** The times in use unless a test says otherwise. */
export const DEFAULT_ARI_TIMING: AriTiming = {
  openTimeoutMs: 5_000,
  pingIntervalMs: 5_000,
  closeTimeoutMs: 1_000,
  backoff: { firstMs: 250, maxMs: 10_000, factor: 2, jitter: 0.3 },
  slowRetryMs: 30_000,
  takenRetryMs: 5_000,
  stableMs: 5_000,
  beatMs: 4_000,
  aliveMs: 5_000,
};

/** What a link is made with. */
export type AriLinkOptions = AriEndpoint & {
  /** Setting STASIS_APP. */
  readonly app: string;
  /** How this console makes itself known to others of the same Asterisk. */
  readonly console: ConsoleIdentity;
  readonly log: Log;
  readonly timing?: Partial<AriTiming>;
};

/** Messages of the event socket that led to nothing. */
export type AriEventCounts = {
  /** Kinds that are not used here. */
  readonly ignored: number;
  /** Not JSON, or not what the API says. */
  readonly malformed: number;
};

/**
 * How one try or one connection ended. `replaced`: another program took the application over. `taken`: another console serves it,
 * by its name where it is known.
 */
type Outcome =
  | AriConnectionEnd
  | { readonly kind: 'replaced' }
  | { readonly kind: 'taken'; readonly by: string | null }
  | { readonly kind: 'failed'; readonly error: CordboardError };

/**
 * The link to one Asterisk: connects, serves the events of one application, and comes back for ever. Its states are those of
 * ComponentHealth: off -> connecting -> ready -> reconnecting -> ready; from any of them to taken (another console serves the
 * application: it is looked for again and again, and the application is back when that console has quit or died, or by
 * `takeOver`), and to off (closed).
 */
export class AriLink {
  readonly #options: AriLinkOptions;
  readonly #timing: AriTiming;
  readonly #log: Log;
  readonly #http: AriHttp;
  readonly #presence: ConsolePresence;
  readonly #emitter: TypedEmitter<AriEvents>;
  #health: ComponentHealth = { state: 'off', message: '', version: '', since: Date.now() };
  readonly #counts: { ignored: number; malformed: number } = { ignored: 0, malformed: 0 };
  /** The client of the last connection; its description holds for this version of Asterisk. */
  #client: { readonly client: Client; readonly version: string } | null = null;
  #connection: AriConnection | null = null;
  #stop: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #wake = new AbortController();
  #closed = false;
  /** The supervisor said so: the next try takes the application whoever has it. */
  #takesOver = false;
  #wasReady = false;
  readonly #told = new Set<string>();

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

  /** Messages since the start that led to nothing. */
  get eventCounts(): AriEventCounts {
    return { ...this.#counts };
  }

  on<Name extends keyof AriEvents>(
    name: Name,
    listener: (event: AriEvents[Name]) => void,
  ): () => void {
    return this.#emitter.on(name, listener);
  }

  /** Also ends a wait between two tries. */
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
        this.#setHealth(
          'failed',
          `The connection to Asterisk stopped by a defect: ${messageOf(thrown)}`,
        );
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
    this.#setHealth('off', '');
  }

  async #run(stop: AbortSignal): Promise<void> {
    this.#setHealth('connecting', '');
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
    for (const { severity, code, message } of facts.problems) {
      this.#tell(`${code}:${message}`, { problem: code, message }, 'problem with Asterisk');
      if (severity === 'error') {
        return cordboardError('config', message);
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
    this.#told.clear();
    this.#presence.serve();
    this.#log.info({ version, app: this.#options.app }, 'connected to Asterisk');
    this.#setHealth('ready', '', version);
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
    const message = `${by === null ? 'Another console' : `Another console, ${by},`} serves the application "${app}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).`;
    this.#tell(message, { app, by }, 'another console serves the application');
    this.#setHealth('taken', message);
    if (outcome.kind === 'replaced') {
      this.#emitter.emit('disconnected', { reason: message });
    }
    // Who did it is looked up at once; from then on now and then. Whoever was told just now may have taken it over already.
    const atOnce = outcome.kind === 'replaced' || this.#takesOver;
    await this.#pause(atOnce ? 0 : this.#timing.takenRetryMs, stop);
  }

  async #waitAfter(
    outcome: Extract<Outcome, { kind: 'lost' | 'failed' }>,
    attempt: number,
    stop: AbortSignal,
  ): Promise<void> {
    const lost = outcome.kind === 'lost';
    const message = lost ? outcome.reason : outcome.error.message;
    const slow = !lost && !outcome.error.retryable;
    const waitMs = slow ? this.#timing.slowRetryMs : backoffDelayMs(attempt, this.#timing.backoff);
    this.#tell(message, { reason: message, attempt, waitMs }, 'no connection to Asterisk');
    const auth = !lost && outcome.error.kind === 'auth';
    this.#setHealth(this.#wasReady || auth ? 'reconnecting' : 'connecting', message);
    if (lost) {
      this.#emitter.emit('disconnected', { reason: message });
    }
    await this.#pause(waitMs, stop);
  }

  /** Waits, at most until `start`, `takeOver` or `close`. */
  async #pause(waitMs: number, stop: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    await delay(waitMs, AbortSignal.any([stop, this.#wake.signal]));
  }

  /** A warning the first time, a debug line for every repetition: an Asterisk that is away for a night fills no log. */
  #tell(key: string, fields: object, message: string): void {
    if (this.#told.has(key)) {
      this.#log.debug(fields, message);
      return;
    }
    this.#told.add(key);
    this.#log.warn(fields, message);
  }

  #setHealth(state: ComponentState, message: string, version = this.#health.version): void {
    const before = this.#health;
    if (before.state === state && before.message === message && before.version === version) {
      return;
    }
    const since = before.state === state ? before.since : Date.now();
    this.#health = { state, message, version, since };
    this.#emitter.emit('health', this.#health);
  }
}

/** The times of a link. */
export function ariTiming({ timing }: Pick<AriLinkOptions, 'timing'>): AriTiming {
  return { ...DEFAULT_ARI_TIMING, ...timing };
}
