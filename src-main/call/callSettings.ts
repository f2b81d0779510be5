/** The part of settings and profile that one call needs. */
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import type { BargeInMode } from '#model/call';
import type { LookUpAnswer } from '#model/lookUp';
import type { NudgeRule } from '#model/nudge';
import type { Phrase } from '#model/phrases/phrase';
import type {
  KeyUse,
  ProfileFallback,
  ProfileLookUp,
  ProfileMailbox,
  ProfileTools,
  TransferTarget,
} from '#model/profile';
import type { VoiceName } from '#model/voices';
import type { DeskTrial } from './callLeg';

/** What the agent is told of its call. */
export type KnowledgeSettings = {
  /** TIME_ZONE, as the name of a zone (IANA). */
  readonly timeZone: string;
  /** AGENT_KNOWS_CALLER. */
  readonly tellsCaller: boolean;
  /** Variables of the caller's channel. */
  readonly channelVariables: readonly string[];
  /** Earlier calls with the same number. */
  readonly earlierCalls: boolean;
};

/** Limits of the watchdogs, ms; 0 turns one off. */
export type WatchdogSettings = {
  /**
   * WATCHDOG_CALLER_SILENT: the caller says nothing on their turn; the agent is told to ask whether
   * they are still there.
   */
  readonly callerSilentMs: number;
  /**
   * WATCHDOG_CALLER_SILENT_END: the caller still says nothing; the agent says goodbye and the call
   * ends.
   */
  readonly callerSilentEndMs: number;
  /** WATCHDOG_AGENT_SILENT: the agent should speak and is not heard (by amplitude). */
  readonly agentSilentMs: number;
  /** WATCHDOG_AGENT_TALKING: the agent talks without a pause; it is told to come to an end. */
  readonly agentTalkingMs: number;
  /** WATCHDOG_NO_MEDIA: no audio comes from the caller at all. */
  readonly noMediaMs: number;
  /** WATCHDOG_LONG_CALL: the supervisor is told that the call is long. */
  readonly longCallMs: number;
};

/** What the caller hears, and where the call goes, while the agent's connection is lost. */
export type AgentAwaySettings = {
  /** AGENT_AWAY_SOUND: a short soft tone now and then, music on hold, or nothing. */
  readonly sound: 'tone' | 'music' | 'silence';
  /** AGENT_AWAY_LIMIT, ms: after it the call goes to the profile's fallback; 0: never. */
  readonly limitMs: number;
};

/**
 * The settings of one call. The profile, as it was when the call came, overrides the program's
 * settings as they are now.
 */
export type CallSettings = {
  readonly profileId: string;
  readonly profileName: string;
  /** Why another profile was probably meant; null when there is no doubt. */
  readonly profileDoubt: Phrase | null;
  readonly knowledge: KnowledgeSettings;
  readonly lookUp: ProfileLookUp | null;
  readonly voice: VoiceName;
  readonly model: string;
  /** With placeholders (model/callFacts.ts), as the greeting. */
  readonly systemInstruction: string;
  /** BCP 47 tag; empty: the caller's language. */
  readonly language: string;
  /** The prompt by which the agent opens the call; empty: the caller speaks first. */
  readonly greeting: string;
  /** The sentence that says that one talks with an AI, with placeholders; empty: none. */
  readonly disclosure: string;
  readonly bargeIn: BargeInMode;
  /** BARGE_IN_CONFIRM, ms. */
  readonly bargeInConfirmMs: number;
  readonly endpointing: 'service' | 'local';
  readonly vad: VadSettings;
  /** What becomes of the keys that the caller presses. */
  readonly keys: KeyUse;
  readonly tools: ProfileTools;
  readonly transferTargets: readonly TransferTarget[];
  readonly rules: readonly NudgeRule[];
  readonly fallback: ProfileFallback;
  readonly mailbox: ProfileMailbox;
  readonly watchdogs: WatchdogSettings;
  readonly agentAway: AgentAwaySettings;
  readonly autoAnswer: boolean;
  readonly maxCallMs: number;
  /** RING_LIMIT: how long a caller rings for the supervisor; 0: until they give up. */
  readonly ringLimitMs: number;
  /** HOLD_LIMIT: how long a supervisor's hold, pause or mute of the agent lasts; 0: for ever. */
  readonly holdLimitMs: number;
  readonly record: boolean;
  /** CATCH_UP_LISTENING: the last minute of the call is kept in memory. */
  readonly keepsPast: boolean;
  /**
   * Whether the log gets the times of each turn and barge-in, and the figures of the call at its
   * end.
   */
  readonly logTimes: boolean;
};

/**
 * Reads the present settings of a call.
 * @param found What the look-up says: it goes before the profile. Default: nothing.
 */
export type ReadCallSettings = (found?: LookUpAnswer | null) => CallSettings;

/** Finds the settings of a call when it comes. */
export type CallSettingsFor = (call: {
  readonly dialedNumber: string;
  readonly profileId: string;
  readonly trial: DeskTrial | null;
}) => ReadCallSettings;
