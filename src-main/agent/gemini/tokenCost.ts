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

/**
 * Tokens of a second of audio (Gemini API docs, "Understand and count tokens": Live API).
 */
const AUDIO_TOKENS_A_SECOND = 25;

/** Estimates in US dollars what so much audio of the caller costs, with answers as long as it. */
export function estimateTalkUsd(audioMs: number, model: string): number {
  const tokens = (audioMs / 1_000) * AUDIO_TOKENS_A_SECOND;
  return estimateCostUsd(
    {
      promptTokens: tokens,
      promptAudioTokens: tokens,
      responseTokens: tokens,
      responseAudioTokens: tokens,
      thoughtsTokens: 0,
    },
    model,
  );
}
