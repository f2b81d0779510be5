/**
 * How a caller leaves us: hung up, or given back to the dialplan. If the request does not reach
 * Asterisk, the caller waits in silence for ever. So it is repeated until Asterisk has accepted it
 * or the channel is gone.
 */
import type { AriGateway, DialplanPlace } from '#main/ari/gateway';
import type { Log } from '#main/observability/log';
import { backoffDelayMs } from '#main/util/backoff';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Fallback } from './fallback';

/**
 * Where the caller goes: a hang-up, the busy tone, the fallback, a place in the dialplan, or onward
 * in it, behind the line that brought them.
 */
export type FarewellKind = 'normal' | 'busy' | 'fallback' | 'onward' | DialplanPlace;

export type FarewellContext = {
  readonly gateway: AriGateway;
  readonly fallback: Fallback;
  readonly log: Log;
};

const RETRY = { firstMs: 500, maxMs: 10_000, factor: 2, jitter: 0.3 } as const;

/** The farewell of one caller. */
export class Farewell {
  readonly #gateway: AriGateway;
  readonly #channelId: string;
  readonly #kind: FarewellKind;
  readonly #fallback: Fallback;
  readonly #log: Log;
  #state: 'due' | 'said' | 'stopped' = 'due';
  #attempt = 0;
  #trying: Promise<Result<void>> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor({ gateway, fallback, log }: FarewellContext, channelId: string, kind: FarewellKind) {
    this.#gateway = gateway;
    this.#fallback = fallback;
    this.#channelId = channelId;
    this.#kind = kind;
    this.#log = log;
  }

  /**
   * Sends the request now. After a failure it is repeated automatically, with growing pauses. If
   * the caller is already gone, that is a success. Fails as Asterisk answers; the message says that
   * Cordboard goes on trying.
   */
  say(): Promise<Result<void>> {
    this.#clearTimer();
    this.#trying ??= this.#try().finally(() => {
      this.#trying = null;
    });
    return this.#trying;
  }

  /** Asterisk can be reached again: repeats the request at once if it is still due. */
  retryNow(): void {
    if (this.#state === 'due') {
      void this.say();
    }
  }

  /** The caller's channel is gone, or the program ends: no more attempts. Idempotent. */
  stop(): void {
    this.#state = 'stopped';
    this.#clearTimer();
  }

  async #try(): Promise<Result<void>> {
    const said = await this.#once();
    if (this.#state === 'stopped') {
      return done;
    }
    if (said.ok) {
      this.#state = 'said';
      return done;
    }
    this.#state = 'due';
    const { error } = said;
    this.#log.warn(
      { callId: this.#channelId, farewell: this.#kind, attempt: this.#attempt, error },
      'caller could not be let go; trying again',
    );
    this.#timer = setTimeout(
      () => {
        void this.say();
      },
      backoffDelayMs(this.#attempt, RETRY),
    );
    this.#attempt += 1;
    return fail(
      cordboardError(
        error.kind,
        phrase(this.#hangsUp ? 'farewell.not-hung-up' : 'farewell.not-given-back', {
          why: error.phrase,
        }),
        { retryable: false, cause: error },
      ),
    );
  }

  async #once(): Promise<Result<void>> {
    const kind = this.#kind;
    if (kind === 'normal' || kind === 'busy') {
      return await this.#gateway.hangUp(this.#channelId, kind);
    }
    const sent =
      kind === 'fallback'
        ? await this.#fallback.send(this.#channelId)
        : await this.#gateway.continueInDialplan(
            this.#channelId,
            kind === 'onward' ? undefined : kind,
          );
    // Not found: the caller has hung up. Invalid state: the caller is not in our application, so
    // they have gone on already.
    if (sent.ok || sent.error.kind === 'not-found' || sent.error.kind === 'invalid-state') {
      return done;
    }
    if (sent.error.kind !== 'refused') {
      return sent;
    }
    this.#log.warn(
      { callId: this.#channelId, error: sent.error },
      'caller could not be given back; hanging up',
    );
    return await this.#gateway.hangUp(this.#channelId, 'normal');
  }

  get #hangsUp(): boolean {
    return this.#kind === 'normal' || this.#kind === 'busy';
  }

  #clearTimer(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
  }
}
