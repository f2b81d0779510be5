import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import { FRAME_SAMPLES } from '#model/audio';
import { FakeAsteriskQueue } from '#support/media/fakeAsteriskQueue';
import { bench, frames, valuesOf } from '#support/media/playoutBench';
import { seededRandom } from '#support/media/signals';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(5000);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('PlayoutQueue', () => {
  it('plays a turn in whole frames, the last one filled with silence', () => {
    const { asterisk, queue } = bench();
    const pcm = frames(3).subarray(0, 2 * FRAME_SAMPLES + 100);
    queue.enqueue(pcm.subarray(0, 77), queue.generation);
    queue.enqueue(pcm.subarray(77, 500), queue.generation);
    queue.enqueue(pcm.subarray(500), queue.generation);
    expect(asterisk.queueLength).toBe(2);
    queue.endTurn();
    vi.advanceTimersByTime(100);
    expect(valuesOf(asterisk.heard).slice(0, 4)).toEqual([1, 2, 3, 0]);
    const last = asterisk.heard[2]!;
    expect(last.readInt16LE(99 * 2)).toBe(3);
    expect(last.readInt16LE(100 * 2)).toBe(0);
    expect(asterisk.droppedBytes).toBe(0);
  });

  it('sends up to its limit in slices, then keeps the queue filled', () => {
    const { asterisk, queue } = bench();
    queue.enqueue(frames(2000), queue.generation);
    expect(asterisk.queueLength).toBeLessThanOrEqual(200);
    vi.advanceTimersByTime(50);
    expect(asterisk.queueLength).toBeGreaterThan(590);
    vi.advanceTimersByTime(10_000);
    expect(asterisk.queueLength).toBeGreaterThan(580);
    expect(asterisk.peak).toBeLessThanOrEqual(601);
    queue.endTurn();
    vi.advanceTimersByTime(31_000);
    expect(valuesOf(asterisk.heard).slice(0, 2001)).toEqual([
      ...Array.from({ length: 2000 }, (_, i) => i + 1),
      0,
    ]);
    expect(queue.counters.underruns).toBe(0);
  });

  it('plays five minutes without a gap, and frees the memory', () => {
    const { asterisk, queue, drainedAt } = bench({ phaseMs: 3 });
    for (let k = 0; k < 1500; k += 1) {
      queue.enqueue(frames(10, 1 + k * 10), queue.generation);
      vi.advanceTimersByTime(50);
    }
    queue.endTurn();
    vi.advanceTimersByTime(230_000);
    expect(valuesOf(asterisk.heard).slice(0, 15_000)).toEqual(
      Array.from({ length: 15_000 }, (_, i) => i + 1),
    );
    expect(queue.counters.underruns).toBe(0);
    expect(drainedAt).toHaveLength(1);
    expect(queue.queuedFrames).toBe(0);
    expect(queue.turnHeardMs).toBe(300_000);
  });

  it('obeys pause and resume', () => {
    const { asterisk, queue } = bench();
    asterisk.answers = false;
    queue.pause();
    queue.enqueue(frames(5), queue.generation);
    vi.advanceTimersByTime(1000);
    expect(asterisk.counters.framesOut).toBe(0);
    expect(queue.queuedFrames).toBe(5);
    queue.resume();
    vi.advanceTimersByTime(200);
    expect(valuesOf(asterisk.heard).filter((v) => v > 0)).toEqual([1, 2, 3, 4, 5]);
  });

  it('does not stay paused by an XOFF that a flush has overtaken', () => {
    const { asterisk, queue } = bench();
    queue.enqueue(frames(100), queue.generation);
    queue.flush();
    queue.pause();
    queue.enqueue(frames(5), queue.generation);
    vi.advanceTimersByTime(2000);
    expect(valuesOf(asterisk.heard).filter((v) => v > 0)).toEqual([1, 2, 3, 4, 5]);
  });

  it('stays under the hard limit of Asterisk even when it may send more than XOFF allows', () => {
    const { asterisk, queue } = bench({ maxAheadFrames: 5000 });
    queue.enqueue(frames(3000), queue.generation);
    vi.advanceTimersByTime(62_000);
    expect(asterisk.peak).toBe(900);
    expect(asterisk.droppedFull).toBe(0);
    expect(valuesOf(asterisk.heard).slice(0, 3000)).toEqual(
      Array.from({ length: 3000 }, (_, i) => i + 1),
    );
  });

  it('sends a frame that the transport refused later', () => {
    const { asterisk, queue } = bench();
    asterisk.accepts = false;
    queue.enqueue(frames(4), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(300);
    asterisk.accepts = true;
    vi.advanceTimersByTime(500);
    expect(valuesOf(asterisk.heard).filter((v) => v > 0)).toEqual([1, 2, 3, 4]);
  });

  it('says that a turn was heard when its mark comes back', () => {
    const { queue, asterisk, drainedAt } = bench();
    const startMs = performance.now();
    queue.enqueue(frames(20), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(390);
    expect(drainedAt).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(asterisk.marksReached).toBe(1);
    expect(drainedAt).toEqual([startMs + 410]);
    vi.advanceTimersByTime(5000);
    expect(drainedAt).toHaveLength(1);
  });

  it('says by the clock that a turn was heard where Asterisk knows no marks', () => {
    const { queue, asterisk, drainedAt } = bench();
    asterisk.answers = false;
    const startMs = performance.now();
    queue.enqueue(frames(20), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(1000);
    expect(drainedAt).toHaveLength(1);
    expect(drainedAt[0]! - startMs).toBeGreaterThanOrEqual(410);
    expect(drainedAt[0]! - startMs).toBeLessThanOrEqual(480);
  });

  it('says once that a turn was heard when another follows at once', () => {
    const { queue, drainedAt } = bench();
    queue.enqueue(frames(10), queue.generation);
    queue.endTurn();
    queue.enqueue(frames(10), queue.generation);
    vi.advanceTimersByTime(250);
    expect(drainedAt).toEqual([]);
    expect(queue.turnHeardMs).toBeLessThan(100);
    queue.endTurn();
    vi.advanceTimersByTime(400);
    expect(drainedAt).toHaveLength(1);
  });

  it('is silent at once after a flush and reports what was heard', () => {
    const { queue, asterisk, drainedAt } = bench();
    queue.enqueue(frames(800), queue.generation);
    vi.advanceTimersByTime(1000);
    expect(queue.turnQueuedMs).toBe(16_000);
    expect(Math.abs(queue.turnHeardMs - 990)).toBeLessThanOrEqual(20);
    const old = queue.generation;
    const heardMs = queue.flush();
    expect(Math.abs(heardMs - 990)).toBeLessThanOrEqual(20);
    const ticks = asterisk.heard.length;
    queue.enqueue(frames(5), old);
    vi.advanceTimersByTime(3000);
    expect(valuesOf(asterisk.heard.slice(ticks)).every((v) => v === 0)).toBe(true);
    expect(queue.counters.staleSamples).toBe(5 * FRAME_SAMPLES);
    expect(asterisk.flushes).toBe(1);
    expect(drainedAt).toEqual([]);
    expect(queue.turnHeardMs).toBe(0);
    expect(queue.speaking(performance.now())).toBe(false);
  });

  it('plays the next turn after a flush whose mark was lost', () => {
    const { queue, asterisk, drainedAt } = bench();
    queue.enqueue(frames(100), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(200);
    queue.flush();
    const ticks = asterisk.heard.length;
    queue.enqueue(frames(10, 501), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(1000);
    expect(valuesOf(asterisk.heard.slice(ticks)).filter((v) => v > 0)).toEqual([
      501, 502, 503, 504, 505, 506, 507, 508, 509, 510,
    ]);
    expect(drainedAt).toHaveLength(1);
  });

  it('ignores marks and queue lengths from before a flush, and nonsense', () => {
    const { queue, asterisk, drainedAt } = bench();
    queue.enqueue(frames(10), queue.generation);
    queue.endTurn();
    queue.flush();
    queue.enqueue(frames(10), queue.generation);
    queue.endTurn();
    for (const id of ['0.10', '', '1', '1.x', '1.999', 'a.b', '1.-5']) {
      queue.markReached(id);
    }
    queue.queueLength(3);
    expect(drainedAt).toEqual([]);
    vi.advanceTimersByTime(400);
    expect(drainedAt).toHaveLength(1);
    expect(asterisk.heard.filter((f) => f !== null)).toHaveLength(10);
  });

  it('drops a begun frame on a flush', () => {
    const { queue, asterisk } = bench();
    queue.enqueue(frames(1, 7).subarray(0, 100), queue.generation);
    queue.flush();
    queue.enqueue(frames(1, 9), queue.generation);
    vi.advanceTimersByTime(100);
    expect(asterisk.heardAudio.equals(Buffer.from(frames(1, 9).buffer))).toBe(true);
  });

  it('counts a gap when the agent is too slow, and only then', () => {
    const { queue, asterisk } = bench();
    queue.enqueue(frames(10), queue.generation);
    vi.advanceTimersByTime(410);
    queue.enqueue(frames(10, 11), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(1000);
    const heard = valuesOf(asterisk.heard).slice(0, 31);
    expect(heard.slice(10, 20)).toEqual(new Array(10).fill(0));
    expect(queue.counters.underruns).toBe(1);
    expect(Math.abs(queue.counters.underrunMs - 200)).toBeLessThanOrEqual(20);
    queue.enqueue(frames(3, 50), queue.generation);
    vi.advanceTimersByTime(100);
    expect(queue.counters.underruns).toBe(1);
  });

  it('is corrected by the queue length when frames were played slower than expected', () => {
    const { queue, asterisk } = bench();
    queue.enqueue(frames(200), queue.generation);
    asterisk.pausePlayback();
    vi.advanceTimersByTime(900);
    asterisk.flush = () => undefined;
    // Asterisk has not played anything: its next answer says so.
    vi.advanceTimersByTime(200);
    expect(queue.turnHeardMs).toBeLessThan(250);
  });

  it('sends audio that was not heard again over a new connection', () => {
    const { queue, asterisk, attach, drainedAt } = bench();
    queue.enqueue(frames(50), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(405);
    queue.replaceTransport(null);
    const before = valuesOf(asterisk.heard).filter((v) => v > 0);
    vi.advanceTimersByTime(3000);
    expect(queue.speaking(performance.now())).toBe(false);
    expect(drainedAt).toEqual([]);
    const second = new FakeAsteriskQueue();
    attach(second);
    vi.advanceTimersByTime(2000);
    const after = valuesOf(second.heard).filter((v) => v > 0);
    // The frame that was playing when the connection broke may be heard twice; no frame may be
    // missing.
    expect(after[0]! - before.at(-1)!).toBeGreaterThanOrEqual(0);
    expect(after[0]! - before.at(-1)!).toBeLessThanOrEqual(1);
    expect(after.at(-1)).toBe(50);
    expect(drainedAt).toHaveLength(1);
    expect(queue.turnHeardMs).toBe(1000);
  });

  it('keeps audio that comes before there is a connection', () => {
    const drained = vi.fn();
    const queue = new PlayoutQueue({ onDrained: drained });
    queue.enqueue(frames(3), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(1000);
    expect(drained).not.toHaveBeenCalled();
    expect(queue.queuedFrames).toBe(3);
    const asterisk = new FakeAsteriskQueue();
    queue.replaceTransport(asterisk);
    expect(asterisk.queueLength).toBe(3);
  });

  it('gives the frames the caller hears one after the other to a jittery reader', () => {
    const { queue, asterisk } = bench({ phaseMs: 7 });
    const random = seededRandom(11);
    queue.enqueue(frames(400), queue.generation);
    queue.endTurn();
    const read: number[] = [];
    const off: number[] = [];
    for (let k = 0; k < 420; k += 1) {
      const dueMs = k * 20 + 25 * random();
      vi.advanceTimersByTime(Math.max(0, 5000 + dueMs - performance.now()));
      const frame = queue.frameAt(performance.now());
      read.push(frame?.readInt16LE(0) ?? 0);
      const truly = valuesOf(asterisk.heard).at(-1) ?? 0;
      if (frame !== null && truly > 0) {
        off.push(Math.abs(truly - frame.readInt16LE(0)));
      }
    }
    expect(read.filter((v) => v > 0)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
    expect(Math.max(...off)).toBeLessThanOrEqual(3);
  });

  it('skips none for a reader that stalls and then catches up', () => {
    const { queue } = bench();
    queue.enqueue(frames(200), queue.generation);
    queue.endTurn();
    const read: number[] = [];
    for (let k = 0; k < 230; k += 1) {
      // Caller frames 50 to 64 come together, the first of them 280 ms late.
      if (k <= 50 || k >= 65) {
        vi.advanceTimersByTime(k === 50 ? 300 : 20);
      }
      read.push(queue.frameAt(performance.now())?.readInt16LE(0) ?? 0);
    }
    const heard = read.filter((v) => v > 0);
    expect(heard).toEqual(Array.from({ length: heard.length }, (_, i) => heard[0]! + i));
    expect(heard.at(-1)).toBe(200);
  });

  it('brings a reader that has lost frames back to the playhead', () => {
    const { queue, asterisk } = bench();
    queue.enqueue(frames(200), queue.generation);
    for (let k = 0; k < 50; k += 1) {
      vi.advanceTimersByTime(20);
      queue.frameAt(performance.now());
    }
    vi.advanceTimersByTime(200);
    for (let k = 0; k < 30; k += 1) {
      vi.advanceTimersByTime(20);
      queue.frameAt(performance.now());
    }
    vi.advanceTimersByTime(20);
    const shown = queue.frameAt(performance.now())?.readInt16LE(0) ?? 0;
    expect(Math.abs(shown - asterisk.heard.at(-1)!.readInt16LE(0))).toBeLessThanOrEqual(2);
  });

  it('gives nothing after a flush', () => {
    const { queue } = bench();
    queue.enqueue(frames(10), queue.generation);
    vi.advanceTimersByTime(50);
    expect(queue.frameAt(performance.now())).not.toBeNull();
    queue.flush();
    expect(queue.frameAt(performance.now())).toBeNull();
    expect(queue.frameAt(performance.now() + 20)).toBeNull();
  });

  it('does nothing any more once closed', () => {
    const { queue, asterisk, drainedAt } = bench();
    queue.enqueue(frames(700), queue.generation);
    queue.close();
    queue.close();
    const sent = asterisk.counters.framesOut;
    queue.enqueue(frames(5), queue.generation);
    queue.endTurn();
    queue.resume();
    vi.advanceTimersByTime(60_000);
    expect(asterisk.counters.framesOut).toBe(sent);
    expect(drainedAt).toEqual([]);
    expect(queue.frameAt(performance.now())).toBeNull();
  });
});
