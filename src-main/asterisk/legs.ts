import type { LegEnd } from '#main/call/callLeg';
import type { CallId } from '#model/call';
import type { AsteriskCallLeg } from './incomingLeg';

/** The legs of this console whose channel is in our application, as far as we know. */
export class Legs {
  readonly #byChannel = new Map<string, AsteriskCallLeg>();

  get size(): number {
    return this.#byChannel.size;
  }

  [Symbol.iterator](): IterableIterator<AsteriskCallLeg> {
    return this.#byChannel.values();
  }

  add(leg: AsteriskCallLeg): void {
    this.#byChannel.set(leg.channelId, leg);
  }

  find(channelId: string): AsteriskCallLeg | undefined {
    return this.#byChannel.get(channelId);
  }

  /** Whether the leg is still one of these, with this channel. */
  has(leg: AsteriskCallLeg, channelId: string): boolean {
    return this.#byChannel.get(channelId) === leg;
  }

  /** The channel that a call has now. */
  channelOf(callId: CallId): string {
    return [...this].find((leg) => leg.caller.callId === callId)?.channelId ?? callId;
  }

  /** Whether one of the legs has created this channel or bridge. */
  own(id: string): boolean {
    return [...this].some((leg) => leg.ownedIds.includes(id));
  }

  /** The leg goes on with another channel. */
  replace(leg: AsteriskCallLeg, channelId: string): void {
    this.#byChannel.delete(leg.channelId);
    leg.goOnWith(channelId);
    this.add(leg);
  }

  /** The channel is no longer in our application. */
  gone(channelId: string, end: LegEnd): void {
    this.#remove(channelId)?.channelGone(end);
  }

  /** The channel was hung up, for this cause (ITU-T Q.850; 0: unknown). */
  hungUp(channelId: string, cause: number): void {
    this.#remove(channelId)?.hungUp(cause);
  }

  #remove(channelId: string): AsteriskCallLeg | undefined {
    const leg = this.#byChannel.get(channelId);
    this.#byChannel.delete(channelId);
    return leg;
  }
}
