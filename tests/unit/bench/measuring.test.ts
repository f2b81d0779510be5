import { describe, expect, it } from 'vitest';
import { makeNoise } from '#support/audio/signal';
import { between, onsetsOf } from '../../bench/packets';
import { readStamps, stampFrame } from '../../bench/programs/stamp';
import { limited } from '../../bench/report';
import { percentile, summarise } from '../../bench/statistics';

describe('summarise', () => {
  it('gives values that were measured, by nearest rank, whatever the order', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarise(samples)).toEqual({ count: 100, min: 1, p50: 50, p95: 95, p99: 99, max: 100 });
    expect(samples[0]).toBe(100);
  });

  it('takes the greatest of few samples for a high percentile', () => {
    expect(percentile([1, 2, 3], 0.95)).toBe(3);
  });

  it('says that nothing was measured', () => {
    const { count, p50, max } = summarise([]);
    expect([count, p50, max]).toEqual([0, Number.NaN, Number.NaN]);
  });
});

describe('limited', () => {
  it('does not count a figure that was never measured as met', () => {
    expect(limited('p95', Number.NaN, 10).met).toBe(false);
    expect(limited('p95', 10, 10).met).toBe(true);
  });
});

describe('onsetsOf', () => {
  const levels = (...rms: number[]) =>
    rms.map((level, index) => ({ atEpochMs: 1_000 + index * 20, rms: level }));

  it('begins a stretch at its first loud packet and does not split it at a short pause', () => {
    const spoken = levels(0, 600, 700, 0, 600, 0, 0, 0, 0, 900);
    expect(onsetsOf(spoken, 500, 60)).toEqual([1_020, 1_180]);
  });

  it('finds none in silence', () => {
    expect(onsetsOf(levels(0, 499, 0), 500, 60)).toEqual([]);
  });
});

describe('between', () => {
  it('leaves the later moment out', () => {
    const levels = [1, 2, 3].map((atEpochMs) => ({ atEpochMs, rms: 0 }));
    expect(between(levels, 1, 3).map(({ atEpochMs }) => atEpochMs)).toEqual([1, 2]);
  });
});

describe('stamped frames', () => {
  const AT_US = 123_456_789_012_345;
  const speech = (): Buffer => {
    const samples = makeNoise(20, 1_640, 16_000, 7);
    return Buffer.from(samples.buffer);
  };
  const stamped = (stampUs: number): Buffer => {
    const frame = speech();
    stampFrame(frame, stampUs);
    return frame;
  };

  it('tell the age of the newest, after years of uptime and through base64', () => {
    const audio = Buffer.concat([stamped(AT_US - 21_000), stamped(AT_US - 1_234)]);
    const received = Buffer.from(audio.toString('base64'), 'base64');
    expect(readStamps(received, AT_US)).toEqual({ frames: 2, newestAgeUs: 1_234 });
  });

  it('are found where the message begins in the middle of one', () => {
    const audio = Buffer.concat([stamped(AT_US - 20_000), stamped(AT_US)]).subarray(32, 32 + 640);
    expect(readStamps(audio, AT_US)).toEqual({ frames: 1, newestAgeUs: 0 });
  });

  it('are not seen in silence, nor in speech', () => {
    const nothing = { frames: 0, newestAgeUs: null };
    expect(readStamps(Buffer.alloc(640), AT_US)).toEqual(nothing);
    expect(readStamps(speech(), AT_US)).toEqual(nothing);
  });

  it('sound as before', () => {
    const [before, after] = [speech(), stamped(AT_US)];
    const changes = Array.from({ length: 320 }, (_, index) =>
      Math.abs(before.readInt16LE(index * 2) - after.readInt16LE(index * 2)),
    );
    expect(Math.max(...changes)).toBeLessThan(16);
  });
});
