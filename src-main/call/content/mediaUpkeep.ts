/** Keeps a call's audio connected: connects it, and reconnects it when it breaks. */
import type { TransportClose } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import type { CallLeg } from '../callLeg';
import { tryAgain } from '../life/tryAgain';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';

/** Longest wait for each step of Asterisk's media connection, ms. */
const STEP_LIMIT_MS = 5_000;

/**
 * Waits before the attempts to reconnect during the call, ms: the first attempt is made at once.
 */
export const RETRY_WAITS_MS = [0, 250, 750, 2_000, 4_000] as const;

/** Wait between two attempts while Asterisk itself cannot be reached, ms. */
const UNREACHABLE_WAIT_MS = 4_000;

/**
 * After `most` losses within `withinMs` the connection is given up: it would break again and again.
 */
const LOSSES = { most: 5, withinMs: 10_000 } as const;

export type MediaUpkeepOptions = {
  readonly leg: Pick<CallLeg, 'connectMedia' | 'checkMedia'>;
  readonly liveCall: LiveCall;
  readonly talk: Pick<Talk, 'attach'>;
  /** Whether Asterisk hears what does not come here. */
  readonly isCallerUnheard: () => boolean;
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
  /**
   * `checking`: Asterisk has been asked about the connection. `restoring` until the next connection
   * is in use, because that one may break at once.
   */
  #state: 'idle' | 'checking' | 'restoring' = 'idle';

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

  /**
   * No audio comes over the connection. That alone is no fault: a telephone that is muted, on hold
   * or leaves silence out sends nothing. The connection is made anew only if Asterisk says that it
   * is broken, or hears the caller.
   */
  async check(): Promise<void> {
    if (!this.#is('idle')) {
      return;
    }
    const { over, log, isCallerUnheard } = this.#options;
    this.#state = 'checking';
    const found = isCallerUnheard() ? 'broken' : await this.#ask();
    if (over.aborted || !this.#is('checking')) {
      return;
    }
    log.info({ found }, 'no audio comes over the media connection');
    this.#state = 'idle';
    if (found === 'broken') {
      this.#restoreUnlessDone();
    }
  }

  async #ask(): Promise<'intact' | 'broken' | 'unknown'> {
    const checked = await this.#options.leg.checkMedia();
    return checked.ok ? checked.value : 'unknown';
  }

  #is(state: 'idle' | 'checking'): boolean {
    return this.#state === state;
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
    const attempt = async (): Promise<Result<void>> => {
      const connected = await this.connect();
      if (!connected.ok) {
        log.warn({ error: connected.error }, 'media connection could not be restored');
      }
      return connected;
    };
    let restored = await tryAgain(this.#waitsMs(), over, attempt);
    // As long as Asterisk is out of reach, the caller may still be there: it alone can say that
    // they are gone.
    while (!restored.ok && restored.error.kind === 'network' && !over.aborted) {
      restored = await tryAgain([UNREACHABLE_WAIT_MS], over, attempt);
    }
    if (!restored.ok && !over.aborted) {
      onGivenUp('media-failed');
    }
  }

  /** The waits before the attempts; none after too many losses. */
  #waitsMs(): readonly number[] {
    const nowMs = performance.now();
    const recent = this.#lossesMs.filter((atMs) => nowMs - atMs < LOSSES.withinMs);
    this.#lossesMs = [...recent, nowMs];
    return recent.length < LOSSES.most ? RETRY_WAITS_MS : [];
  }
}
