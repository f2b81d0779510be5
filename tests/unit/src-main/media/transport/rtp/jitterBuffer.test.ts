import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JitterBuffer } from '#main/media/transport/rtp/jitterBuffer';
import { seededRandom } from '#support/media/signals';

let got: string[];
let buffer: JitterBuffer;

beforeEach(() => {
  vi.useFakeTimers();
  got = [];
  buffer = new JitterBuffer({
    onPayload: (payload) => got.push(payload.toString()),
    onLost: (packets) => got.push(`lost ${packets}`),
    onLate: () => got.push('late'),
  });
});

afterEach(() => {
  buffer.reset();
  vi.useRealTimers();
});

function push(...sequences: number[]): void {
  for (const sequence of sequences) {
    buffer.push(sequence & 0xffff, Buffer.from(String(sequence & 0xffff)));
  }
}

describe('JitterBuffer', () => {
  it('gives packets that come in their turn at once', () => {
    push(10, 11, 12);
    expect(got).toEqual(['10', '11', '12']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('puts packets into order', () => {
    push(1, 3, 4, 2, 5);
    expect(got).toEqual(['1', '2', '3', '4', '5']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives a missing packet up after 40 ms', () => {
    push(1, 3);
    vi.advanceTimersByTime(39);
    expect(got).toEqual(['1']);
    vi.advanceTimersByTime(1);
    expect(got).toEqual(['1', 'lost 1', '3']);
    push(2, 4);
    expect(got.slice(3)).toEqual(['late', '4']);
  });

  it('gives a missing packet up earlier when four packets after it are there', () => {
    push(1, 4, 5, 6, 7);
    expect(got).toEqual(['1', 'lost 2', '4', '5', '6', '7']);
  });

  it('waits anew at each gap', () => {
    push(1, 3, 5);
    vi.advanceTimersByTime(40);
    expect(got).toEqual(['1', 'lost 1', '3']);
    vi.advanceTimersByTime(40);
    expect(got).toEqual(['1', 'lost 1', '3', 'lost 1', '5']);
  });

  it('counts a packet that comes twice as late', () => {
    push(1, 1, 3, 3, 2);
    expect(got).toEqual(['1', 'late', 'late', '2', '3']);
  });

  it('goes on when sequence numbers wrap', () => {
    push(65_534, 0, 65_535, 1);
    expect(got).toEqual(['65534', '65535', '0', '1']);
  });

  it('takes a large step for a new stream', () => {
    push(1, 2, 20_000, 20_001, 5);
    expect(got).toEqual(['1', '2', '20000', '20001', '5']);
  });

  it('counts what an outage took, and the packets that waited when it began', () => {
    push(1, 3, 4, 104, 105);
    expect(got).toEqual(['1', 'lost 102', '104', '105']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts the packets that waited when a new stream began', () => {
    push(1, 3, 20_000, 20_001);
    expect(got).toEqual(['1', 'lost 1', '20000', '20001']);
  });

  it('does not wait for a packet that was for somebody else', () => {
    push(1);
    buffer.skip(2);
    push(3, 5);
    buffer.skip(4);
    expect(got).toEqual(['1', '3', '5']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives every packet once and in order, whatever the network does to them', () => {
    const random = seededRandom(7);
    const packets = Array.from({ length: 2_000 }, (_, sequence) => sequence)
      .filter(() => random() > 0.05)
      .map((sequence) => ({ sequence, atMs: sequence * 20 + random() * 50 }))
      .sort((a, b) => a.atMs - b.atMs);
    let nowMs = 0;
    for (const { sequence, atMs } of packets) {
      vi.advanceTimersByTime(Math.max(0, Math.round(atMs - nowMs)));
      nowMs = atMs;
      push(sequence);
    }
    vi.advanceTimersByTime(100);
    const given = got.filter((entry) => /^\d+$/.test(entry)).map(Number);
    expect(given).toEqual([...new Set(given)].sort((a, b) => a - b));
    const lost = got
      .filter((entry) => entry.startsWith('lost'))
      .reduce((sum, entry) => sum + Number(entry.slice(5)), 0);
    expect(given.length + lost).toBe((given.at(-1) ?? 0) - (given[0] ?? 0) + 1);
  });
});
