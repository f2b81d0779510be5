import type { TokenUsage } from '#model/metrics';

/** US dollars for a million tokens of each kind. */
type TokenPrices = {
  readonly textIn: number;
  readonly audioIn: number;
  /** Text and thoughts. */
  readonly textOut: number;
  readonly audioOut: number;
};

/** Prices of the paid tier by model family. The first match counts (Gemini API docs, "Pricing"). */
const PRICES: readonly { readonly family: RegExp; readonly prices: TokenPrices }[] = [
  {
    family: /^gemini-2\.5-/,
    prices: { textIn: 0.5, audioIn: 3, textOut: 2, audioOut: 12 },
  },
  {
    // 3.8-live, 3.8-live-extended-thinking and 3.1-flash-live cost the same, and an unknown model
    // is assumed to.
    family: /^/,
    prices: { textIn: 0.75, audioIn: 3, textOut: 4.5, audioOut: 12 },
  },
];

/** Published prices of a model. */
function tokenPrices(model: string): TokenPrices {
  const name = model.replace(/^models\//, '');
  const entry = PRICES.find((candidate) => candidate.family.test(name));
  return entry?.prices ?? { textIn: 0, audioIn: 0, textOut: 0, audioOut: 0 };
}

/**
 * Estimates in US dollars what these tokens cost. It is an estimate because prices change and the
 * service does not report the free tier or cached tokens. Prompt tokens that are not audio count as
 * text. Thoughts are billed in addition to the response.
 */
export function estimateCostUsd(usage: TokenUsage, model: string): number {
  const prices = tokenPrices(model);
  const textIn = Math.max(0, usage.promptTokens - usage.promptAudioTokens);
  const textOut = Math.max(0, usage.responseTokens - usage.responseAudioTokens);
  return (
    (usage.promptAudioTokens * prices.audioIn +
      textIn * prices.textIn +
      usage.responseAudioTokens * prices.audioOut +
      (textOut + usage.thoughtsTokens) * prices.textOut) /
    1_000_000
  );
}
