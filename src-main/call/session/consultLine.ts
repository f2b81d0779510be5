/** The line between the supervisor's headset and a consulted party. */
import { toSamples } from '#main/media/audio/pcm';
import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import type { FrameTap } from '../talk/audio/frameTaps';
import type { HeadsetLine } from './callHeadset';

export class ConsultLine implements HeadsetLine {
  readonly #playout = new PlayoutQueue({ onDrained: () => undefined });
  readonly #onLost: () => void;
  #transport: MediaTransport | null = null;
  #tap: FrameTap | null = null;

  /** @param onLost The connection broke: attach another one. */
  constructor(onLost: () => void) {
    this.#onLost = onLost;
    this.#playout.setMode('live');
  }

  /** Carries the line over this connection from now on; owns it, and closes it. */
  attach(transport: MediaTransport): void {
    const playout = this.#playout;
    this.#transport = transport;
    playout.replaceTransport(transport);
    transport.start({
      // The other direction is the supervisor's own voice, so it is not passed on.
      onFrame: (frame, atMs) => this.#tap?.(frame, null, atMs, null),
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
        if (by !== 'local' && this.#transport === transport) {
          playout.replaceTransport(null);
          this.#onLost();
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
    this.#transport?.close();
    this.#transport = null;
  }
}
