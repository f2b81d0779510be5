/** Keeps a call's audio connected: connects it, and reconnects it when it breaks. */
import type { TransportClose } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import type { CallLeg } from '../callLeg';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';

/** Longest wait for each step of Asterisk's media connection, ms. */
const STEP_LIMIT_MS = 5_000;

/**
 * Waits before the attempts to reconnect during the call, ms: the first attempt is made at once.
 */
const RETRY_WAITS_MS = [0, 250, 750, 2_000, 4_000] as const;

/**
 * After `most` losses within `withinMs` the connection is given up: it would break again and again.
 */
const LOSSES = { most: 5, withinMs: 10_000 } as const;

export type MediaUpkeepOptions = {
  readonly leg: Pick<CallLeg, 'connectMedia'>;
  readonly liveCall: LiveCall;
  readonly talk: Pick<Talk, 'attach'>;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  /** All attempts to reconnect have failed. */
  readonly onGivenUp: (reason: EndReason) => void;
  readonly log: Log;
};

/** The audio connection of one call. */
export class MediaUpkeep {
  readonly #options: MediaUpkeepOptions;
  /** performance.now() of the newest losses. */
  #lossesMs: readonly number[] = [];
  /** `restoring` until the next connection is in use, because that one may break at once. */
  #state: 'idle' | 'restoring' = 'idle';

  constructor(options: MediaUpkeepOptions) {
    this.#options = options;
  }

  /** Connects the audio. Fails as CallLeg.connectMedia does. */
  async connect(): Promise<Result<void>> {
    const { leg, liveCall, talk, over } = this.#options;
    const media = await leg.connectMedia(STEP_LIMIT_MS);
    if (!media.ok) {
      return media;
    }
    if (over.aborted) {
      media.value.close();
      return fail(cordboardError('cancelled', phrase('call.ended-meanwhile')));
    }
    this.#state = 'idle';
    liveCall.clearNotice('media');
    talk.attach(media.value);
    return done;
  }

  lost(close: TransportClose): void {
    this.#options.log.warn({ close }, 'media connection lost');
    this.#restoreUnlessDone();
  }

  /** The connection is there, but no audio comes over it. */
  stalled(): void {
    this.#options.log.warn({}, 'media connection carries no audio');
    this.#restoreUnlessDone();
  }

  #restoreUnlessDone(): void {
    if (this.#state === 'restoring') {
      return;
    }
    this.#state = 'restoring';
    void this.#restore();
  }

  async #restore(): Promise<void> {
    const { liveCall, over, onGivenUp, log } = this.#options;
    liveCall.notice('media', 'danger', phrase('media.lost'));
    let reason: EndReason = 'media-failed';
    const waitsMs = this.#waitsMs();
    // As long as Asterisk is out of reach, the caller may still be there: it alone can say that
    // they are gone.
    for (let attempt = 0; attempt < waitsMs.length || reason === 'asterisk-lost'; attempt += 1) {
      await delay(waitsMs[attempt] ?? RETRY_WAITS_MS[4], over);
      if (over.aborted) {
        return;
      }
      const connected = await this.connect();
      if (connected.ok) {
        return;
      }
      const { error } = connected;
      // `network`: Asterisk itself is out of reach. If only its media fails, the caller still
      // reaches the fallback.
      reason = error.kind === 'network' ? 'asterisk-lost' : 'media-failed';
      log.warn({ attempt, error }, 'media connection could not be restored');
    }
    onGivenUp(reason);
  }

  /** The waits before the attempts; none after too many losses. */
  #waitsMs(): readonly number[] {
    const nowMs = performance.now();
    const recent = this.#lossesMs.filter((atMs) => nowMs - atMs < LOSSES.withinMs);
    this.#lossesMs = [...recent, nowMs];
    return recent.length < LOSSES.most ? RETRY_WAITS_MS : [];
  }
}
