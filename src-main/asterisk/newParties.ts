/**
 * Tells a call who has come into it by a transfer by phone. The new channel has no number at first:
 * Asterisk gives it one a moment later, or the event of the transfer names the party; and they may
 * still have to answer.
 */
import type { AriChannel, AriEvents, AriGateway } from '#main/ari/gateway';
import type { Party } from '#main/call/callLeg';
import { delay } from '#main/util/timeout';
import { givenNumber } from '#model/callerNumber';
import type { AsteriskCallLeg } from './incomingLeg';
import type { Legs } from './legs';

/** Wait for the number of the new party, ms. */
const NUMBER_WAIT_MS = 250;

/** A party on the way into a call. `named`: who they are, if the event of the transfer says so. */
type Coming = { readonly replaced: string; named: Party | null };

export class NewParties {
  readonly #gateway: Pick<AriGateway, 'findChannel'>;
  readonly #stopped: AbortSignal;
  /** Of the legs whose new party is not announced yet. */
  readonly #coming = new WeakMap<AsteriskCallLeg, Coming>();

  /** @param stopped Aborted once nobody is to be told any more. */
  constructor(gateway: Pick<AriGateway, 'findChannel'>, stopped: AbortSignal) {
    this.#gateway = gateway;
    this.#stopped = stopped;
  }

  /** This channel has come into the call in the place of another one. */
  came(leg: AsteriskCallLeg, channel: AriChannel, replaced: string): void {
    this.#coming.set(leg, { replaced, named: null });
    if (channel.state === 'Up') {
      void this.answered(leg);
    }
  }

  /**
   * A phone has connected its two calls: each of its channels gives way to the other's party.
   * `calls`: all calls.
   */
  connected({ legs: [first, second] }: AriEvents['attendedTransfer'], calls: Legs): void {
    for (const leg of calls) {
      const coming = this.#coming.get(leg);
      const other = [second, first][[first.id, second.id].indexOf(coming?.replaced ?? '')];
      if (coming !== undefined && other !== undefined) {
        coming.named = { number: givenNumber(other.connectedNumber), name: other.connectedName };
      }
    }
  }

  /** The leg's channel is answered. */
  async answered(leg: AsteriskCallLeg): Promise<void> {
    const coming = this.#coming.get(leg);
    if (coming === undefined) {
      return;
    }
    await delay(NUMBER_WAIT_MS, this.#stopped);
    const found = await this.#gateway.findChannel(leg.channelId);
    // They may have hung up or transferred again meanwhile.
    if (found.ok && this.#coming.get(leg) === coming && !this.#stopped.aborted) {
      this.#coming.delete(leg);
      leg.partyChanged(coming.named ?? partyOf(found.value));
    }
  }
}

/** A Local channel that stands for the party may name them as who it is connected with. */
function partyOf(channel: AriChannel): Party {
  return channel.callerNumber === ''
    ? { number: givenNumber(channel.connectedNumber), name: channel.connectedName }
    : { number: givenNumber(channel.callerNumber), name: channel.callerName };
}
