import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import { FRAME_SAMPLES } from '#model/audio';
import { FakeAsteriskQueue } from './fakeAsteriskQueue';

/** `count` frames; every sample of frame k has the value first + k, which identifies the frame. */
export function frames(count: number, first = 1): Int16Array {
  return Int16Array.from(
    { length: count * FRAME_SAMPLES },
    (_, i) => first + Math.floor(i / FRAME_SAMPLES),
  );
}

/** The values of what was heard, frame by frame; 0 is silence. */
export function valuesOf(heard: readonly (Buffer | null)[]): number[] {
  return heard.map((frame) => frame?.readInt16LE(0) ?? 0);
}

export type Bench = {
  asterisk: FakeAsteriskQueue;
  queue: PlayoutQueue;
  drainedAt: number[];
  attach: (asterisk: FakeAsteriskQueue) => void;
};

/**
 * A PlayoutQueue that plays into a fake Asterisk on vitest's fake clock. `phaseMs`: when its first
 * tick comes.
 */
export function bench(options: { maxAheadFrames?: number; phaseMs?: number } = {}): Bench {
  const drainedAt: number[] = [];
  const queue = new PlayoutQueue({
    onDrained: () => drainedAt.push(performance.now()),
    ...(options.maxAheadFrames === undefined ? {} : { maxAheadFrames: options.maxAheadFrames }),
  });
  const attach = (asterisk: FakeAsteriskQueue): void => {
    asterisk.start({
      onFrame: () => undefined,
      onPause: () => {
        queue.pause();
      },
      onResume: () => {
        queue.resume();
      },
      onMark: (id) => {
        queue.markReached(id);
      },
      onQueueLength: (length) => {
        queue.queueLength(length);
      },
      onClose: () => undefined,
    });
    queue.replaceTransport(asterisk);
    setTimeout(() => {
      asterisk.tick();
      setInterval(() => {
        asterisk.tick();
      }, 20);
    }, options.phaseMs ?? 10);
  };
  const asterisk = new FakeAsteriskQueue();
  attach(asterisk);
  return { asterisk, queue, drainedAt, attach };
}
