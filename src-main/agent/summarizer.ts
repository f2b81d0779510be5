import type { Result } from '#main/util/result';
import type { ProfileSummary, SummaryContent } from '#model/summary';

/** What a summary is made of. */
export type SummaryRequest = {
  /** The talk, one line for each turn that was heard. Personal data. */
  readonly talk: string;
  /** When the call began, in the caller's time zone, in words. */
  readonly startedAt: string;
  /** Language to write in (BCP 47); empty: that of the talk. */
  readonly language: string;
  readonly plan: ProfileSummary;
};

/** A summary and who made it. */
export type MadeSummary = { readonly content: SummaryContent; readonly model: string };

/** The port to whatever writes down what a call came to. */
export interface Summarizer {
  /**
   * Makes a summary. Fails with `cancelled` when the signal ends it; otherwise `retryable` says
   * whether the same request may succeed later.
   */
  summarize(request: SummaryRequest, signal: AbortSignal): Promise<Result<MadeSummary>>;
}
