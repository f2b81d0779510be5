import { describe, expect, it } from 'vitest';
import { findDelay, snrBySegment } from '#support/audio/alignment';
import { decodeUlaw, encodeUlaw } from '#support/audio/g711';
import { joinSamples, makeNoise, makeSilence } from '#support/audio/signal';

const sent = makeNoise(400, 3000);

describe('alignment', () => {
  it('finds a delay to the sample, through the codec and at another level', () => {
    const quieter = sent.map((sample) => sample / 2);
    const heard = decodeUlaw(
      encodeUlaw(joinSamples(new Int16Array(333), quieter, makeSilence(100))),
    );
    const delay = findDelay(sent, heard, 800);
    expect(delay.samples).toBe(333);
    expect(delay.correlation).toBeGreaterThan(0.99);
    expect(Math.min(...snrBySegment(sent, heard, 333))).toBeGreaterThan(30);
  });

  it('reports little correlation for another signal', () => {
    expect(findDelay(sent, makeNoise(500, 3000, 8000, 99), 800).correlation).toBeLessThan(0.2);
  });

  it('shows lost and inserted audio as bad segments from there on', () => {
    const oneLost = joinSamples(sent.subarray(0, 1600), sent.subarray(1640), makeSilence(5));
    const ratios = snrBySegment(sent, oneLost, 0);
    expect(Math.min(...ratios.slice(0, 10))).toBeGreaterThan(20);
    expect(Math.max(...ratios.slice(10))).toBeLessThan(5);
  });

  it('leaves quiet segments out', () => {
    expect(
      snrBySegment(joinSamples(makeSilence(200), sent), joinSamples(makeSilence(200), sent), 0),
    ).toHaveLength(20);
  });
});
