import { describe, expect, it, vi } from 'vitest';
import { Earpiece } from '#main/call/session/earpiece';
import { PastRing } from '#main/media/audio/pastRing';
import { type Listening, LIVE, stillBehindMs } from '#model/headset';

const frame = (sample: number): Buffer => {
  const bytes = Buffer.alloc(640);
  for (let at = 0; at < bytes.length; at += 2) {
    bytes.writeInt16LE(sample, at);
  }
  return bytes;
};

const CALLER = frame(1_000);
const HEARD = frame(200);
const AGENT = frame(30);

const worn = (
  listening: Listening,
  past: PastRing | null,
  onSkip: () => void = () => undefined,
): Earpiece => new Earpiece(listening, past, onSkip);

/** A sample of what is heard, with these of caller, line and agent. */
const heardBy = (earpiece: Earpiece, speaks = false): number =>
  earpiece.next(CALLER, HEARD, AGENT, speaks).readInt16LE(100);

describe('what a supervisor hears', () => {
  it.each([
    ['both', 1_200],
    ['caller', 1_000],
    ['agent', 30],
    ['line', 200],
  ] as const)('is %s', (sides, sample) => {
    expect(heardBy(worn({ sides, behindMs: 0 }, null))).toBe(sample);
  });

  it('changes with the next frame', () => {
    const earpiece = worn(LIVE, null);
    expect(heardBy(earpiece)).toBe(1_200);
    earpiece.sides = 'agent';
    expect(heardBy(earpiece)).toBe(30);
  });

  it('is clipped at full scale, and silent where nothing is', () => {
    const earpiece = worn(LIVE, null);
    const loud = frame(30_000);
    expect(earpiece.next(loud, loud, null, false).readInt16LE(100)).toBe(32_767);
    expect(earpiece.next(frame(-30_000), frame(-30_000), null, false).readInt16LE(0)).toBe(-32_768);
    earpiece.sides = 'line';
    expect(earpiece.next(loud, null, loud, false)).toEqual(Buffer.alloc(640));
  });

  it.each(['both', 'agent', 'line'] as const)(
    'is the caller alone while they speak themselves, whatever they chose (%s)',
    (sides) => {
      expect(heardBy(worn({ sides, behindMs: 0 }, null), true)).toBe(1_000);
    },
  );
});

describe('a supervisor who listens from earlier on', () => {
  /** A minute in which the caller was loud until `loudMs` before its end. */
  const pastWith = (loudMs: number): PastRing => {
    const ring = new PastRing();
    for (let ms = 20_000; ms > 0; ms -= 20) {
      ring.push(frame(ms > loudMs ? 8_000 : 0), null, null);
    }
    return ring;
  };

  /** The call goes on in silence for 20 ms. */
  const pass = (ring: PastRing, earpiece: Earpiece): number => {
    ring.push(null, null, null);
    return Math.abs(earpiece.next(frame(5), null, null, false).readInt16LE(100));
  };

  it('hears what was said then, half as fast again, and after it the present', () => {
    const ring = pastWith(4_000);
    const earpiece = worn({ sides: 'caller', behindMs: 10_000 }, ring);
    expect(earpiece.behindMs).toBe(10_000);
    let loudFrames = 0;
    let frames = 0;
    while (earpiece.behindMs > 0 && frames < 3_000) {
      frames += 1;
      loudFrames += pass(ring, earpiece) > 4_000 ? 1 : 0;
    }
    // Six seconds were loud.
    expect(loudFrames * 20).toBeGreaterThan(3_900);
    expect(loudFrames * 20).toBeLessThan(4_100);
    expect(Math.abs(frames * 20 - 20_000)).toBeLessThan(300);
    expect(stillBehindMs(10_000, frames * 20)).toBeLessThan(200);
    expect(pass(ring, earpiece)).toBe(5);
  });

  it('begins with the call where that is younger, and hears the present where nothing is kept', () => {
    expect(worn({ sides: 'both', behindMs: 60_000 }, pastWith(0)).behindMs).toBe(20_000);
    expect(worn({ sides: 'both', behindMs: 60_000 }, null).behindMs).toBe(0);
  });

  it('hears the present as soon as they speak', () => {
    const earpiece = worn({ sides: 'both', behindMs: 10_000 }, pastWith(4_000));
    expect(earpiece.next(CALLER, HEARD, AGENT, true).readInt16LE(100)).toBe(1_000);
    expect(earpiece.behindMs).toBe(0);
  });

  it('hears the present when they go live', () => {
    const earpiece = worn({ sides: 'both', behindMs: 10_000 }, pastWith(0));
    earpiece.goLive();
    expect(heardBy(earpiece)).toBe(1_200);
  });

  it('hears the agent alone, also while it was muted, and no supervisor', () => {
    const ring = new PastRing();
    const agent = frame(8_000);
    for (let ms = 0; ms < 4_000; ms += 20) {
      ring.push(null, ms < 2_000 ? null : frame(4_000), ms < 2_000 ? agent : null);
    }
    const earpiece = worn({ sides: 'agent', behindMs: 4_000 }, ring);
    const heard: number[] = [];
    for (let n = 0; n < 120; n += 1) {
      heard.push(pass(ring, earpiece));
    }
    expect(heard.slice(2, 60).every((sample) => sample > 7_000)).toBe(true);
    expect(heard.slice(70).every((sample) => sample === 0)).toBe(true);
  });

  describe('whose call was not kept for a while', () => {
    const SAID_MS = 1_000;
    const PAUSED_MS = 5_000;

    /** Something was said, then the recording was paused. */
    const pausedRing = (): PastRing => {
      const ring = new PastRing();
      for (let ms = 0; ms < SAID_MS; ms += 20) {
        ring.push(frame(8_000), null, null);
      }
      for (let ms = 0; ms < PAUSED_MS; ms += 20) {
        ring.skip();
      }
      return ring;
    };

    it('is live after what was kept, and is told so', () => {
      const ring = pausedRing();
      const behind: number[] = [];
      const earpiece = worn({ sides: 'caller', behindMs: 6_000 }, ring, () => {
        behind.push(earpiece.behindMs);
      });
      let frames = 0;
      do {
        frames += 1;
        ring.skip();
      } while (earpiece.next(CALLER, null, null, false).readInt16LE(100) !== 1_000);
      expect(frames * 20).toBeLessThan(SAID_MS);
      expect(behind).toEqual([0]);
    });

    it('hears at once what was kept after it', () => {
      const ring = pausedRing();
      for (let ms = 0; ms < 2_000; ms += 20) {
        ring.push(frame(4_000), null, null);
      }
      const behind: number[] = [];
      const earpiece = worn({ sides: 'caller', behindMs: 4_000 }, ring, () => {
        behind.push(Math.round(earpiece.behindMs));
      });
      const heard = Array.from({ length: 50 }, () => pass(ring, earpiece));
      expect(heard.slice(2).every((sample) => sample > 3_500)).toBe(true);
      expect(behind).toEqual([2_020]);
    });

    it('is live at once when nothing of it was kept', () => {
      const skipped = vi.fn();
      const earpiece = worn({ sides: 'caller', behindMs: 3_000 }, pausedRing(), skipped);
      expect(heardBy(earpiece)).toBe(1_000);
      expect(skipped).toHaveBeenCalledOnce();
    });

    it('is told of nothing where all was kept', () => {
      const ring = pastWith(0);
      const skipped = vi.fn();
      const earpiece = worn({ sides: 'both', behindMs: 60_000 }, ring, skipped);
      for (let n = 0; n < 200; n += 1) {
        pass(ring, earpiece);
      }
      expect(skipped).not.toHaveBeenCalled();
    });
  });
});
