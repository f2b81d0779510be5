import type { Settings } from './settings';

/** Options of Gemini sessions; an option is absent if the settings leave it to the service. */
export function geminiSession(settings: Settings) {
  const { geminiStartSensitivity: start, geminiEndSensitivity: end } = settings;
  const { geminiPrefixPaddingMs: padding, geminiSilenceDurationMs: silence } = settings;
  const { geminiTurnCoverage: turnCoverage, geminiContextLimit: limit } = settings;
  return {
    activityDetection: {
      ...(start === 'default' ? {} : { startOfSpeechSensitivity: sensitivity(start) }),
      ...(end === 'default' ? {} : { endOfSpeechSensitivity: sensitivity(end) }),
      ...(padding === 0 ? {} : { prefixPaddingMs: padding }),
      ...(silence === 0 ? {} : { silenceDurationMs: silence }),
    },
    ...(turnCoverage === 'default' ? {} : { turnCoverage }),
    ...(limit === 0 ? {} : { compressionTriggerTokens: limit }),
  };
}

function sensitivity(word: 'high' | 'low'): 'HIGH' | 'LOW' {
  return word === 'high' ? 'HIGH' : 'LOW';
}
