/** Keeps a call's audio connected: connects it, and reconnects it when it breaks. */
import type { TransportClose } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { isOutcomeUnknown } from '#main/util/errors';
import { done, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import type { CallLeg } from '../callLeg';
import { endedMeanwhile } from '../life/endedMeanwhile';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';
import { MediaLosses } from './mediaLosses';

/** Longest wait for each step of Asterisk's media connection, ms. */
const STEP_LIMIT_MS = 5_000;

/** Wait between two attempts while Asterisk itself does not answer, ms. These are not counted. */
const UNREACHABLE_WAIT_MS = 4_000;

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
  readonly #losses = new MediaLosses();
  /**
   * `checking`: Asterisk has been asked about the connection. `restoring` until the next connection
   * is in use, because that one may break at once.
   */
  #state: 'connected' | 'checking' | 'restoring' = 'connected';

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
      return endedMeanwhile();
    }
    this.#state = 'connected';
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
    if (!this.#is('connected')) {
      return;
    }
    const { over, log, isCallerUnheard } = this.#options;
    this.#state = 'checking';
    const found = isCallerUnheard() ? 'broken' : await this.#ask();
    if (over.aborted || !this.#is('checking')) {
      return;
    }
    log.info({ found }, 'no audio comes over the media connection');
    this.#state = 'connected';
    if (found === 'broken') {
      this.#restoreUnlessDone();
    }
  }

  async #ask(): Promise<'intact' | 'broken' | 'unknown'> {
    const checked = await this.#options.leg.checkMedia();
    return checked.ok ? checked.value : 'unknown';
  }

  #is(state: 'connected' | 'checking'): boolean {
    return this.#state === state;
  }

  #restoreUnlessDone(): void {
    if (this.#state === 'restoring') {
      return;
    }
    this.#state = 'restoring';
    void this.#restore();
  }

  /**
   * As long as Asterisk does not answer, the caller may still be there: it alone can say that they
   * are gone. Once it answers, the attempts are counted.
   */
  async #restore(): Promise<void> {
    const { liveCall, over, onGivenUp } = this.#options;
    liveCall.notice('media', 'danger', phrase('media.lost'));
    const waitsMs = [...this.#losses.count()];
    let waitMs = waitsMs.shift();
    while (waitMs !== undefined) {
      await delay(waitMs, over);
      if (over.aborted) {
        return;
      }
      const tried = await this.#attempt();
      if (tried === 'connected') {
        return;
      }
      waitMs = tried === 'asterisk-silent' ? UNREACHABLE_WAIT_MS : waitsMs.shift();
    }
    if (!over.aborted) {
      onGivenUp('media-failed');
    }
  }

  async #attempt(): Promise<'connected' | 'failed' | 'asterisk-silent'> {
    const connected = await this.connect();
    if (connected.ok) {
      return 'connected';
    }
    const { error } = connected;
    this.#options.log.warn({ error }, 'media connection could not be restored');
    // The audio's own way may be at fault as well: only Asterisk's answer tells the two apart.
    const silent = isOutcomeUnknown(error) && (await this.#ask()) === 'unknown';
    return silent ? 'asterisk-silent' : 'failed';
  }
}
