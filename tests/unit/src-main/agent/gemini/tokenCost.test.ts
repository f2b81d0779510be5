import { describe, expect, it } from 'vitest';
import { estimateCostUsd } from '#main/agent/gemini/tokenCost';

const USAGE = {
  promptTokens: 522,
  promptAudioTokens: 165,
  responseTokens: 50,
  responseAudioTokens: 42,
  thoughtsTokens: 136,
};

describe('estimateCostUsd', () => {
  it('prices each kind of token of a current model', () => {
    const expected = (165 * 3 + 357 * 0.75 + 42 * 12 + (8 + 136) * 4.5) / 1e6;
    expect(estimateCostUsd(USAGE, 'gemini-3.8-live')).toBeCloseTo(expected, 12);
    expect(estimateCostUsd(USAGE, 'models/gemini-3.1-flash-live-preview')).toBeCloseTo(
      expected,
      12,
    );
  });

  it.each([
    'gemini-2.5-flash-native-audio-preview-12-2025',
    'gemini-live-2.5-flash-native-audio',
    'models/gemini-live-2.5-flash-native-audio',
  ])('has other text prices for %s of the 2.5 line', (model) => {
    const expected = (165 * 3 + 357 * 0.5 + 42 * 12 + (8 + 136) * 2) / 1e6;
    expect(estimateCostUsd(USAGE, model)).toBeCloseTo(expected, 12);
  });

  it('never goes below zero when the details do not add up', () => {
    const usage = { ...USAGE, promptTokens: 0, responseTokens: 0, thoughtsTokens: 0 };
    expect(estimateCostUsd(usage, 'gemini-3.8-live')).toBeCloseTo((165 * 3 + 42 * 12) / 1e6, 12);
  });
});
