import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/**
 * What a parameter of `POST /channels/externalMedia` may look like (Asterisk REST API, "Channels").
 * Only listed values are allowed, because others crash Asterisk before 22.11, e.g. `transport_data`
 * with any other f(...). `v(...)` is left out on purpose: Asterisk keeps it for the next call of
 * the same websocket_client section.
 */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  transport: /^(?:udp|tcp|websocket)$/,
  encapsulation: /^(?:rtp|audiosocket|none)$/,
  connection_type: /^(?:client|server)$/,
  direction: /^(?:both|in|out)$/,
  format: /^[a-z][a-z0-9]{1,15}$/,
  external_host: /^[\w.:[\]-]{1,255}$/,
  data: /^[\w.:-]{0,255}$/,
  transport_data: /^n?f\((?:json|plain-text)\)n?$/,
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const CHANNEL_ID = /^[\w.-]{1,127}$/;

/**
 * Checks the parameters of an external media channel before they are sent. Fails with `refused`
 * when a parameter is unknown or its value is not known to be safe.
 */
export function checkExternalMediaParams(params: Readonly<Record<string, string>>): Result<void> {
  for (const [name, value] of Object.entries(params)) {
    const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined;
    if (allowed?.test(value) !== true) {
      return fail(cordboardError('refused', phrase('ari.media-parameter-unsafe', { name })));
    }
  }
  return done;
}

/**
 * Lets each channel id be used once. An external media channel whose id exists already crashes
 * Asterisk before 22.11, so an id must hold a UUID (which Asterisk's own ids do not) and must never
 * have been used here.
 */
export class FreshChannelIds {
  /**
   * Ids kept. A UUID does not come again by chance: this only catches an attempt that is repeated
   * with the same id.
   */
  static readonly #REMEMBERED = 10_000;
  readonly #used = new Set<string>();

  /** Marks an id as used. Fails with `refused` when it is not a fresh id. */
  take(channelId: string): Result<void> {
    if (!CHANNEL_ID.test(channelId) || !UUID.test(channelId)) {
      return fail(cordboardError('refused', phrase('ari.channel-id-unsafe')));
    }
    if (this.#used.has(channelId)) {
      return fail(cordboardError('refused', phrase('ari.channel-id-used')));
    }
    this.#used.add(channelId);
    if (this.#used.size > FreshChannelIds.#REMEMBERED) {
      const [oldest] = this.#used;
      this.#used.delete(oldest ?? '');
    }
    return done;
  }
}
