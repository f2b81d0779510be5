/** What a call reads of settings and profile. */
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import type { BargeInMode } from '#model/call';
import type { ProfileFallback, ProfileTools, TransferTarget } from '#model/profile';
import type { VoiceName } from '#model/voices';

/** Limits of the watchdogs, ms; 0 turns one off. */
export type WatchdogSettings = {
  /**
   * WATCHDOG_CALLER_SILENT: the caller says nothing while it is his turn; the agent is told to ask
   * for him.
   */
  readonly callerSilentMs: number;
  /** WATCHDOG_CALLER_SILENT_END: he still says nothing; the call is ended politely. */
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

/** What the caller hears, and what becomes of him, while the agent's connection is away. */
export type AgentAwaySettings = {
  /** AGENT_AWAY_SOUND: a short soft tone now and then, music on hold, or nothing. */
  readonly sound: 'tone' | 'music' | 'silence';
  /** AGENT_AWAY_LIMIT, ms: then the call goes to the profile's fallback. */
  readonly limitMs: number;
};

/**
 * The settings of one call: those of its profile, as it was when the call came, over those of the
 * program, as they are now.
 */
export type CallSettings = {
  readonly profileId: string;
  readonly voice: VoiceName;
  readonly model: string;
  readonly systemInstruction: string;
  /** BCP 47; empty: that of the caller. */
  readonly language: string;
  /** What the agent is told to open with; empty: the caller speaks first. */
  readonly greeting: string;
  readonly bargeIn: BargeInMode;
  /** BARGE_IN_CONFIRM, ms. */
  readonly bargeInConfirmMs: number;
  readonly endpointing: 'service' | 'local';
  readonly vad: VadSettings;
  readonly tools: ProfileTools;
  readonly transferTargets: readonly TransferTarget[];
  readonly fallback: ProfileFallback;
  readonly watchdogs: WatchdogSettings;
  readonly agentAway: AgentAwaySettings;
  readonly autoAnswer: boolean;
  readonly maxCallMs: number;
  readonly record: boolean;
  /** Log the times of each turn and interruption, and the figures of the call at its end. */
  readonly logTimes: boolean;
};

/**
 * Finds the settings of a call when it comes; the function it gives reads them as they are at the
 * moment.
 */
export type CallSettingsFor = (call: {
  readonly dialedNumber: string;
  readonly profileId: string;
}) => () => CallSettings;
