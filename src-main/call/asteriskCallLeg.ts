/**
 * A caller's leg in Asterisk: the caller's channel, a mixing bridge and the external media channel between them.
 *
 * Order of building, each step resting on the one before: bridge -> media channel (POST /channels/externalMedia) -> media
 * socket -> the media channel's own StasisStart -> both into the bridge. Bridging earlier answers 422 (Asterisk REST API,
 * "addChannel": the channel must be in a Stasis application).
 */
import { randomUUID } from 'node:crypto';
import type { AriGateway } from '../ari/ariGateway';
import type { MediaTransport, MediaTransportFactory } from '../media/mediaTransport';
import type { Log } from '../observability/log';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { done, fail } from '../util/result';
import { withTimeout } from '../util/timeout';
import type { CallerInfo, CallLeg, CallLegHandlers, LegEnd } from './callLeg';

/** Where the dialplan takes over a caller whom Cordboard gives back (asterisk-config/extensions.conf). */
export const FALLBACK = {
  context: 'gemini-voice-assistant',
  extension: 'fallback',
  priority: 1,
} as const;

/** What a leg works with. */
export type AsteriskLegContext = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Tells when a channel has entered our application. */
  readonly entered: (channelId: string) => EnteredWait;
  /** Prefix of the ids of everything Cordboard creates in Asterisk, so that the sweep knows its own. */
  readonly idPrefix: string;
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
  #channel: 'here' | 'gone' | 'given-back' = 'here';
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

  /** The caller's channel is gone from our application (told by the source). */
  channelGone(end: LegEnd): void {
    if (this.#channel !== 'here') {
      return;
    }
    this.#channel = 'gone';
    this.#handlers?.onEnded(end);
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
    const connecting = this.#connectMedia(timeoutMs);
    this.#connecting = connecting;
    return connecting;
  }

  async hangUp(reason: 'normal' | 'busy'): Promise<Result<void>> {
    if (this.#channel !== 'here') {
      return done;
    }
    this.#channel = 'gone';
    return await this.#context.gateway.hangUp(this.channelId, reason);
  }

  async sendToFallback(): Promise<Result<void>> {
    if (this.#channel !== 'here') {
      return done;
    }
    this.#channel = 'given-back';
    const { gateway, log } = this.#context;
    const sent = await gateway.continueInDialplan(this.channelId, FALLBACK);
    if (sent.ok) {
      return sent;
    }
    log.warn(
      { callId: this.channelId, error: sent.error },
      'caller could not be given back; hanging up',
    );
    return await gateway.hangUp(this.channelId, 'normal');
  }

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
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
    const { gateway, idPrefix } = this.#context;
    const bridgeId = `${idPrefix}bridge-${randomUUID()}`;
    this.#bridgeId = bridgeId;
    const created = await gateway.createBridge(bridgeId, 'Cordboard call');
    if (!created.ok) {
      return created;
    }
    const added = await gateway.addToBridge(bridgeId, [this.channelId]);
    return added.ok ? { ok: true, value: bridgeId } : added;
  }

  async #openMedia(bridgeId: string, timeoutMs: number): Promise<Result<MediaTransport>> {
    const { gateway, media, entered, idPrefix } = this.#context;
    // A fresh id at every attempt: Asterisk before 22.11 crashes on one that exists.
    const mediaChannelId = `${idPrefix}media-${randomUUID()}`;
    this.#mediaChannelId = mediaChannelId;
    // Both are announced before the request: StasisStart and the media socket may come before its answer.
    const expected = media.expect(mediaChannelId);
    const wait = entered(mediaChannelId);
    try {
      const channel = await gateway.createExternalMedia(mediaChannelId, media.request.params, {
        CORDBOARD_CALL: this.channelId,
      });
      if (!channel.ok) {
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
    return await this.#context.gateway.addToBridge(bridgeId, [mediaChannelId]);
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
