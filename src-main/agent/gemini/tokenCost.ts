import type { TokenUsage } from '#model/metrics';

/** US dollars for a million tokens of each kind. */
export type TokenPrices = {
  readonly textIn: number;
  readonly audioIn: number;
  /** Text and thoughts. */
  readonly textOut: number;
  readonly audioOut: number;
};

/** Prices of the paid tier by model family, the first that matches counts (Gemini API docs, "Pricing"). */
const PRICES: readonly { readonly family: RegExp; readonly prices: TokenPrices }[] = [
  {
    family: /^gemini-2\.5-/,
    prices: { textIn: 0.5, audioIn: 3, textOut: 2, audioOut: 12 },
  },
  {
    // 3.8-live, 3.8-live-extended-thinking and 3.1-flash-live cost the same; an unknown model is taken for one of them.
    family: /^/,
    prices: { textIn: 0.75, audioIn: 3, textOut: 4.5, audioOut: 12 },
  },
];

/** Published prices of a model. */
export function tokenPrices(model: string): TokenPrices {
  const name = model.replace(/^models\//, '');
  const entry = PRICES.find((candidate) => candidate.family.test(name));
  return entry?.prices ?? { textIn: 0, audioIn: 0, textOut: 0, audioOut: 0 };
}

/**
 * Estimate in US dollars of what these tokens cost. An estimate: prices change, the free tier and cached tokens are not
 * known here. Prompt tokens that are not audio are counted as text; thoughts are billed beside the response.
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
