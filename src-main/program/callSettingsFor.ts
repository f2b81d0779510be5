import type {
  CallSettings,
  CallSettingsFor,
  KnowledgeSettings,
  WatchdogSettings,
} from '#main/call/callSettings';
import { greet } from '#main/call/talk/prompts';
import { disclosureIn } from '#main/config/disclosure';
import type { Lookalike } from '#main/config/profiles/dialedNumber';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { Settings } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import type { BargeInMode } from '#model/call';
import type { LookUpAnswer } from '#model/lookUp';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Profile, ProfileVad } from '#model/profile';
import { createTimeZone } from './timeZone';

/**
 * Creates the readers of the calls' settings. A call keeps its profile as it is now. A value that
 * the profile leaves open follows the program's setting as it is at the moment. The result is
 * rebuilt only when a setting or what was looked up has changed, because it is read at every frame.
 */
export function createSettingsFor(
  store: Pick<SettingsStore, 'current'>,
  profiles: Pick<ProfileStore, 'forCall' | 'lookalike'>,
): CallSettingsFor {
  const timeZoneOf = createTimeZone();
  return (call) => {
    const { trial } = call;
    const profile = trial?.profile ?? profiles.forCall(call);
    const lookalike = trial === null ? profiles.lookalike(call) : null;
    const profileDoubt = doubtOf(call.dialedNumber, lookalike);
    let of: readonly [Settings, LookUpAnswer | null] | null = null;
    let settings: CallSettings | null = null;
    return (found = null) => {
      const { current } = store;
      if (settings === null || current !== of?.[0] || found !== of[1]) {
        of = [current, found];
        const chosen = profileWith(profile, found);
        const made = callSettings(current, chosen, timeZoneOf(current));
        // Who tries a profile has no telephone that rings.
        const autoAnswer = trial !== null || made.autoAnswer;
        settings = { ...made, autoAnswer, profileDoubt };
      }
      return settings;
    };
  };
}

/** The profile, with what was looked up of this caller in place of its own. */
function profileWith(profile: Profile, found: LookUpAnswer | null): Profile {
  return {
    ...profile,
    voice: found?.voice ?? profile.voice,
    language: found?.language ?? profile.language,
    greeting: found?.greeting ?? profile.greeting,
  };
}

function doubtOf(dialed: string, lookalike: Lookalike | null): Phrase | null {
  return lookalike === null
    ? null
    : phrase('profile.lookalike', {
        dialed,
        name: lookalike.profile.name,
        number: lookalike.number,
      });
}

function callSettings(
  settings: Settings,
  profile: Profile,
  timeZone: string,
): Omit<CallSettings, 'profileDoubt'> {
  return {
    profileId: profile.id,
    profileName: profile.name,
    knowledge: knowledgeOf(settings, profile, timeZone),
    lookUp: profile.lookUp,
    voice: profile.voice ?? settings.geminiVoice,
    model: profile.model ?? settings.geminiLiveModel,
    systemInstruction: profile.systemInstruction ?? settings.geminiSystemInstruction,
    language: profile.language ?? '',
    greeting: greetingOf(settings, profile),
    disclosure: disclosureOf(settings, profile),
    bargeIn: profile.bargeIn ?? bargeInOf(settings),
    bargeInConfirmMs: settings.bargeInConfirmMs,
    endpointing: settings.endpointing,
    vad: vadOf(settings, profile.vad),
    keys: profile.keys,
    tools: profile.tools,
    transferTargets: profile.transferTargets,
    rules: profile.rules,
    fallback: profile.fallback,
    mailbox: profile.mailbox,
    watchdogs: watchdogsOf(settings),
    agentAway: { sound: settings.agentAwaySound, limitMs: settings.agentAwayLimitMs },
    autoAnswer: settings.autoAnswerCalls,
    ringLimitMs: settings.ringLimitMs,
    holdLimitMs: settings.holdLimitMs,
    maxCallMs: inMs(profile.maxCallSeconds) ?? settings.maxCallDurationMs,
    record: profile.record ?? settings.enableCallRecording,
    keepsPast: settings.catchUpListening,
    logTimes: settings.enablePerformanceLogging,
  };
}

function knowledgeOf(settings: Settings, profile: Profile, timeZone: string): KnowledgeSettings {
  return {
    timeZone,
    tellsCaller: settings.agentKnowsCaller,
    channelVariables: profile.channelVariables,
    earlierCalls: profile.earlierCalls,
  };
}

function greetingOf(settings: Settings, { greeting }: Profile): string {
  if (greeting === null) {
    return settings.geminiSpeaksFirst ? greet() : '';
  }
  return greeting === '' ? '' : greet(greeting);
}

/** Where a language has no sentence of ours, that of the settings must do. */
function disclosureOf(settings: Settings, { disclosure, language }: Profile): string {
  if (disclosure !== null) {
    return disclosure;
  }
  const { aiDisclosure, aiDisclosureLanguage: other } = settings;
  return aiDisclosure ? (disclosureIn(language ?? other) ?? disclosureIn(other) ?? '') : '';
}

function bargeInOf(settings: Settings): BargeInMode {
  return settings.enableInterruptionHandling ? settings.bargeInMode : 'off';
}

function watchdogsOf(settings: Settings): WatchdogSettings {
  return {
    callerSilentMs: settings.watchdogCallerSilentMs,
    callerSilentEndMs: settings.watchdogCallerSilentEndMs,
    agentSilentMs: settings.watchdogAgentSilentMs,
    agentTalkingMs: settings.watchdogAgentTalkingMs,
    noMediaMs: settings.watchdogNoMediaMs,
    longCallMs: settings.watchdogLongCallMs,
  };
}

function vadOf(settings: Settings, vad: ProfileVad): VadSettings {
  return {
    energyThreshold: vad.energyThreshold ?? settings.vadEnergyThreshold,
    adaptiveNoiseFloor: settings.vadAdaptiveNoiseFloor,
    sileroThreshold: vad.sileroThreshold ?? settings.vadSileroThreshold,
    speechMs: inMs(vad.speechSeconds) ?? settings.vadSpeechThresholdMs,
    silenceMs: inMs(vad.silenceSeconds) ?? settings.vadSilenceThresholdMs,
  };
}

/** Converts a duration of a profile from seconds to ms; null if the profile leaves it open. */
function inMs(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000);
}
