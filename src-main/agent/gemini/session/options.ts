import type { Log } from '#main/observability/log';
import type { GeminiAccess } from '#model/geminiAccess';
import type { ActivityDetection, TurnCoverage } from '../setup/realtimeInputConfig';
import type { RenewalTimes } from './connectionRenewal';
import type { RetryPolicy } from './opener';

/** How Gemini agents are made. Functions are asked at each connection, so that a changed setting counts from the next on. */
export type GeminiAgentSettings = {
  /** Where the service is and who we are there; holds the API key, which is kept nowhere else. */
  readonly access: () => GeminiAccess;
  /** AUDIO_CHUNK_SIZE: samples sent at once, a multiple of 320. */
  readonly chunkSamples: number;
  /** AUDIO_BUFFER_SIZE: samples of the newest caller audio kept while there is no session. */
  readonly bufferSamples: number;
  readonly log: Log;
  /** How sessions are set up; by default as the service has it. */
  readonly session?: () => GeminiSessionSettings;
  /** Times, for tests and trials; see DEFAULT_GEMINI_TIMES. */
  readonly times?: Partial<GeminiTimes>;
};

/** What can be set of a session; what is absent is as the service has it. */
export type GeminiSessionSettings = {
  /** GEMINI_START_SENSITIVITY and the settings after it; without effect when turns are found on our side. */
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
  /** Longest wait, before a voice change, for a handle that knows the last turn. */
  readonly handleWaitMs: number;
};

/** Times unless given otherwise. */
export const DEFAULT_GEMINI_TIMES: GeminiTimes = {
  connectTimeoutMs: 10_000,
  startBudgetMs: 20_000,
  // The longest AGENT_AWAY_LIMIT, and some more.
  recoveryBudgetMs: 61 * 60_000,
  voiceChangeBudgetMs: 15_000,
  firstBackoffMs: 500,
  maxBackoffMs: 4_000,
  stallMs: 4_000,
  stableMs: 10_000,
  goAwayMarginMs: 3_000,
  renewAfterMs: 9 * 60_000,
  renewLatestMs: 57 * 60_000,
  handleWaitMs: 500,
};

/** Texts kept while there is no session to speak them to. */
export const MAX_WAITING_TEXTS = 8;

/** What a session is opened for. */
export type OpeningPurpose = 'start' | 'recovery' | 'voice-change';

/** Tries with a handle, and without one where somebody waits for the outcome. */
const TRIES = 3;

/**
 * The retry policy for one purpose. A talk that has lost its session waits as long as its call lets it (AGENT_AWAY_LIMIT): it tries
 * until the time is used up.
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
