/**
 * The media test (extension 1001): the caller hears their own voice, frame by frame, through the
 * same leg and transport as a call with an agent. Marks measure the round trip to Asterisk:
 * Asterisk reports each mark once it has played everything sent before it (Asterisk docs, WebSocket
 * channel driver, MARK_MEDIA).
 */
import { Loudness } from '#main/media/audio/loudness';
import type { MediaTransport, TransportClose } from '#main/media/transport/mediaTransport';
import { done, type Result } from '#main/util/result';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { endedMeanwhile } from '../life/endedMeanwhile';
import { ANNOUNCEMENT } from '../session/wayOut';
import type { ContentCall } from './callContent';
import { RoundTrip } from './roundTrip';
import { Service } from './service';

/** Longest wait for Asterisk's media connection, ms. */
const MEDIA_LIMIT_MS = 5_000;

/** Frames between two marks (200 ms): often enough for a 99th percentile within half a minute. */
const FRAMES_A_MARK = 10;

/**
 * Longest queue in Asterisk, frames. A longer one is a delay that would stay for the rest of the
 * call.
 */
const QUEUE_LIMIT_FRAMES = 5;

const NOTICE = 'round-trip';

/** The media test of one call. */
export class MediaTest extends Service {
  readonly #call: ContentCall;
  readonly #roundTrip = new RoundTrip();
  readonly #loudness = new Loudness();
  #media: MediaTransport | null = null;
  #frames = 0;
  #flushes = 0;
  /** The mark under way, and when it was sent (performance.now(), ms); null if there is none. */
  #mark: { readonly id: string; readonly sentMs: number } | null = null;
  #state: 'running' | 'closed' = 'running';

  constructor(call: ContentCall) {
    super();
    this.#call = call;
  }

  override async connect(): Promise<Result<void>> {
    const media = await this.#call.leg.connectMedia(MEDIA_LIMIT_MS);
    if (!media.ok) {
      return media;
    }
    if (this.#state === 'closed') {
      media.value.close();
      return endedMeanwhile();
    }
    this.#media = media.value;
    this.#call.liveCall.update({ transport: media.value.name });
    media.value.start({
      onFrame: (frame) => {
        this.#echo(media.value, frame);
      },
      onPause: () => undefined,
      onResume: () => undefined,
      onMark: (id) => {
        this.#marked(id);
      },
      onQueueLength: (frames) => {
        this.#queueSeen(media.value, frames);
      },
      onClose: (close) => {
        this.#closed(close);
      },
    });
    return done;
  }

  override secondPassed(): void {
    this.#media?.requestQueueLength();
    const counters = this.#media?.counters;
    if (counters !== undefined) {
      this.metrics = { ...EMPTY_METRICS, ...counters };
    }
    const { summary } = this.#roundTrip;
    if (summary !== null) {
      this.#call.liveCall.notice(
        NOTICE,
        'info',
        phrase('media-test.round-trip', {
          medianMs: summary.medianMs,
          p99Ms: summary.p99Ms,
          longestMs: summary.longestMs,
          frames: summary.measured,
        }),
      );
    }
  }

  override close(): Promise<void> {
    if (this.#state === 'running') {
      this.#state = 'closed';
      this.#media?.close();
      const { summary } = this.#roundTrip;
      this.#call.log.info(
        { roundTrip: summary, frames: this.#frames, flushes: this.#flushes },
        'media test over',
      );
    }
    return Promise.resolve();
  }

  /** Hot path: one frame each 20 ms. */
  #echo(media: MediaTransport, frame: Buffer): void {
    media.sendFrame(frame);
    this.#frames += 1;
    if (this.#mark === null && this.#frames % FRAMES_A_MARK === 0) {
      this.#mark = { id: `round-trip-${String(this.#frames)}`, sentMs: performance.now() };
      media.mark(this.#mark.id);
    }
    const { peak } = this.#loudness.measure(frame);
    this.meter.addColumn(peak, peak, 0);
  }

  #marked(id: string): void {
    if (this.#mark?.id === id) {
      this.#roundTrip.add(performance.now() - this.#mark.sentMs);
      this.#mark = null;
    }
  }

  /** A long queue is flushed; the mark in it is lost. */
  #queueSeen(media: MediaTransport, frames: number): void {
    if (frames > QUEUE_LIMIT_FRAMES) {
      this.#flushes += 1;
      this.#mark = null;
      media.flush();
    }
  }

  #closed(close: TransportClose): void {
    if (this.#state === 'running') {
      this.#call.log.warn({ close }, 'media connection lost');
      this.#call.end('media-failed', ANNOUNCEMENT);
    }
  }
}
