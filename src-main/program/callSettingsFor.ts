/** What a call reads of settings and profile, brought together. */
import type { CallSettings, CallSettingsFor, WatchdogSettings } from '#main/call/callSettings';
import { greet } from '#main/call/talk/prompts';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { Settings } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import type { BargeInMode } from '#model/call';
import type { Profile, ProfileVad } from '#model/profile';

/**
 * Makes the readers of the calls' settings. A call keeps its profile as it is now; where that leaves a value open, the setting of
 * the program holds, as it is at the moment. What a reader gives is made anew only when a setting has changed: it is asked at
 * every frame.
 */
export function createSettingsFor(
  store: Pick<SettingsStore, 'current'>,
  profiles: Pick<ProfileStore, 'forCall'>,
): CallSettingsFor {
  return (call) => {
    const profile = profiles.forCall(call);
    let of: Settings | null = null;
    let settings: CallSettings | null = null;
    return () => {
      const { current } = store;
      if (settings === null || current !== of) {
        of = current;
        settings = callSettings(current, profile);
      }
      return settings;
    };
  };
}

function callSettings(settings: Settings, profile: Profile): CallSettings {
  return {
    profileId: profile.id,
    voice: profile.voice ?? settings.geminiVoice,
    model: profile.model ?? settings.geminiLiveModel,
    systemInstruction: profile.systemInstruction ?? settings.geminiSystemInstruction,
    language: profile.language ?? '',
    greeting: greetingOf(settings, profile),
    bargeIn: profile.bargeIn ?? bargeInOf(settings),
    bargeInConfirmMs: settings.bargeInConfirm,
    endpointing: settings.endpointing,
    vad: vadOf(settings, profile.vad),
    tools: profile.tools,
    transferTargets: profile.transferTargets,
    fallback: profile.fallback,
    watchdogs: watchdogsOf(settings),
    agentAway: { sound: settings.agentAwaySound, limitMs: settings.agentAwayLimit * 1_000 },
    autoAnswer: settings.autoAnswerCalls,
    maxCallMs: (profile.maxCallSeconds ?? settings.maxCallDuration) * 1_000,
    record: profile.record ?? settings.enableCallRecording,
    logTimes: settings.enablePerformanceLogging,
  };
}

function greetingOf(settings: Settings, { greeting }: Profile): string {
  if (greeting === null) {
    return settings.geminiSpeaksFirst ? greet() : '';
  }
  return greeting === '' ? '' : greet(greeting);
}

function bargeInOf(settings: Settings): BargeInMode {
  return settings.enableInterruptionHandling ? settings.bargeInMode : 'off';
}

function watchdogsOf(settings: Settings): WatchdogSettings {
  return {
    callerSilentMs: settings.watchdogCallerSilent * 1_000,
    callerSilentEndMs: settings.watchdogCallerSilentEnd * 1_000,
    agentSilentMs: settings.watchdogAgentSilent * 1_000,
    agentTalkingMs: settings.watchdogAgentTalking * 1_000,
    noMediaMs: settings.watchdogNoMedia * 1_000,
    longCallMs: settings.watchdogLongCall * 1_000,
  };
}

function vadOf(settings: Settings, vad: ProfileVad): VadSettings {
  return {
    energyThreshold: vad.energyThreshold ?? settings.vadEnergyThreshold,
    adaptiveNoiseFloor: settings.vadAdaptiveNoiseFloor,
    sileroThreshold: vad.sileroThreshold ?? settings.vadSileroThreshold,
    speechSeconds: vad.speechSeconds ?? settings.vadSpeechThreshold,
    silenceSeconds: vad.silenceSeconds ?? settings.vadSilenceThreshold,
  };
}
