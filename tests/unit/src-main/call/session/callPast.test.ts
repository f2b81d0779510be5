import { describe, expect, it } from 'vitest';
import { CallPast } from '#main/call/session/callPast';
import type { FrameTap } from '#main/call/talk/audio/frameTaps';
import { PAST_FRAME_SAMPLES, type PastRing } from '#main/media/audio/pastRing';

const LOUD = Buffer.alloc(640, 0x20);

function setUp() {
  const taps = new Set<FrameTap>();
  const wishes = { recording: 'on' };
  const past = new CallPast({
    content: {
      addLineTap: (tap) => {
        taps.add(tap);
        return () => taps.delete(tap);
      },
    },
    liveCall: { value: { wishes } } as never,
  });
  const pass = (frames: number): void => {
    for (let n = 0; n < frames; n += 1) {
      taps.forEach((tap) => {
        tap(LOUD, LOUD, n * 20, null);
      });
    }
  };
  return { past, wishes, taps, pass };
}

/** Whether the newest 20 ms of each side have sound. */
const hasSound = (ring: PastRing): readonly boolean[] =>
  (['caller', 'heard'] as const).map((side) => ring.sample(side, ring.end - 1) !== 0);

describe('the past of a call', () => {
  it('is not kept while the recording is paused', () => {
    const { past, wishes, pass } = setUp();
    past.begin();
    pass(10);
    const { ring } = past;
    expect(ring === null ? [] : hasSound(ring)).toEqual([true, true]);
    wishes.recording = 'paused';
    pass(10);
    expect(ring === null ? [] : hasSound(ring)).toEqual([false, false]);
    const pausedFrom = (ring?.end ?? 0) - 10 * PAST_FRAME_SAMPLES;
    expect(ring?.nextKept(pausedFrom)).toBe(ring?.end);
    wishes.recording = 'on';
    pass(10);
    expect(ring === null ? [] : hasSound(ring)).toEqual([true, true]);
    expect(ring?.nextKept(pausedFrom)).toBe(pausedFrom + 10 * PAST_FRAME_SAMPLES);
  });

  it('is kept once, and forgotten with the call', () => {
    const { past, taps } = setUp();
    expect(past.ring).toBeNull();
    past.begin();
    past.begin();
    expect(taps.size).toBe(1);
    past.end();
    past.end();
    expect([past.ring, taps.size]).toEqual([null, 0]);
  });
});
