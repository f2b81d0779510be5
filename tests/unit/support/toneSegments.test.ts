import { describe, expect, it } from 'vitest';
import { joinSamples, makeSilence, makeTone } from '#support/audio/signal';
import { toneSegments } from '#support/audio/toneSegments';
import type { RtpTrack } from '#support/phone/rtpTrack';

function trackOf(samples: Int16Array): RtpTrack {
  return {
    packets: [],
    keys: '',
    samples,
    startEpochMs: 0,
    gaps: [],
    epochMsAt: (index) => index / 8,
    sampleIndexAt: (epochMs) => epochMs * 8,
  };
}

const tone = (durationMs: number): Int16Array => makeTone({ frequencyHz: 480, durationMs });

describe('toneSegments', () => {
  const track = trackOf(
    joinSamples(
      makeSilence(200),
      tone(600),
      makeSilence(100),
      tone(400),
      makeSilence(1_000),
      tone(300),
    ),
  );

  it('finds every stretch with its times', () => {
    const found = toneSegments(track, 480);
    expect(found).toHaveLength(3);
    for (const [index, [startMs, durationMs]] of [
      [200, 600],
      [900, 400],
      [2_300, 300],
    ].entries()) {
      expect(Math.abs((found[index]?.startEpochMs ?? 0) - (startMs ?? 0))).toBeLessThan(15);
      expect(Math.abs((found[index]?.durationMs ?? 0) - (durationMs ?? 0))).toBeLessThan(25);
      expect(found[index]?.longestHoleMs).toBe(0);
    }
  });

  it('takes a hole for a part of the stretch when told so, and measures it', () => {
    const [first, second, third] = toneSegments(track, 480, 300);
    expect(third).toBeUndefined();
    expect(Math.abs((first?.longestHoleMs ?? 0) - 100)).toBeLessThan(25);
    expect(Math.abs((first?.durationMs ?? 0) - 1_000)).toBeLessThan(45);
    expect(second?.longestHoleMs).toBe(0);
  });

  it('does not hear another tone', () => {
    expect(toneSegments(track, 1_000)).toEqual([]);
  });
});
