/** What lets an agent be tried without a caller: test calls, replays, rehearsals, voice samples. */
import { estimateCostUsd, estimateTalkUsd } from '#main/agent/gemini/tokenCost';
import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import { createVoiceSampler, type VoiceSampler } from '#main/agent/voiceSampler';
import type { Rehearsals } from '#main/call/rehearsal/rehearsals';
import type { ReplayCalls } from '#main/call/replayCalls';
import type { TestCalls } from '#main/call/testCalls';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { DeskCallSource } from '#main/deskCalls/callSource';
import { Replays } from '#main/deskCalls/replays';
import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import type { RunMode } from '#model/health';
import type { Profile } from '#model/profile';
import { createRehearsals } from './rehearsalSide';

export type TrialSide = {
  readonly testCalls: TestCalls;
  readonly replayCalls: ReplayCalls;
  /** What it costs to play audio (ms) to the agent of a profile again, US dollars, about. */
  readonly replayPrice: (profile: Profile, audioMs: number) => number;
  readonly rehearsals: Rehearsals;
  /** Lets a voice be heard before it is chosen. */
  readonly sampler: VoiceSampler;
  /** What tokens of a model cost, US dollars, about; nothing in a demo. */
  readonly estimateCost: typeof estimateCostUsd;
};

type TrialSideOptions = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly history: HistoryStore;
  readonly dataDir: string;
  readonly log: Log;
  readonly mode: RunMode;
  readonly agents: VoiceAgentFactory;
  readonly deskCalls: DeskCallSource;
};

export function createTrialSide(options: TrialSideOptions): TrialSide {
  const { settings, history, log, mode, agents, deskCalls } = options;
  const estimateCost = costsOf(mode);
  return {
    testCalls: deskCalls,
    replayCalls: new Replays({ source: deskCalls, history, log }),
    replayPrice: ({ model }, audioMs) =>
      mode === 'demo' ? 0 : estimateTalkUsd(audioMs, model ?? settings.current.geminiLiveModel),
    rehearsals: createRehearsals({ ...options, estimateCost }),
    sampler: createVoiceSampler(agents),
    estimateCost,
  };
}

/** The demo costs nothing. */
export function costsOf(mode: RunMode): typeof estimateCostUsd {
  return mode === 'demo' ? () => 0 : estimateCostUsd;
}
