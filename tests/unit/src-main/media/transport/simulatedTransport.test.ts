import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameClock } from '#main/media/clock/frameClock';
import type { TransportClose } from '#main/media/transport/mediaTransport';
import { SimulatedTransport } from '#main/media/transport/simulatedTransport';

const SPOKEN = 77;

function setUp() {
  const clock = new FrameClock((error) => {
    throw error;
  });
  const heard: (number | null)[] = [];
  const frames: { bytes: number; sample: number }[] = [];
  const events: string[] = [];
  const closes: TransportClose[] = [];
  const transport = new SimulatedTransport(clock, {
    hear: (samples) => heard.push(samples === null ? null : samples[0]!),
    speak: (samples) => samples.fill(SPOKEN),
  });
  transport.start({
    onFrame: (frame) => frames.push({ bytes: frame.length, sample: frame.readInt16LE(638) }),
    onPause: () => events.push('pause'),
    onResume: () => events.push('resume'),
    onMark: (id) => events.push(`mark ${id}`),
    onQueueLength: (count) => events.push(`length ${count}`),
    onClose: (close) => closes.push(close),
  });
  const frame = Buffer.alloc(640);
  const send = (value: number): boolean => {
    frame.writeInt16LE(value, 0);
    return transport.sendFrame(frame);
  };
  return { clock, transport, heard, frames, events, closes, send };
}

describe('SimulatedTransport', () => {
  let line: ReturnType<typeof setUp>;

  beforeEach(() => {
    vi.useFakeTimers();
    line = setUp();
  });

  afterEach(() => {
    line.transport.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('delivers a whole frame of the caller every 20 ms', () => {
    vi.advanceTimersByTime(1_000);
    expect(line.frames).toHaveLength(50);
    expect(line.frames.every(({ bytes, sample }) => bytes === 640 && sample === SPOKEN)).toBe(true);
    expect(line.transport.counters).toMatchObject({ framesIn: 50, framesLate: 0, framesLost: 0 });
  });

  it('plays what was sent in order, a frame each 20 ms, and silence when there is nothing', () => {
    [1, 2, 3].forEach(line.send);
    vi.advanceTimersByTime(100);
    expect(line.heard).toEqual([1, 2, 3, null, null]);
    line.send(4);
    vi.advanceTimersByTime(20);
    expect(line.heard.at(-1)).toBe(4);
  });

  it('reports a mark when all frames before it have been played', () => {
    [1, 2, 3].forEach(line.send);
    line.transport.mark('a');
    line.send(4);
    vi.advanceTimersByTime(60);
    expect(line.events).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(line.events).toEqual(['mark a']);
  });

  it('drops frames and marks on a flush and plays what comes after it', () => {
    [1, 2, 3].forEach(line.send);
    line.transport.mark('lost');
    vi.advanceTimersByTime(20);
    line.transport.flush();
    line.send(9);
    line.transport.mark('kept');
    vi.advanceTimersByTime(60);
    expect(line.heard).toEqual([1, 9, null, null]);
    expect(line.events).toEqual(['mark kept']);
  });

  it('asks for a pause at 900 frames and goes on below 800', () => {
    for (let i = 0; i < 900; i += 1) {
      line.send(i);
    }
    vi.advanceTimersByTime(20);
    expect(line.events).toEqual(['pause']);
    vi.advanceTimersByTime(99 * 20);
    expect(line.events).toEqual(['pause']);
    vi.advanceTimersByTime(20);
    expect(line.events).toEqual(['pause', 'resume']);
  });

  it('refuses and counts what a queue of 1000 frames cannot take', () => {
    for (let i = 0; i < 1_000; i += 1) {
      expect(line.send(i)).toBe(true);
    }
    expect(line.send(0)).toBe(false);
    expect(line.transport.counters).toMatchObject({ framesOut: 1_000, framesLost: 1 });
  });

  it('refuses a frame of the wrong size', () => {
    expect(line.transport.sendFrame(Buffer.alloc(638))).toBe(false);
    expect(line.transport.counters.framesLost).toBe(1);
  });

  it('answers a request for the queue length', () => {
    [1, 2, 3].forEach(line.send);
    line.transport.requestQueueLength();
    expect(line.events).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(line.events).toEqual(['length 3']);
  });

  it('closes once, and reports who did', () => {
    line.transport.closeByFarSide();
    line.transport.close();
    vi.advanceTimersByTime(100);
    expect(line.closes).toEqual([{ by: 'remote', code: 1000 }]);
    expect(line.send(1)).toBe(false);
    expect(line.frames).toHaveLength(0);
  });
});
