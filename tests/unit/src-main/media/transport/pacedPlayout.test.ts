import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PacedPlayout } from '#main/media/transport/pacedPlayout';

type Sent = { readonly value: number; readonly slot: number; readonly atMs: number };

let sent: Sent[];
let told: string[];
let playout: PacedPlayout;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  told = [];
  playout = new PacedPlayout({
    send: (frame, slot) =>
      sent.push({ value: frame.readInt16LE(0), slot, atMs: performance.now() }),
    onFull: () => told.push('full'),
    onRoom: () => told.push('room'),
    onMark: (id) => told.push(`mark ${id}`),
  });
});

afterEach(() => {
  playout.close();
  vi.useRealTimers();
});

function frame(value: number): Buffer {
  const buffer = Buffer.alloc(640);
  buffer.writeInt16LE(value, 0);
  return buffer;
}

function push(first: number, count: number): void {
  for (let i = 0; i < count; i += 1) {
    playout.push(frame(first + i));
  }
}

const values = (): number[] => sent.map(({ value }) => value);
const sounds = (): number[] => values().filter((value) => value !== 0);

describe('PacedPlayout', () => {
  it('sends one frame each 20 ms, and silence where there is none', () => {
    push(1, 3);
    playout.start();
    vi.advanceTimersByTime(100);
    expect(values()).toEqual([1, 2, 3, 0, 0, 0]);
    expect(sent.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('does not drift although every timer is late', () => {
    playout.start();
    const startMs = performance.now();
    for (let i = 0; i < 1_000; i += 1) {
      vi.advanceTimersByTime(13 + (i % 15));
    }
    const elapsedMs = performance.now() - startMs;
    expect(Math.abs(sent.length - elapsedMs / 20)).toBeLessThanOrEqual(1);
  });

  it('catches up after a short stall, and skips a long one in the stream', () => {
    push(1, 50);
    playout.start();
    const clock = vi.spyOn(performance, 'now');
    const stall = (ms: number): void => {
      const nowMs = performance.now() + ms;
      vi.setSystemTime(Date.now() + ms);
      clock.mockReturnValue(nowMs);
      vi.runOnlyPendingTimers();
    };
    stall(55);
    expect(values()).toEqual([1, 2, 3]);
    stall(205);
    expect(values().slice(3).length).toBeLessThanOrEqual(2);
    const last = sent.at(-1);
    expect(last?.slot).toBe(13);
    clock.mockRestore();
  });

  it('reports a mark when everything before it has been played', async () => {
    playout.mark('empty');
    push(1, 5);
    playout.mark('five');
    playout.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['mark empty']);
    await vi.advanceTimersByTimeAsync(80);
    expect(told).toEqual(['mark empty']);
    await vi.advanceTimersByTimeAsync(20);
    expect(told).toEqual(['mark empty', 'mark five']);
  });

  it('drops queue and marks at a flush, and plays on with the next frame', async () => {
    push(1, 100);
    playout.mark('never');
    playout.start();
    vi.advanceTimersByTime(40);
    playout.flush();
    push(200, 2);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sounds()).toEqual([1, 2, 3, 200, 201]);
    expect(told).toEqual([]);
  });

  it('keeps frames and marks in a pause', () => {
    push(1, 10);
    playout.start();
    vi.advanceTimersByTime(60);
    playout.pause();
    vi.advanceTimersByTime(1_000);
    expect(playout.length).toBe(6);
    playout.resume();
    vi.advanceTimersByTime(1_000);
    expect(sounds()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('says when it is nearly full and when it has room again, and takes no more than 1000', async () => {
    push(1, 899);
    expect(told).toEqual([]);
    push(900, 100);
    expect(told).toEqual(['full']);
    expect(playout.push(frame(1))).toBe(true);
    expect(playout.push(frame(1))).toBe(false);
    playout.start();
    await vi.advanceTimersByTimeAsync(199 * 20);
    expect(told).toEqual(['full']);
    await vi.advanceTimersByTimeAsync(40);
    expect(told).toEqual(['full', 'room']);
  });

  it('sends nothing after the end', () => {
    push(1, 10);
    playout.start();
    playout.close();
    const before = sent.length;
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(before);
    expect(playout.push(frame(1))).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
