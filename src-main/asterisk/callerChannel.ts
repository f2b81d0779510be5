/** Where the channel of a caller is, and how it leaves our application. */
import type { LegEnd } from '#main/call/callLeg';
import { backoffDelayMs } from '#main/util/backoff';
import { cordboardError, isOutcomeUnknown } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import { Farewell, type FarewellContext, type FarewellKind } from './farewell';

/**
 * After a request to send a caller on whose outcome is not known: the time between two questions
 * where they are, ms.
 */
const LOOKS = { firstMs: 500, maxMs: 3_000, factor: 1.5, jitter: 0 } as const;

/**
 * `here`: in our application. `moving`: being sent on; `over` settles with Asterisk's answer.
 * `leaving`: on its way out for good. `gone`: outside our application.
 */
type Whereabouts =
  | { readonly kind: 'here' }
  | { readonly kind: 'moving'; readonly over: Promise<unknown> }
  | { readonly kind: 'leaving'; readonly farewell: Farewell }
  | { readonly kind: 'gone'; readonly end: LegEnd };

export type CallerChannelContext = FarewellContext & {
  /** Asterisk says that this channel is gone: the owner forgets its leg and tells it. */
  readonly gone: (channelId: string, end: LegEnd) => void;
};

export class CallerChannel {
  /** Changes when a transfer by phone puts another channel in its place. */
  id: string;
  readonly #context: CallerChannelContext;
  readonly #onEnded: (end: LegEnd) => void;
  #at: Whereabouts = { kind: 'here' };
  /** Aborts when nothing is tried for this caller any more. */
  readonly #disposed = new AbortController();

  /** @param onEnded The channel left our application, and not because we sent it on. */
  constructor(id: string, context: CallerChannelContext, onEnded: (end: LegEnd) => void) {
    this.id = id;
    this.#context = context;
    this.#onEnded = onEnded;
  }

  get isHere(): boolean {
    return this.#at.kind === 'here';
  }

  /** Whether it is on its way out: that it leaves our application is then no hang-up. */
  get leaves(): boolean {
    return this.#at.kind === 'moving' || this.#at.kind === 'leaving';
  }

  /** How it left; null while it is in our application. */
  get end(): LegEnd | null {
    return this.#at.kind === 'gone' ? this.#at.end : null;
  }

  /** It has left our application. */
  gone(end: LegEnd): void {
    const before = this.#at;
    this.#at = { kind: 'gone', end };
    if (before.kind === 'leaving') {
      before.farewell.stop();
    } else if (before.kind === 'here') {
      this.#onEnded(end);
    }
  }

  /**
   * Sends the caller on. That their channel leaves us meanwhile is what was asked for, unless they
   * hung up.
   */
  async moveOn(send: () => Promise<Result<void>>): Promise<Result<void>> {
    if (this.#at.kind !== 'here') {
      return fail(cordboardError('invalid-state', phrase('call.leaving')));
    }
    // Sending begins only after the state is set: the caller may hang up meanwhile.
    const sending = Promise.resolve()
      .then(send)
      .then((sent) => this.#untilKnown(sent));
    this.#at = { kind: 'moving', over: sending };
    const sent = await sending;
    const now = this.#whereNow();
    if (sent.ok || (now.kind === 'gone' && now.end.by === 'moved')) {
      this.#at = { kind: 'gone', end: { by: 'moved' } };
      return done;
    }
    if (now.kind === 'gone') {
      this.#onEnded(now.end);
    } else {
      this.#at = { kind: 'here' };
    }
    return sent;
  }

  /**
   * Lets the caller go. The first farewell counts; it is repeated until the channel has left. A
   * caller who is just being sent on needs a farewell only if they stay.
   */
  async leave(kind: FarewellKind): Promise<Result<void>> {
    if (this.#at.kind === 'moving') {
      await this.#at.over;
    }
    if (this.#at.kind !== 'here') {
      return done;
    }
    return await this.#say(new Farewell(this.#context, this.id, kind));
  }

  /**
   * It is still in our application though the call is over: repeats the farewell, by default to the
   * fallback.
   */
  async repeatFarewell(): Promise<void> {
    const { farewell } =
      this.#at.kind === 'leaving'
        ? this.#at
        : { farewell: new Farewell(this.#context, this.id, 'fallback') };
    await this.#say(farewell);
  }

  /** Asterisk is reachable again: a farewell that waits for it is said at once. */
  reachable(): void {
    if (this.#at.kind === 'leaving') {
      this.#at.farewell.retryNow();
    }
  }

  /** Stops all attempts for this caller. Idempotent. */
  dispose(): void {
    this.#disposed.abort();
    if (this.#at.kind === 'leaving') {
      this.#at.farewell.stop();
    }
  }

  #say(farewell: Farewell): Promise<Result<void>> {
    this.#at = { kind: 'leaving', farewell };
    return farewell.say();
  }

  /**
   * A request whose answer was lost may have been carried out: waits until the caller has left or
   * Asterisk says where they are, however long that takes. That they are still here counts only
   * when it is said twice: Asterisk may have the request still before it.
   */
  async #untilKnown(sent: Result<void>): Promise<Result<void>> {
    if (sent.ok || !isOutcomeUnknown(sent.error)) {
      return sent;
    }
    const { signal } = this.#disposed;
    let seenHere = false;
    for (let look = 0; this.#whereNow().kind === 'moving' && !signal.aborted; look += 1) {
      const found = await this.#context.gateway.findChannel(this.id);
      if (found.ok) {
        if (found.value.place === 'elsewhere') {
          return done;
        }
        if (seenHere) {
          return sent;
        }
        seenHere = true;
      } else if (found.error.kind === 'not-found') {
        this.#context.gone(this.id, { by: 'caller' });
        return sent;
      }
      await delay(backoffDelayMs(look, LOOKS), signal);
    }
    return sent;
  }

  /** The state anew: the compiler does not see that it changes while a method waits. */
  #whereNow(): Whereabouts {
    return this.#at;
  }
}
