import { describe, expect, it } from 'vitest';
import { TimeStretch } from '#main/media/audio/timeStretch';

const RATE_HZ = 8_000;
const SIZES = { piece: 160, overlap: 80, search: 80 };

/** A voice-like sound: a fundamental and two overtones. */
const voice =
  (hz: number) =>
  (sample: number): number => {
    const phase = (2 * Math.PI * hz * sample) / RATE_HZ;
    return 4_000 * Math.sin(phase) + 2_000 * Math.sin(2 * phase) + 1_000 * Math.sin(3 * phase);
  };

function play(read: (sample: number) => number, pieces: number, speed = 1.5) {
  const stretch = new TimeStretch(read, 0, speed, SIZES);
  const output = new Int16Array(pieces * SIZES.piece);
  for (let at = 0; at < output.length; at += SIZES.piece) {
    stretch.next(output.subarray(at, at + SIZES.piece));
  }
  return { output, stretch };
}

/** Upward crossings of zero a second: the pitch of a sound whose fundamental is strongest. */
function pitchOf(output: Int16Array): number {
  let crossings = 0;
  for (let at = 1; at < output.length; at += 1) {
    crossings += (output[at - 1] ?? 0) < 0 && (output[at] ?? 0) >= 0 ? 1 : 0;
  }
  return (crossings * RATE_HZ) / output.length;
}

const largestStep = (output: Int16Array): number => {
  let largest = 0;
  for (let at = 1; at < output.length; at += 1) {
    largest = Math.max(largest, Math.abs((output[at] ?? 0) - (output[at - 1] ?? 0)));
  }
  return largest;
};

describe('a signal that is played faster', () => {
  it.each([95, 140, 210])('keeps its pitch (%i Hz)', (hz) => {
    const { output } = play(voice(hz), 100);
    expect(Math.abs(pitchOf(output) - hz)).toBeLessThan(0.03 * hz);
  });

  it('uses up three seconds in two', () => {
    const { stretch } = play(voice(140), 100);
    expect(stretch.position).toBe(3 * RATE_HZ);
  });

  it.each([95, 140, 210])('has no jumps at the seams (%i Hz)', (hz) => {
    const signal = Int16Array.from({ length: 8_000 }, (_, at) => Math.round(voice(hz)(at)));
    expect(largestStep(play(voice(hz), 100).output)).toBeLessThan(1.3 * largestStep(signal));
  });

  it('is the signal itself at its own speed', () => {
    const { output } = play(voice(140), 20, 1);
    const off = output.map((sample, at) => Math.abs(sample - voice(140)(at)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });

  it('needs no sample beyond what it names', () => {
    let newest = 0;
    const stretch = new TimeStretch(
      (sample) => {
        newest = Math.max(newest, sample);
        return sample % 97;
      },
      0,
      1.5,
      SIZES,
    );
    const piece = new Int16Array(SIZES.piece);
    for (let n = 0; n < 50; n += 1) {
      const { needs } = stretch;
      stretch.next(piece);
      expect(newest).toBeLessThan(needs);
    }
  });
});
