/**
 * Consoles of one Asterisk know of each other by global variables of that Asterisk (Asterisk REST
 * API, "asterisk/variable"). `CORDBOARD_CONSOLE_<app>` names the console that serves an
 * application. `CORDBOARD_BEAT_<console>` is a number that rises as long as that console runs, also
 * while another console serves its application. A console that quits empties both.
 */
import { z } from 'zod';
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import { jsonIn } from '#main/util/json';
import { ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';

export type ConsoleIdentity = {
  /** Unique to this installation; stays the same over its restarts. */
  readonly id: string;
  /** For people: `user@host`. */
  readonly name: string;
};

/** The global variables of Asterisk, as presence uses them. */
export type GlobalVariables = {
  /** Fails with `not-found` when the variable is not set. */
  getGlobalVariable(name: string): Promise<Result<string>>;
  setGlobalVariable(name: string, value: string): Promise<Result<void>>;
};

/**
 * Whether this console may serve the application. `by`: name of the console that does, null when it
 * is not known.
 */
type Claim =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken'; readonly by: string | null }
  | { readonly kind: 'failed'; readonly error: CordboardError };

/** Times of the presence; all ms. */
export type PresenceTiming = {
  /** Between two beats. */
  readonly beatMs: number;
  /** A console whose beat does not rise for this long is dead; longer than `beatMs`. */
  readonly aliveMs: number;
};

/** Longest time a console that quits waits for Asterisk, ms. */
const GOODBYE_MS = 1_000;

const identitySchema = z.object({ id: z.string().min(1), name: z.string() });

/** The presence of this console at one Asterisk, and its view of the others. */
export class ConsolePresence {
  readonly #variables: GlobalVariables;
  readonly #app: string;
  readonly #self: ConsoleIdentity;
  readonly #timing: PresenceTiming;
  readonly #log: Log;
  readonly #closed = new AbortController();
  #beating: Promise<void> | null = null;
  #beat = 0;
  /** The last beat of each other console, and since when it has been the last. */
  readonly #beats = new Map<string, { readonly value: string; readonly sinceMs: number }>();
  /** The last other console that announced itself for our application. */
  #rival: ConsoleIdentity | null = null;
  /** `replaced`: another program took the application from us. */
  #role: 'aside' | 'serving' | 'replaced' = 'aside';

  constructor(
    variables: GlobalVariables,
    app: string,
    self: ConsoleIdentity,
    timing: PresenceTiming,
    log: Log,
  ) {
    this.#variables = variables;
    this.#app = app;
    this.#self = self;
    this.#timing = timing;
    this.#log = log;
  }

  /**
   * Asks for the application; with `force` this console takes it from any other. A console that was
   * replaced gets it back only once the other one has quit or died.
   */
  async claim(force: boolean): Promise<Claim> {
    this.#beating ??= this.#keepBeating();
    const holder = await this.#holder();
    if (!holder.ok) {
      return { kind: 'failed', error: holder.error };
    }
    const taken = force ? null : await this.#takenBy(holder.value);
    if (taken !== null) {
      return taken;
    }
    // Before the events come here: the console that loses them can read at once which one took
    // them.
    await this.#announce();
    return { kind: 'free' };
  }

  /**
   * Null if nobody else serves the application. Our own name may stand there though another program
   * replaced us: that is the last console that announced itself, or one that does not do so.
   */
  async #takenBy(holder: ConsoleIdentity | null): Promise<Claim | null> {
    const ours = holder?.id === this.#self.id && this.#role === 'replaced';
    const other = ours ? this.#rival : holder;
    if (other === null) {
      return ours ? { kind: 'taken', by: null } : null;
    }
    return (await this.isAlive(other.id)) ? { kind: 'taken', by: other.name } : null;
  }

  /** To be called when the events come to this console. */
  serve(): void {
    this.#role = 'serving';
    void this.#announce();
  }

  /**
   * To be called when the application was claimed and its events do not come: as long as our name
   * stands there, no other console serves it.
   */
  async withdraw(): Promise<void> {
    const holder = await this.#holder();
    if (holder.ok && holder.value?.id === this.#self.id) {
      await this.#variables.setGlobalVariable(this.#holderName, '');
    }
  }

  /** To be called when the events no longer come to this console. */
  stepAside(reason: 'lost' | 'replaced'): void {
    this.#role = reason === 'replaced' ? 'replaced' : 'aside';
  }

  /**
   * Whether another console runs. Takes up to `aliveMs` if it has not been asked before. When
   * Asterisk does not answer, the other console counts as alive.
   */
  async isAlive(consoleId: string): Promise<boolean> {
    if (consoleId === this.#self.id) {
      return false;
    }
    const heard = await this.#listen(consoleId);
    if (heard !== 'first') {
      return heard !== 'none' && heard !== 'stopped';
    }
    await delay(this.#timing.aliveMs, this.#closed.signal);
    // A wait that was cut short by `close` says nothing.
    return (
      this.#closed.signal.aborted ||
      !['none', 'same', 'stopped'].includes(await this.#listen(consoleId))
    );
  }

  /**
   * Listens for a console's beat. `first`: it has one, which is not known to rise. `same`: it has
   * not risen since the last time, which was less than `aliveMs` ago.
   */
  async #listen(
    consoleId: string,
  ): Promise<'none' | 'first' | 'risen' | 'same' | 'stopped' | 'unknown'> {
    const beat = await this.#read(beatName(consoleId));
    if (!beat.ok) {
      return 'unknown';
    }
    const before = this.#beats.get(consoleId);
    if (beat.value === '') {
      this.#beats.delete(consoleId);
      return 'none';
    }
    if (before?.value === beat.value) {
      return performance.now() - before.sinceMs < this.#timing.aliveMs ? 'same' : 'stopped';
    }
    this.#beats.set(consoleId, { value: beat.value, sinceMs: performance.now() });
    return before === undefined ? 'first' : 'risen';
  }

  /** Empties this console's variables, if Asterisk answers within a second. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed.signal.aborted) {
      return;
    }
    this.#closed.abort();
    if (this.#beating !== null) {
      const limit = new AbortController();
      const said = this.#sayGoodbye(this.#beating).finally(() => {
        limit.abort();
      });
      await Promise.race([said, delay(GOODBYE_MS, limit.signal)]);
    }
  }

  /** Waits for the last beat first: written after the emptying, it would stay for ever. */
  async #sayGoodbye(lastBeat: Promise<void>): Promise<void> {
    await lastBeat;
    await this.#variables.setGlobalVariable(beatName(this.#self.id), '');
    await this.withdraw();
  }

  get #holderName(): string {
    return `CORDBOARD_CONSOLE_${this.#app}`;
  }

  async #keepBeating(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      this.#beat += 1;
      await this.#variables.setGlobalVariable(beatName(this.#self.id), String(this.#beat));
      if (this.#role === 'serving') {
        await this.#renewAnnouncement();
      }
      await delay(this.#timing.beatMs, this.#closed.signal);
    }
  }

  /**
   * Puts this console's name back after a console that announced itself and then failed to connect.
   * Reads first, because every setting of a variable is a line of Asterisk's log.
   */
  async #renewAnnouncement(): Promise<void> {
    const holder = await this.#holder();
    if (holder.ok && holder.value?.id !== this.#self.id) {
      await this.#announce();
    }
  }

  async #announce(): Promise<void> {
    if (this.#closed.signal.aborted) {
      return;
    }
    const said = await this.#variables.setGlobalVariable(
      this.#holderName,
      JSON.stringify(this.#self),
    );
    if (!said.ok) {
      this.#log.debug({ error: said.error }, 'this console could not be announced');
    }
  }

  /** The console that is announced as serving the application; null when none is. */
  async #holder(): Promise<Result<ConsoleIdentity | null>> {
    const read = await this.#read(this.#holderName);
    if (!read.ok) {
      return read;
    }
    const holder = identityIn(read.value);
    if (holder !== null && holder.id !== this.#self.id) {
      this.#rival = holder;
    }
    return ok(holder);
  }

  /** A variable's value; empty when it is not set. */
  async #read(name: string): Promise<Result<string>> {
    const value = await this.#variables.getGlobalVariable(name);
    return !value.ok && value.error.kind === 'not-found' ? ok('') : value;
  }
}

/** The console that the text names; null if it names none. */
function identityIn(text: string): ConsoleIdentity | null {
  return identitySchema.safeParse(jsonIn(text)).data ?? null;
}

function beatName(consoleId: string): string {
  return `CORDBOARD_BEAT_${consoleId}`;
}
