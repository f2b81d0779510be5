/**
 * A caller's leg in Asterisk: the caller's channel, a mixing bridge and the external media channel between them.
 *
 * Order of building, each step resting on the one before: bridge -> media channel (POST /channels/externalMedia) -> media
 * socket -> the media channel's own StasisStart -> both into the bridge. Bridging earlier answers 422 (Asterisk REST API,
 * "addChannel": the channel must be in a Stasis application).
 */
import type { AriGateway } from '../ari/ariGateway';
import type { MediaTransport, MediaTransportFactory } from '../media/mediaTransport';
import type { Log } from '../observability/log';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { done, fail } from '../util/result';
import { withTimeout } from '../util/timeout';
import type { CallerInfo, CallLeg, CallLegHandlers, LegEnd } from './callLeg';
import type { CreatedIds } from './createdIds';
import type { FarewellKind } from './farewell';
import { Farewell } from './farewell';

/** What the supervisor reads while Asterisk's events do not reach us. */
const EVENTS_AWAY =
  'Another console has taken the calls of this STASIS_APP over. This call goes on here, but its audio will not be restored should it break.';

/** The caller's channel: in our application, on its way out of it, or out of it. */
type CallerChannel =
  | { readonly kind: 'here' }
  | { readonly kind: 'leaving'; readonly farewell: Farewell }
  | { readonly kind: 'gone' };

/** What a leg works with. */
export type AsteriskLegContext = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Tells when a channel has entered our application. */
  readonly entered: (channelId: string) => EnteredWait;
  /** Ids of everything Cordboard creates in Asterisk, so that the sweep knows its own. */
  readonly ids: CreatedIds;
  readonly log: Log;
};

/** A wait for a channel's StasisStart. */
export type EnteredWait = { readonly promise: Promise<void>; cancel(): void };

/** The caller's side of one call in Asterisk. */
export class AsteriskCallLeg implements CallLeg {
  readonly caller: CallerInfo;
  readonly #context: AsteriskLegContext;
  #handlers: CallLegHandlers | null = null;
  #bridgeId: string | null = null;
  #mediaChannelId: string | null = null;
  #channel: CallerChannel = { kind: 'here' };
  #media: 'none' | 'connecting' | 'connected' = 'none';
  /** Whether Asterisk's events reach us. Without them no media channel can be made: its StasisStart tells when it is there. */
  #events: 'here' | 'away' = 'here';
  /** The media connection that is being made; release waits for it, or what it makes meanwhile would be left. */
  #connecting: Promise<unknown> = Promise.resolve();
  #released: Promise<void> | null = null;

  constructor(caller: CallerInfo, context: AsteriskLegContext) {
    this.caller = caller;
    this.#context = context;
  }

  get channelId(): string {
    return this.caller.callId;
  }

  /** Ids of what this leg made in Asterisk, for the sweep. */
  get ownedIds(): readonly string[] {
    return [this.#bridgeId, this.#mediaChannelId].filter((id) => id !== null);
  }

  start(handlers: CallLegHandlers): void {
    this.#handlers = handlers;
  }

  /** The call is over as far as we are concerned; a channel that is still in our application afterwards has been left there. */
  get over(): boolean {
    return this.#released !== null;
  }

  /** The caller's channel is gone from our application (told by the source). */
  channelGone(end: LegEnd): void {
    const before = this.#channel;
    this.#channel = { kind: 'gone' };
    if (before.kind === 'leaving') {
      before.farewell.stop();
    } else if (before.kind === 'here') {
      this.#handlers?.onEnded(end);
    }
  }

  /**
   * Another console gets the events now. A call whose audio runs goes on; one without audio can get none here any more, and the
   * other console gives its caller to the fallback.
   */
  eventsAway(): void {
    if (this.#channel.kind !== 'here' || this.#events === 'away') {
      return;
    }
    this.#events = 'away';
    if (this.#media === 'connected') {
      this.#handlers?.onNotice('asterisk-events', EVENTS_AWAY);
    } else {
      this.#lostToOther();
    }
  }

  /** Asterisk can be reached, and its events come to us. */
  eventsHere(): void {
    if (this.#events === 'away') {
      this.#events = 'here';
      this.#handlers?.onNotice('asterisk-events', null);
    }
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.retryNow();
    }
  }

  /** Found in our application though the call is over: says the farewell again, by default to the fallback. */
  async letGo(): Promise<void> {
    const farewell =
      this.#channel.kind === 'leaving' ? this.#channel.farewell : this.#farewell('fallback');
    this.#channel = { kind: 'leaving', farewell };
    await farewell.say();
  }

  /** Nothing more is tried for this caller. Idempotent. */
  dispose(): void {
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.stop();
    }
  }

  /** The channel was answered, by us or by somebody else. */
  answered(): void {
    this.#handlers?.onAnswered();
  }

  /** Asterisk hears the caller talk, or no longer. */
  talkingChanged(talking: boolean): void {
    this.#handlers?.onTalking(talking);
  }

  holdChanged(held: boolean): void {
    this.#handlers?.onHold(held);
  }

  digitPressed(digit: string): void {
    this.#handlers?.onDtmf(digit);
  }

  ring(): Promise<Result<void>> {
    return this.#context.gateway.ring(this.channelId);
  }

  answer(): Promise<Result<void>> {
    return this.#context.gateway.answer(this.channelId);
  }

  connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    if (this.#events === 'away') {
      this.#lostToOther();
      return Promise.resolve(fail(cordboardError('invalid-state', EVENTS_AWAY)));
    }
    this.#media = 'connecting';
    const connecting = this.#connectMedia(timeoutMs).then((media) => {
      this.#media = media.ok ? 'connected' : 'none';
      return media;
    });
    this.#connecting = connecting;
    return connecting;
  }

  hangUp(reason: 'normal' | 'busy'): Promise<Result<void>> {
    return this.#leave(reason);
  }

  sendToFallback(): Promise<Result<void>> {
    return this.#leave('fallback');
  }

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  /** The first farewell counts; it is kept and tried again until the channel has left. */
  #leave(kind: FarewellKind): Promise<Result<void>> {
    if (this.#channel.kind !== 'here') {
      return Promise.resolve(done);
    }
    const farewell = this.#farewell(kind);
    this.#channel = { kind: 'leaving', farewell };
    return farewell.say();
  }

  #farewell(kind: FarewellKind): Farewell {
    const { gateway, log } = this.#context;
    return new Farewell(gateway, this.channelId, kind, log);
  }

  #lostToOther(): void {
    this.channelGone({ by: 'asterisk-lost', reason: 'another console took the call over' });
  }

  async #connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    const bridged = await this.#bridgeCaller();
    if (!bridged.ok) {
      return bridged;
    }
    await this.#dropMediaChannel();
    if (this.#released !== null) {
      return endedMeanwhile();
    }
    return await this.#openMedia(bridged.value, timeoutMs);
  }

  /** Bridge with the caller in it; made once, kept when the media channel is replaced. */
  async #bridgeCaller(): Promise<Result<string>> {
    if (this.#bridgeId !== null) {
      return { ok: true, value: this.#bridgeId };
    }
    const { gateway, ids } = this.#context;
    const bridgeId = ids.create('bridge');
    this.#bridgeId = bridgeId;
    const created = await gateway.createBridge(bridgeId, 'Cordboard call');
    const added = created.ok ? await gateway.addToBridge(bridgeId, [this.channelId]) : created;
    if (added.ok) {
      return { ok: true, value: bridgeId };
    }
    // The next attempt begins anew. Should the bridge have come to be all the same, and this fails too, the sweep removes it.
    this.#bridgeId = null;
    await gateway.destroyBridge(bridgeId);
    return added;
  }

  async #openMedia(bridgeId: string, timeoutMs: number): Promise<Result<MediaTransport>> {
    const { gateway, media, entered, ids } = this.#context;
    // A fresh id at every attempt: Asterisk before 22.11 crashes on one that exists.
    const mediaChannelId = ids.create('media');
    this.#mediaChannelId = mediaChannelId;
    // Both are announced before the request: StasisStart and the media socket may come before its answer.
    const expected = media.expect(mediaChannelId);
    const wait = entered(mediaChannelId);
    try {
      const request = await expected.request();
      if (!request.ok) {
        return request;
      }
      const channel = await gateway.createExternalMedia(mediaChannelId, request.value.params, {
        CORDBOARD_CALL: this.channelId,
      });
      if (!channel.ok) {
        expected.cancel(channel.error);
        return channel;
      }
      const opened = await expected.open(channel.value.variables, timeoutMs);
      if (!opened.ok) {
        return opened;
      }
      const joined = await this.#joinMedia(bridgeId, mediaChannelId, wait, timeoutMs);
      if (joined.ok) {
        return opened;
      }
      opened.value.close();
      return joined;
    } finally {
      expected.cancel();
      wait.cancel();
    }
  }

  async #joinMedia(
    bridgeId: string,
    mediaChannelId: string,
    wait: EnteredWait,
    timeoutMs: number,
  ): Promise<Result<void>> {
    const entered = await withTimeout(
      wait.promise.then(() => done),
      timeoutMs,
      'the media channel did not enter the Stasis application in time; check STASIS_APP and the ARI user',
    );
    if (!entered.ok) {
      return entered;
    }
    if (this.#released !== null) {
      return endedMeanwhile();
    }
    const added = await this.#context.gateway.addToBridge(bridgeId, [mediaChannelId]);
    if (!added.ok && added.error.kind === 'not-found') {
      // The bridge is gone (an operator destroyed it): the next attempt makes another.
      this.#bridgeId = null;
    }
    return added;
  }

  async #dropMediaChannel(): Promise<void> {
    const channelId = this.#mediaChannelId;
    this.#mediaChannelId = null;
    if (channelId !== null) {
      await this.#context.gateway.hangUp(channelId);
    }
  }

  async #release(): Promise<void> {
    await this.#connecting;
    await this.#dropMediaChannel();
    const bridgeId = this.#bridgeId;
    this.#bridgeId = null;
    if (bridgeId === null) {
      return;
    }
    const destroyed = await this.#context.gateway.destroyBridge(bridgeId);
    if (!destroyed.ok) {
      this.#context.log.warn(
        { callId: this.channelId, bridgeId, error: destroyed.error },
        'bridge left for the sweep',
      );
    }
  }
}

function endedMeanwhile(): Result<never> {
  return fail(
    cordboardError('invalid-state', 'The call ended while its media was being connected.'),
  );
}
