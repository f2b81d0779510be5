import type { TokenUsage } from '#model/metrics';

/** Tokens of a second of audio (Gemini API, "Tokens": Live API audio is 25 tokens a second). */
const TOKENS_PER_SECOND = 25;

/** Tokens of the instruction that every session begins with, roughly. */
const INSTRUCTION_TOKENS = 180;

/** Counts tokens like the service: each turn bills the whole talk so far as prompt. */
export class TokenCount {
  #heardMs = 0;
  #contextTokens = INSTRUCTION_TOKENS;

  /** The service has heard this much more audio, ms. */
  heard(ms: number): void {
    this.#heardMs += ms;
  }

  /** A turn of this length is over. Returns what it bills. */
  endTurn(spokenMs: number): TokenUsage {
    const promptAudioTokens = Math.round((this.#heardMs / 1000) * TOKENS_PER_SECOND);
    const responseTokens = Math.round((spokenMs / 1000) * TOKENS_PER_SECOND);
    const promptTokens = this.#contextTokens + promptAudioTokens;
    this.#contextTokens += responseTokens;
    return {
      promptTokens,
      promptAudioTokens,
      responseTokens,
      responseAudioTokens: responseTokens,
      thoughtsTokens: 0,
    };
  }
}
