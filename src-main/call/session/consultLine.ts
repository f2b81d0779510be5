/** The line between the supervisor's headset and a consulted party. */
import { toSamples } from '#main/media/audio/pcm';
import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import type { FrameTap } from '../talk/frameTaps';
import type { HeadsetLine } from './callHeadset';

export class ConsultLine implements HeadsetLine {
  readonly #transport: MediaTransport;
  readonly #playout = new PlayoutQueue({ onDrained: () => undefined });
  #tap: FrameTap | null = null;

  /** @param onLost The connection broke. */
  constructor(transport: MediaTransport, onLost: () => void) {
    const playout = this.#playout;
    this.#transport = transport;
    playout.setMode('live');
    playout.replaceTransport(transport);
    transport.start({
      // The other direction is the supervisor's own voice, so it is not passed on.
      onFrame: (frame, atMs) => this.#tap?.(frame, null, atMs),
      onPause: () => {
        playout.pause();
      },
      onResume: () => {
        playout.resume();
      },
      onMark: (id) => {
        playout.markReached(id);
      },
      onQueueLength: (frames) => {
        playout.queueLength(frames);
      },
      onClose: ({ by }) => {
        if (by !== 'local') {
          onLost();
        }
      },
    });
  }

  listen(tap: FrameTap): () => void {
    this.#tap = tap;
    return () => {
      this.#tap = this.#tap === tap ? null : this.#tap;
    };
  }

  speak(frame: Buffer): void {
    this.#playout.enqueue(toSamples(frame), this.#playout.generation);
  }

  /** Idempotent. */
  close(): void {
    this.#playout.close();
    this.#transport.close();
  }
}
