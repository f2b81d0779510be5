/** The summaries of calls, as settings and profiles want them. */
import { createGeminiSummarizer } from '#main/agent/gemini/summary/summarizer';
import type { Summarizer } from '#main/agent/summarizer';
import { Summaries, type SummaryWish } from '#main/call/summary/summaries';
import type { SummaryTimes } from '#main/call/summary/summaryQueue';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import { isGeminiConfigured } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import { DEMO_PLAN, DEMO_SUMMARIZER } from '#main/demo/summarizer';
import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import { countedCalls } from './countedCalls';
import type { Pipeline } from './pipeline';
import { createTimeZone } from './timeZone';

type SummarySideOptions = {
  readonly settings: SettingsStore;
  readonly profiles: Pick<ProfileStore, 'find'>;
  readonly history: HistoryStore;
  readonly pipeline: Pick<Pipeline, 'control' | 'mode' | 'transcriptOf'>;
  readonly log: Log;
  readonly times: Partial<SummaryTimes>;
};

/** Creates the summaries; they follow the calls from now on. */
export function createSummaries(options: SummarySideOptions): Summaries {
  const { settings, history, pipeline, log, times } = options;
  const timeZoneOf = createTimeZone();
  const summaries = new Summaries({
    ...{ history, log, times },
    summarizer: summarizerFor(options),
    wishOf: (profileId) => wishOf(options, profileId),
    transcriptOf: pipeline.transcriptOf,
    timeZone: () => timeZoneOf(settings.current),
  });
  countedCalls(pipeline.control).onBatch(({ events }) => {
    for (const event of events) {
      summaries.apply(event);
    }
  });
  return summaries;
}

function summarizerFor({ settings, pipeline }: SummarySideOptions): Summarizer | null {
  if (pipeline.mode === 'demo') {
    return DEMO_SUMMARIZER;
  }
  // Credentials are those of the start, as for the agents.
  const { current } = settings;
  return isGeminiConfigured(current)
    ? createGeminiSummarizer({
        access: () => geminiAccess(current),
        model: () => settings.current.geminiTextModel,
      })
    : null;
}

/** The demo sends nothing anywhere: there each call gets a summary. */
function wishOf({ profiles, pipeline }: SummarySideOptions, profileId: string): SummaryWish | null {
  const profile = profiles.find(profileId);
  if (profile === null) {
    return null;
  }
  const { summary, language } = profile;
  const plan = pipeline.mode === 'demo' && !summary.on ? DEMO_PLAN : summary;
  return { plan, language: language ?? '' };
}
