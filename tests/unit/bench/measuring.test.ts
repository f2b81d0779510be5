import { describe, expect, it } from 'vitest';
import { between, onsetsOf } from '../../bench/packets';
import { stampFrame, stampOfBase64 } from '../../bench/programs/stamp';
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

describe('a stamped frame', () => {
  it('carries microseconds of years of uptime through base64, and stays quiet', () => {
    const frame = Buffer.alloc(640);
    const stampUs = 123_456_789_012_345;
    stampFrame(frame, stampUs);
    const text = `"data":"${frame.toString('base64')}"`;
    expect(stampOfBase64(text, 8)).toBe(stampUs);
    const samples = new Int16Array(frame.buffer, frame.byteOffset, 320);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(256);
  });
});
