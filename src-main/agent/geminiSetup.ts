import type * as Genai from '@google/genai';
import type { VoiceName } from '../model/voices';
import type { HistoryTurn } from './voiceAgent';

/**
 * Settings of the service's own speech detection (Gemini Live API, "Automatic activity detection"). Only those that are set are
 * sent; the service has its own defaults for the others.
 */
export type ActivityDetection = {
  readonly startOfSpeechSensitivity?: 'HIGH' | 'LOW';
  readonly endOfSpeechSensitivity?: 'HIGH' | 'LOW';
  /** Speech needed before its start counts, ms. */
  readonly prefixPaddingMs?: number;
  /** Silence needed before the end of speech counts, ms. */
  readonly silenceDurationMs?: number;
};

/** What a session is set up with. */
export type SetupOptions = {
  readonly voice: VoiceName;
  readonly systemInstruction: string;
  /** Handle to resume by; null begins a new session that will give handles. */
  readonly handle: string | null;
  /** The caller's speech interrupts the agent. */
  readonly allowInterruption: boolean;
  readonly activityDetection: ActivityDetection;
};

/**
 * The SDK's configuration for one session: audio out, both transcriptions, resumption, and a sliding context window, without
 * which a session of audio ends after 15 minutes (Gemini Live API, "Session management").
 */
export function liveConnectConfig(
  sdk: typeof Genai,
  options: SetupOptions,
): Genai.LiveConnectConfig {
  const realtimeInputConfig = realtimeInput(sdk, options);
  return {
    responseModalities: [sdk.Modality.AUDIO],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: options.voice } } },
    ...(options.systemInstruction === '' ? {} : { systemInstruction: options.systemInstruction }),
    // A handle of null is refused with 1007; absent asks for a new session.
    sessionResumption: options.handle === null ? {} : { handle: options.handle },
    inputAudioTranscription: {},
    outputAudioTranscription: {},
    contextWindowCompression: { slidingWindow: {} },
    ...(isEmpty(realtimeInputConfig) ? {} : { realtimeInputConfig }),
  };
}

function realtimeInput(sdk: typeof Genai, options: SetupOptions): Genai.RealtimeInputConfig {
  const { StartSensitivity, EndSensitivity, ActivityHandling } = sdk;
  const { activityDetection, allowInterruption } = options;
  const { startOfSpeechSensitivity: start, endOfSpeechSensitivity: end } = activityDetection;
  const { prefixPaddingMs, silenceDurationMs } = activityDetection;
  const automaticActivityDetection: Genai.AutomaticActivityDetection = {
    ...(start === undefined
      ? {}
      : { startOfSpeechSensitivity: StartSensitivity[`START_SENSITIVITY_${start}`] }),
    ...(end === undefined
      ? {}
      : { endOfSpeechSensitivity: EndSensitivity[`END_SENSITIVITY_${end}`] }),
    ...(prefixPaddingMs === undefined ? {} : { prefixPaddingMs }),
    ...(silenceDurationMs === undefined ? {} : { silenceDurationMs }),
  };
  return {
    ...(isEmpty(automaticActivityDetection) ? {} : { automaticActivityDetection }),
    ...(allowInterruption ? {} : { activityHandling: ActivityHandling.NO_INTERRUPTION }),
  };
}

function isEmpty(config: object): boolean {
  return Object.keys(config).length === 0;
}

/** The system instruction with the talk so far, for models that take no text turns in a running session. */
export function instructionWithHistory(
  systemInstruction: string,
  history: readonly HistoryTurn[],
): string {
  if (history.length === 0) {
    return systemInstruction;
  }
  const lines = history.map((turn) => `${turn.role === 'user' ? 'Caller' : 'You'}: ${turn.text}`);
  return `${systemInstruction}\n\nThe call is already running; go on from here. The talk so far:\n${lines.join('\n')}`;
}
