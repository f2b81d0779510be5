/** Figures of one call. All times in ms. */

/**
 * Tokens as the service bills them, summed over every usage message (the whole context is billed
 * again each turn).
 */
export type TokenUsage = {
  readonly promptTokens: number;
  readonly promptAudioTokens: number;
  readonly responseTokens: number;
  readonly responseAudioTokens: number;
  readonly thoughtsTokens: number;
};

/**
 * Why a turn of the agent that should have had sound had none. In capitals: the service's own word
 * (Gemini Live API, `TurnCompleteReason`). `text`: text in place of sound. `after-tool`: nothing
 * after the result of a tool. `empty`: nothing, or nothing but thoughts.
 */
export const MUTE_REASONS = [
  'RESPONSE_REJECTED',
  'MALFORMED_FUNCTION_CALL',
  'PROHIBITED_INPUT_CONTENT',
  'GENERATED_AUDIO_SAFETY',
  'GENERATED_CONTENT_PROHIBITED',
  'GENERATED_CONTENT_SAFETY',
  'GENERATED_OTHER',
  'INPUT_OTHER',
  'text',
  'after-tool',
  'empty',
  'other',
] as const;

/** See MUTE_REASONS. */
export type MuteReason = (typeof MUTE_REASONS)[number];

/** Running figures of one call; see each field for its unit. */
export type CallMetrics = {
  /**
   * End of caller's speech to first agent audio handed to Asterisk, last turn; null before the
   * first.
   */
  readonly lastTimeToFirstAudioMs: number | null;
  /** Median over the call's turns; null before the first. */
  readonly medianTimeToFirstAudioMs: number | null;
  /** Agent turns with audio. */
  readonly agentTurns: number;
  /** Agent turns without sound although somebody waited for one, by reason; those that occurred. */
  readonly muteTurns: Readonly<Partial<Record<MuteReason, number>>>;
  readonly bargeIns: number;
  /**
   * Onset of the caller's speech to the command that silences the agent, last barge-in; null before
   * the first, and if the onset is not known.
   */
  readonly lastBargeInReactionMs: number | null;
  /** 20 ms frames from the caller. */
  readonly framesIn: number;
  /** 20 ms frames to the caller. */
  readonly framesOut: number;
  /** Incoming frames that came more than 40 ms late. */
  readonly framesLate: number;
  /** Frames lost on the way, or dropped by a full buffer. */
  readonly framesLost: number;
  /** Gaps the caller heard inside an answer because the agent's audio came too late. */
  readonly playoutGaps: number;
  /** Agent connections that were lost and replaced; changes of voice and renewals do not count. */
  readonly agentReconnects: number;
  readonly voiceChanges: number;
  readonly tokens: TokenUsage;
  /** Estimate in US dollars from the published token prices; 0 in demo mode. */
  readonly costEstimateUsd: number;
};

/** Metrics of a call that has just begun. */
export const EMPTY_METRICS: CallMetrics = {
  lastTimeToFirstAudioMs: null,
  medianTimeToFirstAudioMs: null,
  agentTurns: 0,
  muteTurns: {},
  bargeIns: 0,
  lastBargeInReactionMs: null,
  framesIn: 0,
  framesOut: 0,
  framesLate: 0,
  framesLost: 0,
  playoutGaps: 0,
  agentReconnects: 0,
  voiceChanges: 0,
  tokens: {
    promptTokens: 0,
    promptAudioTokens: 0,
    responseTokens: 0,
    responseAudioTokens: 0,
    thoughtsTokens: 0,
  },
  costEstimateUsd: 0,
};
