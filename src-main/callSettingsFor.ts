/** What a call reads of settings and profile, brought together. */
import type { CallSettings, CallSettingsFor } from './call/callSettings';
import type { Settings } from './config/settings';
import type { SettingsStore } from './config/settingsStore';
import { DEFAULT_PROFILE_ID } from './model/profile';

/** What the agent is told when the call goes live: no words of its own, those are the system instruction's. */
const GREETING_REQUEST =
  'The caller is on the line now and can hear you. Greet the caller, in the way your instructions say, and then wait for an answer.';

/** Makes the readers of the calls' settings. What a reader gives is made anew only when a setting has changed: it is asked at every frame. */
export function createSettingsFor(store: SettingsStore): CallSettingsFor {
  return () => {
    let of: Settings | null = null;
    let settings: CallSettings | null = null;
    return () => {
      const { current } = store;
      if (settings === null || current !== of) {
        of = current;
        settings = callSettings(current);
      }
      return settings;
    };
  };
}

function callSettings(settings: Settings): CallSettings {
  return {
    profileId: DEFAULT_PROFILE_ID,
    voice: settings.geminiVoice,
    model: settings.geminiLiveModel,
    systemInstruction: settings.geminiSystemInstruction,
    language: '',
    greeting: settings.geminiSpeaksFirst ? GREETING_REQUEST : '',
    bargeIn: settings.enableInterruptionHandling ? 'immediate' : 'off',
    endpointing: 'service',
    vad: {
      energyThreshold: settings.vadEnergyThreshold,
      adaptiveNoiseFloor: false,
      sileroThreshold: 0.5,
      speechSeconds: settings.vadSpeechThreshold,
      silenceSeconds: settings.vadSilenceThreshold,
    },
    tools: {
      endCall: false,
      transferCall: false,
      sendDtmf: false,
      takeMessage: false,
      googleSearch: false,
      http: [],
    },
    transferTargets: [],
    fallback: { kind: 'announce' },
    watchdogs: {
      callerSilentMs: 0,
      callerSilentEndMs: 0,
      agentSilentMs: 0,
      agentTalkingMs: 0,
      noMediaMs: 0,
      longCallMs: 0,
    },
    agentAway: { sound: 'silence', limitMs: 0 },
    autoAnswer: settings.autoAnswerCalls,
    maxCallMs: settings.maxCallDuration * 1_000,
    record: settings.enableCallRecording,
    logTimes: settings.enablePerformanceLogging,
  };
}
