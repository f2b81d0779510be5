import type { Log } from '../observability/log';
import type { ActivityDetection } from './geminiSetup';
import type { RetryPolicy } from './sessionOpener';

/** How Gemini agents are made. Functions are asked at each connection, so that a changed setting counts from the next on. */
export type GeminiAgentSettings = {
  /** The API key; asked for at each connection and kept nowhere else. */
  readonly apiKey: () => string;
  /** GEMINI_LIVE_MODEL. */
  readonly model: string;
  /** GEMINI_BASE_URL; empty for Google's. */
  readonly baseUrl: string;
  /** AUDIO_CHUNK_SIZE: samples sent at once, a multiple of 320. */
  readonly chunkSamples: number;
  /** AUDIO_BUFFER_SIZE: samples of the newest caller audio kept while there is no session. */
  readonly bufferSamples: number;
  readonly log: Log;
  /** The service's own speech detection; by default as the service has it. */
  readonly activityDetection?: ActivityDetection;
  /** Times, for tests and trials; see DEFAULT_GEMINI_TIMES. */
  readonly times?: Partial<GeminiTimes>;
};

/** Times of an agent, ms. */
export type GeminiTimes = {
  /** Longest time until one session is set up. */
  readonly connectTimeoutMs: number;
  /** Time all tries to open the first session may take: the caller waits and hears nothing. */
  readonly startBudgetMs: number;
  /** Time all tries to get a session back may take. */
  readonly recoveryBudgetMs: number;
  /** Time all tries with a new voice may take before the old voice is taken again. */
  readonly voiceChangeBudgetMs: number;
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** The service counts as lost when it takes no audio for this time. */
  readonly stallMs: number;
  /** A session that lasted this long was a good one: its loss is not counted against the next. */
  readonly stableMs: number;
  /** How long before the announced end of a connection it is replaced at the latest. */
  readonly goAwayMarginMs: number;
  /** Longest wait, before a voice change, for a handle that knows the last turn. */
  readonly handleWaitMs: number;
};

/** Times unless given otherwise. */
export const DEFAULT_GEMINI_TIMES: GeminiTimes = {
  connectTimeoutMs: 10_000,
  startBudgetMs: 20_000,
  recoveryBudgetMs: 30_000,
  voiceChangeBudgetMs: 15_000,
  firstBackoffMs: 500,
  maxBackoffMs: 4_000,
  stallMs: 4_000,
  stableMs: 10_000,
  goAwayMarginMs: 3_000,
  handleWaitMs: 500,
};

/** Texts kept while there is no session to speak them to. */
export const MAX_WAITING_TEXTS = 8;

/** Tries with a handle, and without one. */
export const RECOVERY_TRIES = 3;

/** The retry policy for one purpose. */
export function retryPolicy(times: GeminiTimes, budgetMs: number): RetryPolicy {
  return {
    tries: RECOVERY_TRIES,
    budgetMs,
    connectTimeoutMs: times.connectTimeoutMs,
    backoff: {
      firstMs: times.firstBackoffMs,
      maxMs: times.maxBackoffMs,
      factor: 2,
      jitter: 0.3,
    },
  };
}

/** Longest time a Node timer can wait, ms; more would go off at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * How long a connection may still be used after its end was announced, ms. A short notice is not used up by the margin: half
 * of it is left to the turn in progress. `timeLeftMs` is null when the service did not say.
 */
export function rotationDelayMs(timeLeftMs: number | null, marginMs: number): number {
  const leftMs = timeLeftMs ?? 2 * marginMs;
  return Math.min(MAX_TIMER_MS, Math.max(leftMs - marginMs, leftMs / 2));
}
