/**
 * The path of one channel's audio between Asterisk and Cordboard: a mixing bridge with the channel
 * and an external media channel in it.
 *
 * It is built in this order, because each step needs the one before: bridge -> media channel (POST
 * /channels/externalMedia) -> media socket -> media channel in our application (its StasisStart) ->
 * media channel into the bridge. Asterisk answers 422 to an earlier bridging (Asterisk REST API,
 * "addChannel": the channel must be in a Stasis application).
 */
import type { AriGateway } from '#main/ari/gateway';
import { endedMeanwhile } from '#main/call/life/endedMeanwhile';
import type { MediaTransport, MediaTransportFactory } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError, isOutcomeUnknown } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { CALL_VARIABLE, type CreatedIds } from './createdIds';

/** Between two attempts to put a media channel into its bridge, ms. */
const JOIN_EVERY_MS = 75;

/** A wait for a channel's StasisStart. */
export type EnteredWait = { readonly promise: Promise<void>; cancel(): void };

export type AsteriskMediaContext = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Waits for a channel to enter our application. */
  readonly entered: (channelId: string) => EnteredWait;
  /** Creates the ids by which the sweep recognises our channels and bridges. */
  readonly ids: CreatedIds;
  readonly log: Log;
};

/**
 * Outcome of one attempt. `wayFailed`: another transport may succeed. Otherwise Asterisk or the
 * bridge is at fault.
 */
type Attempt = { readonly media: Result<MediaTransport>; readonly wayFailed: boolean };

/** Bridge and media channel of one channel. */
export class AsteriskMedia {
  readonly #context: AsteriskMediaContext;
  readonly #callId: CallId;
  /** The call's channel; another one may take its place in the call. */
  channelId: string;
  /** An existing bridge that the media joins; null: this object creates its own. */
  readonly #sharedBridge: string | null;
  #bridgeId: string | null = null;
  #mediaChannelId: string | null = null;
  /**
   * The work under way. `release` waits for it, or whatever it still creates would be left behind.
   */
  #working: Promise<unknown> = Promise.resolve();
  #released: Promise<void> | null = null;

  /**
   * @param sharedBridge Id of a bridge that others own; null: a bridge is created for the channel.
   */
  constructor(callId: CallId, context: AsteriskMediaContext, sharedBridge: string | null = null) {
    this.#callId = callId;
    this.channelId = callId;
    this.#context = context;
    this.#sharedBridge = sharedBridge;
  }

  /** Ids of the bridge and the media channel in Asterisk, for the sweep. */
  get ownedIds(): readonly string[] {
    return [this.#bridgeId, this.#mediaChannelId].filter((id) => id !== null);
  }

  get released(): boolean {
    return this.#released !== null;
  }

  /**
   * Connects the channel's audio. May be called again after the audio was lost; the bridge is kept
   * then. `timeoutMs` limits each step. Fails with `cancelled` after `release`, with `timeout` or
   * as Asterisk answers.
   */
  connect(timeoutMs: number): Promise<Result<MediaTransport>> {
    if (this.released) {
      return Promise.resolve(endedMeanwhile());
    }
    const connecting = this.#connect(timeoutMs);
    this.#working = connecting;
    return connecting;
  }

  /** Asks Asterisk whether the bridge is there, with the channel and the media channel in it. */
  async check(): Promise<Result<'intact' | 'broken'>> {
    const bridgeId = this.#sharedBridge ?? this.#bridgeId;
    const mediaChannelId = this.#mediaChannelId;
    const { gateway } = this.#context;
    if (bridgeId === null || mediaChannelId === null) {
      const found = await gateway.findChannel(this.channelId);
      return found.ok || !isOutcomeUnknown(found.error) ? ok('broken') : found;
    }
    const members = await gateway.bridgeMembers(bridgeId);
    if (!members.ok) {
      return members.error.kind === 'not-found' ? ok('broken') : members;
    }
    if (this.#sharedBridge === null && !members.value.includes(this.channelId)) {
      // Another media channel would not help: the next connection makes another bridge.
      this.#bridgeId = null;
      await gateway.destroyBridge(bridgeId);
      return ok('broken');
    }
    return ok(members.value.includes(mediaChannelId) ? 'intact' : 'broken');
  }

  /** Frees media channel and bridge; a shared bridge stays. Idempotent. */
  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async #connect(timeoutMs: number): Promise<Result<MediaTransport>> {
    // The old channel is dropped while the new one is built, because the caller hears nothing until
    // then.
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

  /**
   * The bridge with the channel in it. It is created once and kept when the media channel is
   * replaced.
   */
  async #bridgeChannel(): Promise<Result<string>> {
    const existing = this.#sharedBridge ?? this.#bridgeId;
    if (existing !== null) {
      return ok(existing);
    }
    const { gateway, ids } = this.#context;
    const bridgeId = ids.create('bridge');
    this.#bridgeId = bridgeId;
    const created = await gateway.createBridge(bridgeId, 'Cordboard call');
    const added = created.ok ? await gateway.addToBridge(bridgeId, [this.channelId]) : created;
    if (added.ok) {
      return ok(bridgeId);
    }
    // The next attempt creates another bridge. If this one exists all the same and cannot be
    // destroyed, the sweep removes it.
    this.#bridgeId = null;
    await gateway.destroyBridge(bridgeId);
    return added;
  }

  async #openMedia(bridgeId: string, timeoutMs: number): Promise<Attempt> {
    const { gateway, media, entered, ids } = this.#context;
    // A fresh id for every attempt: Asterisk before 22.11 crashes on an id that exists.
    const mediaChannelId = ids.create('media');
    this.#mediaChannelId = mediaChannelId;
    // Both waits begin before the request: StasisStart and the media socket may come before its
    // answer.
    const expected = media.expect(mediaChannelId);
    const wait = entered(mediaChannelId);
    try {
      const request = await expected.request();
      if (!request.ok) {
        return { media: request, wayFailed: true };
      }
      const channel = await gateway.createExternalMedia(mediaChannelId, request.value.params, {
        [CALL_VARIABLE]: this.#callId,
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

  /**
   * Puts the media channel into the bridge as soon as it is in our application. Its StasisStart
   * says when. Where that event does not come (events go to another console, or into a dead
   * connection), Asterisk is asked until it no longer says that it is too early.
   */
  async #joinMedia(
    bridgeId: string,
    mediaChannelId: string,
    wait: EnteredWait,
    timeoutMs: number,
  ): Promise<Result<void>> {
    const deadlineMs = performance.now() + timeoutMs;
    const entered = new AbortController();
    void wait.promise.then(() => {
      entered.abort();
    });
    await delay(JOIN_EVERY_MS, entered.signal);
    while (!this.released) {
      const added = await this.#context.gateway.addToBridge(bridgeId, [mediaChannelId]);
      if (added.ok || added.error.kind !== 'invalid-state') {
        return this.#joined(added);
      }
      if (performance.now() >= deadlineMs) {
        return fail(cordboardError('timeout', phrase('media.channel-stayed-out')));
      }
      await delay(JOIN_EVERY_MS);
    }
    return endedMeanwhile();
  }

  #joined(added: Result<void>): Result<void> {
    if (!added.ok && added.error.kind === 'not-found') {
      // The bridge is gone (somebody destroyed it in Asterisk): the next attempt creates another.
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
      log.warn({ callId: this.#callId, bridgeId, error }, 'bridge left for the sweep');
    }
  }
}
