import type { TokenUsage } from '#model/metrics';
import { traitsOf } from './setup/modelTraits';

/**
 * Estimates in US dollars what these tokens cost. It is an estimate because prices change and the
 * service does not report the free tier or cached tokens. Prompt tokens that are not audio count as
 * text. Thoughts are billed in addition to the response.
 */
export function estimateCostUsd(usage: TokenUsage, model: string): number {
  const { prices } = traitsOf(model);
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
