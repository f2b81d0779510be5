/** Values of labels. None names a call or a person: each would make a series of its own. */
import type { AlertSeverity } from '#model/alert';
import type { TokenUsage } from '#model/metrics';
import type { SweepTotals } from '#model/sweepTotals';

/** Severities of alerts that are counted. */
export const ALERT_SEVERITIES = ['warn', 'danger'] as const satisfies readonly AlertSeverity[];

/** Label of each kind of token. */
export const TOKEN_KINDS = {
  promptTokens: 'prompt',
  promptAudioTokens: 'prompt_audio',
  responseTokens: 'response',
  responseAudioTokens: 'response_audio',
  thoughtsTokens: 'thoughts',
} as const satisfies Readonly<Record<keyof TokenUsage, string>>;

/**
 * Stages that are timed. `time_to_first_audio`: from the end of the caller's speech to the first
 * audio of the reply. `barge_in`: from the onset of the caller's speech to the flush. `setup`: from
 * the beginning of the answer until the call is live, exact to a batch (BATCH_MS, 100 ms).
 */
export const STAGES = ['time_to_first_audio', 'barge_in', 'setup'] as const;

/** Outcomes of a webhook event. */
export const WEBHOOK_RESULTS = ['delivered', 'failed', 'dropped'] as const;

/** Label of each total of SweepTotals: what a sweep of Asterisk found that belonged to no call. */
export const LEFTOVERS = {
  callersTakenUp: 'caller_taken_up',
  channelsGivenBack: 'channel_given_back',
  mediaChannels: 'media_channel',
  calledParties: 'called_party',
  bridges: 'bridge',
  callsWithoutChannel: 'call_without_channel',
} as const satisfies Readonly<Record<Exclude<keyof SweepTotals, 'sweeps'>, string>>;
