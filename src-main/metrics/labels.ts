/** Values that the labels of the figures take. No label ever names a call or a person: each would be a series of its own. */
import type { BargeInMode, CallNotice, CallState } from '#model/call';
import type { ComponentName, ComponentState } from '#model/health';
import type { StoreHealth } from '#model/history';
import type { TokenUsage } from '#model/metrics';
import type { SweepTotals } from '#model/sweepTotals';

/** States that calls are counted by; ended ones are counted by reason. */
export const CALL_STATES = [
  'dialing',
  'ringing',
  'answering',
  'connecting',
  'live',
  'held',
] as const satisfies readonly CallState[];

/** Ways to deal with a caller who interrupts. */
export const BARGE_IN_MODES = [
  'immediate',
  'confirm',
  'off',
] as const satisfies readonly BargeInMode[];

/** Severities of notices that are counted as alerts. */
export const ALERT_SEVERITIES = [
  'warn',
  'danger',
] as const satisfies readonly CallNotice['severity'][];

/** Parts whose state is told. */
export const COMPONENTS = [
  'asterisk',
  'gemini',
  'mediaServer',
  'api',
  'vad',
  'plugins',
] as const satisfies readonly ComponentName[];

/** States of a part. */
export const COMPONENT_STATES = [
  'off',
  'missing',
  'connecting',
  'ready',
  'reconnecting',
  'taken',
  'failed',
] as const satisfies readonly ComponentState[];

/** States of the record of calls. */
export const STORE_STATES = [
  'ready',
  'degraded',
  'replaced',
  'off',
] as const satisfies readonly StoreHealth['state'][];

/** Label of each kind of token. */
export const TOKEN_KINDS = {
  promptTokens: 'prompt',
  promptAudioTokens: 'prompt_audio',
  responseTokens: 'response',
  responseAudioTokens: 'response_audio',
  thoughtsTokens: 'thoughts',
} as const satisfies Readonly<Record<keyof TokenUsage, string>>;

/**
 * Stages that are timed. `time_to_first_audio`: end of the caller's speech to the first audio of the reply. `barge_in`: onset
 * of the caller's speech to the flush. `setup`: beginning to answer to caller and agent talking (seen within 50 ms).
 */
export const STAGES = ['time_to_first_audio', 'barge_in', 'setup'] as const;

/** Outcomes of an announcement to another program. */
export const WEBHOOK_RESULTS = ['delivered', 'failed', 'dropped'] as const;

/** What sweeps of Asterisk find that belonged to no call, and what they were: the label of each of SweepTotals. */
export const LEFTOVERS = {
  callersTakenUp: 'caller_taken_up',
  channelsGivenBack: 'channel_given_back',
  mediaChannels: 'media_channel',
  calledParties: 'called_party',
  bridges: 'bridge',
  callsWithoutChannel: 'call_without_channel',
} as const satisfies Readonly<Record<Exclude<keyof SweepTotals, 'sweeps'>, string>>;
