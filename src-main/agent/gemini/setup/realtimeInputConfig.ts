/** How the service finds the caller's turns (Gemini Live API, "Voice Activity Detection"). */
import type * as Genai from '@google/genai';

/**
 * Settings of the service's own speech detection. Only those that are set are sent; the others are
 * the service's defaults.
 */
export type ActivityDetection = {
  readonly startOfSpeechSensitivity?: 'HIGH' | 'LOW';
  readonly endOfSpeechSensitivity?: 'HIGH' | 'LOW';
  /** Speech needed before its start counts, ms. */
  readonly prefixPaddingMs?: number;
  /** Silence needed before the end of speech counts, ms. */
  readonly silenceDurationMs?: number;
};

/**
 * What belongs to a caller's turn: only their speech, or all of their audio since the last turn.
 */
export type TurnCoverage = 'activity' | 'all';

/** Who finds the caller's turns, and how. */
export type HearingOptions = {
  readonly endpointing: 'service' | 'local';
  /** See VoiceAgentOptions. */
  readonly allowInterruption: boolean;
  readonly activityDetection: ActivityDetection;
  /** Absent: as the service does. */
  readonly turnCoverage?: TurnCoverage;
};

/** The setup's `realtimeInputConfig`; empty when everything is left to the service. */
export function realtimeInputConfig(
  sdk: typeof Genai,
  options: HearingOptions,
): Genai.RealtimeInputConfig {
  const { ActivityHandling, TurnCoverage } = sdk;
  const automaticActivityDetection =
    options.endpointing === 'local'
      ? { disabled: true }
      : automaticDetection(sdk, options.activityDetection);
  const coverage = {
    activity: TurnCoverage.TURN_INCLUDES_ONLY_ACTIVITY,
    all: TurnCoverage.TURN_INCLUDES_ALL_INPUT,
  };
  return {
    ...(isEmpty(automaticActivityDetection) ? {} : { automaticActivityDetection }),
    ...(options.allowInterruption ? {} : { activityHandling: ActivityHandling.NO_INTERRUPTION }),
    ...(options.turnCoverage === undefined ? {} : { turnCoverage: coverage[options.turnCoverage] }),
  };
}

function automaticDetection(
  sdk: typeof Genai,
  detection: ActivityDetection,
): Genai.AutomaticActivityDetection {
  const { StartSensitivity, EndSensitivity } = sdk;
  const { startOfSpeechSensitivity: start, endOfSpeechSensitivity: end } = detection;
  const { prefixPaddingMs, silenceDurationMs } = detection;
  return {
    ...(start === undefined
      ? {}
      : { startOfSpeechSensitivity: StartSensitivity[`START_SENSITIVITY_${start}`] }),
    ...(end === undefined
      ? {}
      : { endOfSpeechSensitivity: EndSensitivity[`END_SENSITIVITY_${end}`] }),
    ...(prefixPaddingMs === undefined ? {} : { prefixPaddingMs }),
    ...(silenceDurationMs === undefined ? {} : { silenceDurationMs }),
  };
}

export function isEmpty(config: object): boolean {
  return Object.keys(config).length === 0;
}
