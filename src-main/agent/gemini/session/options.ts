import type { Log } from '#main/observability/log';
import type { BackoffOptions } from '#main/util/backoff';
import type { GeminiAccess } from '#model/geminiAccess';
import type { ActivityDetection, TurnCoverage } from '../setup/realtimeInputConfig';
import type { RenewalTimes } from './connectionRenewal';
import type { RetryPolicy } from './opener';

/**
 * Settings of Gemini agents. Functions are called at each connection, so that a changed setting
 * holds from the next on.
 */
export type GeminiAgentSettings = {
  /** Endpoint and credentials of the service. Holds the API key, which is kept nowhere else. */
  readonly access: () => GeminiAccess;
  /** AUDIO_CHUNK_SIZE: fewest samples sent at once, a multiple of 320. */
  readonly chunkSamples: number;
  /** AUDIO_BUFFER_SIZE: samples of the newest caller audio kept while there is no session. */
  readonly bufferSamples: number;
  readonly log: Log;
  /** How sessions are set up. Default: as the service does. */
  readonly session?: () => GeminiSessionSettings;
  /** Replaces some of DEFAULT_GEMINI_TIMES, in tests. */
  readonly times?: Partial<GeminiTimes>;
};

/** Optional settings of a session. What is absent is left to the service. */
type GeminiSessionSettings = {
  /**
   * GEMINI_START_SENSITIVITY and the settings after it; without effect with endpointing `local`.
   */
  readonly activityDetection?: ActivityDetection;
  /** GEMINI_TURN_COVERAGE. */
  readonly turnCoverage?: TurnCoverage;
  /** GEMINI_CONTEXT_LIMIT, tokens. */
  readonly compressionTriggerTokens?: number;
};

/** Times of an agent, ms. */
export type GeminiTimes = RenewalTimes & {
  /** Longest time until one session is set up. */
  readonly connectTimeoutMs: number;
  /** Time for all tries to open the first session, while the caller waits and hears nothing. */
  readonly startBudgetMs: number;
  /** Time for all tries to get a lost session back. */
  readonly recoveryBudgetMs: number;
  /** Time for all tries with a new voice; after that the old voice is taken again. */
  readonly voiceChangeBudgetMs: number;
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** Longest pause of all calls together while the service has no quota left. */
  readonly maxQuotaBackoffMs: number;
  /** A connection that takes no audio for this long counts as lost. */
  readonly stallMs: number;
  /** Longest wait for a handle that knows the last turn, before a voice change. */
  readonly handleWaitMs: number;
};

export const DEFAULT_GEMINI_TIMES: GeminiTimes = {
  connectTimeoutMs: 10_000,
  startBudgetMs: 20_000,
  // The longest AGENT_AWAY_LIMIT, and some more.
  recoveryBudgetMs: 61 * 60_000,
  voiceChangeBudgetMs: 15_000,
  firstBackoffMs: 500,
  maxBackoffMs: 4_000,
  maxQuotaBackoffMs: 15_000,
  stallMs: 4_000,
  stableMs: 10_000,
  goAwayMarginMs: 3_000,
  renewAfterMs: 9 * 60_000,
  renewLatestMs: 57 * 60_000,
  handleWaitMs: 500,
};

/** How all calls wait while the service has no quota left. */
export function quotaBackoff(times: GeminiTimes): BackoffOptions {
  return { firstMs: times.firstBackoffMs, maxMs: times.maxQuotaBackoffMs, factor: 2, jitter: 0.3 };
}

/** Why a session is opened. */
export type OpeningPurpose = 'start' | 'recovery' | 'voice-change';

/** Tries with a handle, and tries without one when somebody waits for the outcome. */
const TRIES = 3;

/**
 * The retry policy for one purpose. After a loss it tries until the time is used up: the call
 * decides how long it waits for its agent (AGENT_AWAY_LIMIT).
 */
export function retryPolicy(times: GeminiTimes, purpose: OpeningPurpose): RetryPolicy {
  const budgets = {
    start: times.startBudgetMs,
    recovery: times.recoveryBudgetMs,
    'voice-change': times.voiceChangeBudgetMs,
  };
  return {
    handleTries: TRIES,
    freshTries: purpose === 'recovery' ? Number.POSITIVE_INFINITY : TRIES,
    budgetMs: budgets[purpose],
    connectTimeoutMs: times.connectTimeoutMs,
    backoff: {
      firstMs: times.firstBackoffMs,
      maxMs: times.maxBackoffMs,
      factor: 2,
      jitter: 0.3,
    },
  };
}
