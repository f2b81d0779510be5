import { describe, expect, it } from 'vitest';
import { RoundTrip } from '#main/call/content/roundTrip';

describe('round-trip times', () => {
  it('have no summary before the first', () => {
    expect(new RoundTrip().summary).toBeNull();
  });

  it('are summed up by median, 99th percentile and the longest', () => {
    const times = new RoundTrip();
    for (let ms = 1; ms <= 200; ms += 1) {
      times.add(ms);
    }
    expect(times.summary).toEqual({ measured: 200, medianMs: 100, p99Ms: 198, longestMs: 200 });
  });

  it('beyond the bound are counted at the bound', () => {
    const times = new RoundTrip();
    times.add(60_000);
    times.add(-1);
    expect(times.summary).toMatchObject({ measured: 2, medianMs: 0, longestMs: 1_000 });
  });
});
