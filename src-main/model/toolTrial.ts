/** Trying an HTTP tool of a profile, before an agent needs it. */
import type { SampleCaller } from './lookUpTrial';
import type { Phrase, PlacedProblem } from './phrases/phrase';
import type { ProfileDraft } from './profile';

/** A tool to try: that of this profile, which need not be saved. */
export type ToolTrial = {
  readonly profile: ProfileDraft;
  /** Place of the tool among the HTTP tools of the profile. */
  readonly index: number;
  /** What the agent would give. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Whom the program's own parameters are about. */
  readonly caller: SampleCaller;
};

/** How it went. `ms`: how long it took. */
export type ToolOutcome =
  /** `response`: what the agent would be given, as JSON. */
  | { readonly state: 'answered'; readonly ms: number; readonly response: string }
  | { readonly state: 'failed'; readonly ms: number; readonly phrase: Phrase };

/** What came of trying it: how it went, or the mistakes to correct first. */
export type ToolTried =
  | { readonly state: 'tried'; readonly outcome: ToolOutcome }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };
