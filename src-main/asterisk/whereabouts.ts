/**
 * Where the channels of our calls are, when the events do not tell: after a gap in them, while they
 * go to another console, and after a channel left our application without a hang-up. Only Asterisk
 * ends a call here, by what it says of the call's own channel; as long as it does not answer, the
 * call goes on and Asterisk is asked again.
 */
import type { AriFoundChannel, AriGateway } from '#main/ari/gateway';
import type { LegEnd } from '#main/call/callLeg';
import { mapLimited } from '#main/util/limited';
import { delay } from '#main/util/timeout';
import type { AsteriskCallLeg } from './incomingLeg';
import type { Legs } from './legs';

/**
 * Wait after a channel left our application, ms: another channel may take its place in the call, or
 * it may come back.
 */
const SETTLE_MS = 500;

/** Requests under way at once. */
const MOST_REQUESTS = 8;

export type WhereaboutsOptions = {
  readonly gateway: Pick<AriGateway, 'findChannel'>;
  readonly legs: Legs;
  /** Aborted once nobody is to be told any more. */
  readonly stopped: AbortSignal;
};

export class Whereabouts {
  readonly #options: WhereaboutsOptions;
  /** Legs whose channel has left our application; Asterisk has not said yet where to. */
  readonly #left = new Map<AsteriskCallLeg, string>();

  constructor(options: WhereaboutsOptions) {
    this.#options = options;
  }

  /** Whether the leg's channel has left and nothing has followed yet. */
  hasLeft(leg: AsteriskCallLeg): boolean {
    return this.#left.get(leg) === leg.channelId;
  }

  /** The leg's channel has left our application, and nobody hung up. */
  async left(leg: AsteriskCallLeg): Promise<void> {
    this.#left.set(leg, leg.channelId);
    await delay(SETTLE_MS, this.#options.stopped);
    await this.#ask(leg, null);
  }

  /** Asks again about the legs of which Asterisk did not say where they went. */
  async askAgain(): Promise<void> {
    await this.ask([...this.#left.keys()], null);
  }

  /**
   * Asks for each of these legs. `end`: how a call ends whose channel is gone; null: its caller
   * hung up.
   */
  async ask(legs: readonly AsteriskCallLeg[], end: LegEnd | null): Promise<void> {
    await mapLimited(legs, MOST_REQUESTS, (leg) => this.#ask(leg, end));
  }

  async #ask(leg: AsteriskCallLeg, end: LegEnd | null): Promise<void> {
    const { gateway, legs, stopped } = this.#options;
    const { channelId } = leg;
    const isOurs = (): boolean => !stopped.aborted && legs.has(leg, channelId);
    if (!leg.inAsterisk || !isOurs()) {
      this.#left.delete(leg);
      return;
    }
    const found = await gateway.findChannel(channelId);
    if (!isOurs()) {
      return;
    }
    if (found.ok && this.hasLeft(leg)) {
      this.#gone(leg, { by: 'moved' });
    } else if (found.ok) {
      // Another channel has taken the place of the one that left.
      this.#left.delete(leg);
      this.#found(leg, found.value.place, found.value.state);
    } else if (found.error.kind === 'not-found') {
      this.#gone(leg, this.hasLeft(leg) ? null : end);
    }
  }

  #found(leg: AsteriskCallLeg, place: AriFoundChannel['place'], state: string): void {
    if (place === 'elsewhere') {
      this.#gone(leg, { by: 'moved' });
    } else if (place !== 'arriving' && state === 'Up') {
      leg.foundAnswered();
    }
  }

  #gone(leg: AsteriskCallLeg, end: LegEnd | null): void {
    const { legs } = this.#options;
    this.#left.delete(leg);
    if (end === null) {
      legs.hungUp(leg.channelId, 0);
    } else {
      legs.gone(leg.channelId, end);
    }
  }
}
