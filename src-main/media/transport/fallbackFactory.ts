import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from './mediaTransport';

/** How long a transport that failed is passed over while there is another one, ms. */
const REST_MS = 60_000;

/** A transport that can be tried. */
export type TransportCandidate = { readonly name: string; readonly factory: MediaTransportFactory };

type FallbackFactoryOptions = {
  /** The transports to try, best first; asked anew for each connection. */
  readonly candidates: () => Promise<readonly TransportCandidate[]>;
  /** What to say when there is no candidate. */
  readonly whyNone: () => Phrase;
  /**
   * A connection uses another transport than the one before. `failed`: why a better one is not
   * used; null when none failed.
   */
  readonly onChange: (used: TransportCandidate, failed: CordboardError | null) => void;
  readonly log: Log;
};

/**
 * Makes connections by the best transport that works. A transport that fails is passed over for a
 * minute: a call that tries again, as every call does, gets the next one.
 */
export class FallbackFactory implements MediaTransportFactory {
  readonly #options: FallbackFactoryOptions;
  /** When a transport may be tried again, performance.now(), and why it failed, by name. */
  readonly #resting = new Map<
    string,
    { readonly untilMs: number; readonly error: CordboardError }
  >();
  /** Name of the transport of the newest connection. */
  #used = '';
  #candidates: readonly TransportCandidate[] = [];

  constructor(options: FallbackFactoryOptions) {
    this.#options = options;
  }

  get hasAlternative(): boolean {
    return this.#candidates.some((candidate) => !this.#isResting(candidate));
  }

  expect(mediaChannelId: string): ExpectedTransport {
    let chosen: {
      readonly candidate: TransportCandidate;
      readonly expected: ExpectedTransport;
    } | null = null;
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
          return fail(cordboardError('invalid-state', phrase('media.not-requested')));
        }
        const opened = await chosen.expected.open(variables, timeoutMs);
        this.#note(chosen.candidate, opened);
        return opened;
      },
      cancel: (refusal) => {
        chosen?.expected.cancel(refusal);
        // That Asterisk could not be reached at all says nothing about the transport.
        if (chosen !== null && refusal !== undefined && refusal.kind !== 'network') {
          this.#rest(chosen.candidate, refusal);
        }
      },
    };
  }

  /** Lets every transport be tried again: Asterisk has come back, perhaps another one. */
  forgive(): void {
    this.#resting.clear();
  }

  async #request(mediaChannelId: string): Promise<
    Result<{
      readonly candidate: TransportCandidate;
      readonly expected: ExpectedTransport;
      readonly request: ExternalMediaRequest;
    }>
  > {
    let error = cordboardError('config', this.#options.whyNone());
    this.#candidates = await this.#options.candidates();
    for (const candidate of this.#toTry()) {
      const expected = candidate.factory.expect(mediaChannelId);
      const request = await expected.request();
      if (request.ok) {
        return { ok: true, value: { candidate, expected, request: request.value } };
      }
      expected.cancel();
      error = request.error;
      this.#rest(candidate, error);
    }
    return fail(error);
  }

  /** The candidates that do not rest; all of them when every one rests. */
  #toTry(): readonly TransportCandidate[] {
    const awake = this.#candidates.filter((candidate) => !this.#isResting(candidate));
    return awake.length > 0 ? awake : this.#candidates;
  }

  #isResting({ name }: TransportCandidate): boolean {
    return (this.#resting.get(name)?.untilMs ?? 0) > performance.now();
  }

  #note(candidate: TransportCandidate, opened: Result<MediaTransport>): void {
    if (!opened.ok) {
      this.#rest(candidate, opened.error);
      return;
    }
    this.#resting.delete(candidate.name);
    if (this.#used !== candidate.name) {
      this.#used = candidate.name;
      const [failed] = this.#resting.values();
      this.#options.onChange(candidate, failed?.error ?? null);
    }
  }

  #rest({ name }: TransportCandidate, error: CordboardError): void {
    this.#resting.set(name, { untilMs: performance.now() + REST_MS, error });
    this.#options.log.warn({ transport: name, error }, 'a media transport failed');
  }
}
