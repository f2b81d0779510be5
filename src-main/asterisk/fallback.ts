import type { AriGateway } from '#main/ari/gateway';
import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';
import { fallbackPlace, hasPlace } from './dialplan';

/**
 * What a caller hears whom no fallback of the dialplan takes over: core sounds, so that Asterisk
 * can play them without us.
 */
const APOLOGY = ['im-sorry', 'all-circuits-busy-now', 'please-try-call-later'];

/** Gives callers back to the dialplan whom Cordboard cannot serve. */
export class Fallback {
  readonly #gateway: AriGateway;
  readonly #context: () => string;
  readonly #log: Log;

  /** @param context Setting FALLBACK_CONTEXT, read anew each time. */
  constructor(gateway: AriGateway, context: () => string, log: Log) {
    this.#gateway = gateway;
    this.#context = context;
    this.#log = log;
  }

  /**
   * Sends the channel to the extension `fallback`. If the dialplan has none, whatever stands after
   * its Stasis() may hang up without a word: so Cordboard answers and apologises first, then the
   * dialplan goes on there. Asterisk plays the apology to its end before it carries out the rest.
   */
  async send(channelId: string): Promise<Result<void>> {
    const gateway = this.#gateway;
    const place = fallbackPlace(this.#context());
    if (await hasPlace(gateway, channelId, place)) {
      return await gateway.continueInDialplan(channelId, place);
    }
    this.#log.warn({ callId: channelId, ...place }, 'the dialplan has no fallback; apologising');
    // Already answered, or without these sounds: that is no reason to keep the caller.
    await gateway.answer(channelId);
    await gateway.play(channelId, APOLOGY);
    return await gateway.continueInDialplan(channelId);
  }
}
