import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from './mediaTransport';

/** How long a way that failed is passed over while there is another one, ms. */
const REST_MS = 60_000;

/** One way to carry audio. */
export type MediaWay = { readonly name: string; readonly factory: MediaTransportFactory };

/** What a FallbackFactory is made with. */
export type FallbackOptions = {
  /** The ways there are, best first; asked anew for each connection. Empty when there is none. */
  readonly ways: () => Promise<readonly MediaWay[]>;
  /** What to say when there is none. */
  readonly noWay: () => string;
  /** A way is in use now that was not before; `failed`: why the better one is not. */
  readonly onWay: (way: MediaWay, failed: CordboardError | null) => void;
  readonly log: Log;
};

/**
 * Makes connections in the best way that works. One that fails is left out for a minute: whoever tries again, as every call does, gets
 * the next one.
 */
export class FallbackFactory implements MediaTransportFactory {
  readonly #options: FallbackOptions;
  /** When a way may be tried again, performance.now(), and why it failed, by name. */
  readonly #resting = new Map<
    string,
    { readonly untilMs: number; readonly error: CordboardError }
  >();
  #inUse = '';
  #ways: readonly MediaWay[] = [];

  constructor(options: FallbackOptions) {
    this.#options = options;
  }

  get hasOtherWay(): boolean {
    return this.#ways.some((way) => !this.#isResting(way));
  }

  expect(mediaChannelId: string): ExpectedTransport {
    let chosen: { readonly way: MediaWay; readonly expected: ExpectedTransport } | null = null;
    return {
      request: async () => {
        const found = await this.#request(mediaChannelId);
        if (!found.ok) {
          return found;
        }
        chosen = found.value;
        return { ok: true, value: found.value.request };
      },
      open: async (variables, timeoutMs) => {
        if (chosen === null) {
          return fail(cordboardError('invalid-state', 'The media connection was not asked for.'));
        }
        const opened = await chosen.expected.open(variables, timeoutMs);
        this.#note(chosen.way, opened);
        return opened;
      },
      cancel: (refusal) => {
        chosen?.expected.cancel(refusal);
        // That Asterisk could not be reached at all says nothing about the way.
        if (chosen !== null && refusal !== undefined && refusal.kind !== 'network') {
          this.#rest(chosen.way, refusal);
        }
      },
    };
  }

  /** Everything that failed may be tried again: Asterisk has come back, perhaps another one. */
  forgive(): void {
    this.#resting.clear();
  }

  async #request(mediaChannelId: string): Promise<
    Result<{
      readonly way: MediaWay;
      readonly expected: ExpectedTransport;
      readonly request: ExternalMediaRequest;
    }>
  > {
    let error = cordboardError('config', this.#options.noWay());
    this.#ways = await this.#options.ways();
    for (const way of this.#awake()) {
      const expected = way.factory.expect(mediaChannelId);
      const request = await expected.request();
      if (request.ok) {
        return { ok: true, value: { way, expected, request: request.value } };
      }
      expected.cancel();
      error = request.error;
      this.#rest(way, error);
    }
    return fail(error);
  }

  /** Those that do not rest; all of them when every one does. */
  #awake(): readonly MediaWay[] {
    const awake = this.#ways.filter((way) => !this.#isResting(way));
    return awake.length > 0 ? awake : this.#ways;
  }

  #isResting({ name }: MediaWay): boolean {
    return (this.#resting.get(name)?.untilMs ?? 0) > performance.now();
  }

  #note(way: MediaWay, opened: Result<MediaTransport>): void {
    if (!opened.ok) {
      this.#rest(way, opened.error);
      return;
    }
    this.#resting.delete(way.name);
    if (this.#inUse !== way.name) {
      this.#inUse = way.name;
      const [failed] = this.#resting.values();
      this.#options.onWay(way, failed?.error ?? null);
    }
  }

  #rest(way: MediaWay, error: CordboardError): void {
    this.#resting.set(way.name, { untilMs: performance.now() + REST_MS, error });
    this.#options.log.warn({ transport: way.name, error }, 'a way to carry audio failed');
  }
}
