/**
 * The way of one channel's audio between Asterisk and Cordboard: a mixing bridge with the channel
 * in it, and an external media channel beside it.
 *
 * Order of building, each step resting on the one before: bridge -> media channel (POST
 * /channels/externalMedia) -> media socket -> the media channel's own StasisStart -> into the
 * bridge. Bridging earlier answers 422 (Asterisk REST API, "addChannel": the channel must be in a
 * Stasis application).
 */
import type { AriGateway } from '#main/ari/gateway';
import type { MediaTransport, MediaTransportFactory } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { CreatedIds } from './createdIds';

/** A wait for a channel's StasisStart. */
export type EnteredWait = { readonly promise: Promise<void>; cancel(): void };

/** What the audio of a channel is built with. */
export type AsteriskMediaContext = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Tells when a channel has entered our application. */
  readonly entered: (channelId: string) => EnteredWait;
  /** Ids of everything Cordboard creates in Asterisk, so that the sweep knows its own. */
  readonly ids: CreatedIds;
  readonly log: Log;
};

/**
 * What came of one attempt. `wayFailed`: it may be different in another way; otherwise it is
 * Asterisk, or the bridge.
 */
type Attempt = { readonly media: Result<MediaTransport>; readonly wayFailed: boolean };

/** Bridge and media channel of one channel. */
export class AsteriskMedia {
  readonly #context: AsteriskMediaContext;
  readonly #channelId: string;
  /** Bridge of others that the audio joins; null: one of our own. */
  readonly #sharedBridge: string | null;
  #bridgeId: string | null = null;
  #mediaChannelId: string | null = null;
  /**
   * What is being made or dropped; release waits for it, or what comes of it meanwhile would be
   * left.
   */
  #working: Promise<unknown> = Promise.resolve();
  #released: Promise<void> | null = null;

  /**
   * @param sharedBridge Bridge that others keep, and in which the channel's talk is; null: one is
   * made for the channel.
   */
  constructor(
    channelId: string,
    context: AsteriskMediaContext,
    sharedBridge: string | null = null,
  ) {
    this.#channelId = channelId;
    this.#context = context;
    this.#sharedBridge = sharedBridge;
  }

  /** Ids of what was made in Asterisk, for the sweep. */
  get ownedIds(): readonly string[] {
    return [this.#bridgeId, this.#mediaChannelId].filter((id) => id !== null);
  }

  /** Release has begun. */
  get released(): boolean {
    return this.#released !== null;
  }

  /**
   * Connects the channel's audio; again after it was lost, the bridge is kept then. `timeoutMs` is
   * for each step. Fails with `invalid-state` after `release`.
   */
  connect(timeoutMs: number): Promise<Result<MediaTransport>> {
    if (this.released) {
      return Promise.resolve(endedMeanwhile());
    }
    const connecting = this.#connect(timeoutMs);
    this.#working = connecting;
    return connecting;
  }

  /** Frees both. Idempotent. */
  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async #connect(timeoutMs: number): Promise<Result<MediaTransport>> {
    // Beside the making of the new one: the caller hears nothing until that is there.
    const dropped = this.#dropMediaChannel();
    const media = await this.#open(timeoutMs);
    await dropped;
    return media;
  }

  async #open(timeoutMs: number): Promise<Result<MediaTransport>> {
    const bridged = await this.#bridgeChannel();
    if (!bridged.ok) {
      return bridged;
    }
    for (;;) {
      if (this.released) {
        return endedMeanwhile();
      }
      const attempt = await this.#openMedia(bridged.value, timeoutMs);
      if (!attempt.wayFailed || !this.#context.media.hasAlternative) {
        return attempt.media;
      }
      await this.#dropMediaChannel();
    }
  }

  /** Bridge with the channel in it; made once, kept when the media channel is replaced. */
  async #bridgeChannel(): Promise<Result<string>> {
    const existing = this.#sharedBridge ?? this.#bridgeId;
    if (existing !== null) {
      return ok(existing);
    }
    const { gateway, ids } = this.#context;
    const bridgeId = ids.create('bridge');
    this.#bridgeId = bridgeId;
    const created = await gateway.createBridge(bridgeId, 'Cordboard call');
    const added = created.ok ? await gateway.addToBridge(bridgeId, [this.#channelId]) : created;
    if (added.ok) {
      return ok(bridgeId);
    }
    // The next attempt begins anew. Should the bridge have come to be all the same, and this fails
    // too, the sweep removes it.
    this.#bridgeId = null;
    await gateway.destroyBridge(bridgeId);
    return added;
  }

  async #openMedia(bridgeId: string, timeoutMs: number): Promise<Attempt> {
    const { gateway, media, entered, ids } = this.#context;
    // A fresh id at every attempt: Asterisk before 22.11 crashes on one that exists.
    const mediaChannelId = ids.create('media');
    this.#mediaChannelId = mediaChannelId;
    // Both are announced before the request: StasisStart and the media socket may come before its
    // answer.
    const expected = media.expect(mediaChannelId);
    const wait = entered(mediaChannelId);
    try {
      const request = await expected.request();
      if (!request.ok) {
        return { media: request, wayFailed: true };
      }
      const channel = await gateway.createExternalMedia(mediaChannelId, request.value.params, {
        CORDBOARD_CALL: this.#channelId,
      });
      if (!channel.ok) {
        expected.cancel(channel.error);
        return { media: channel, wayFailed: channel.error.kind !== 'network' };
      }
      const opened = await expected.open(channel.value.variables, timeoutMs);
      if (!opened.ok) {
        return { media: opened, wayFailed: true };
      }
      const joined = await this.#joinMedia(bridgeId, mediaChannelId, wait, timeoutMs);
      if (joined.ok) {
        return { media: opened, wayFailed: false };
      }
      opened.value.close();
      return { media: joined, wayFailed: false };
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
      phrase('media.channel-stayed-out'),
    );
    if (!entered.ok) {
      return entered;
    }
    if (this.released) {
      return endedMeanwhile();
    }
    const added = await this.#context.gateway.addToBridge(bridgeId, [mediaChannelId]);
    if (!added.ok && added.error.kind === 'not-found') {
      // The bridge is gone (an supervisor destroyed it): the next attempt makes another.
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
    await this.#working;
    await this.#dropMediaChannel();
    const bridgeId = this.#bridgeId;
    this.#bridgeId = null;
    if (bridgeId === null) {
      return;
    }
    const { gateway, log } = this.#context;
    const destroyed = await gateway.destroyBridge(bridgeId);
    if (!destroyed.ok) {
      const { error } = destroyed;
      log.warn({ callId: this.#channelId, bridgeId, error }, 'bridge left for the sweep');
    }
  }
}

function endedMeanwhile(): Result<never> {
  return fail(cordboardError('cancelled', phrase('call.ended-meanwhile')));
}
