import { describe, expect, it } from 'vitest';
import { snrBySegment } from '#support/audio/alignment';
import { decodeAlaw, decodeUlaw, encodeUlaw } from '#support/audio/g711';
import { makeTone } from '#support/audio/signal';

describe('G.711', () => {
  it('decodes the mu-law anchor values of the standard', () => {
    expect([...decodeUlaw(Uint8Array.of(0x00, 0x80, 0xff, 0x7f, 0x8f))]).toEqual([
      -32124, 32124, 0, 0, 16764,
    ]);
  });

  it('decodes the A-law anchor values of the standard', () => {
    expect([...decodeAlaw(Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a))]).toEqual([8, -8, 32256, -32256]);
  });

  it('gives every mu-law byte back except the negative zero', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const again = encodeUlaw(decodeUlaw(bytes));
    bytes[0x7f] = 0xff;
    expect([...again]).toEqual([...bytes]);
  });

  it('keeps a tone above 30 dB signal-to-noise ratio', () => {
    const tone = makeTone({ frequencyHz: 1000, durationMs: 200 });
    const ratios = snrBySegment(tone, decodeUlaw(encodeUlaw(tone)), 0);
    expect(ratios).toHaveLength(10);
    expect(Math.min(...ratios)).toBeGreaterThan(30);
  });
});
