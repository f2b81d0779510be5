/** Trying the look-up of a profile, before a call needs it. */
import type { LookUpOutcome } from './lookUp';
import type { PlacedProblem } from './phrases/phrase';
import type { ProfileDraft } from './profile';

/** A caller to try a look-up with. */
export type SampleCaller = {
  readonly callerNumber: string;
  readonly callerName: string;
  readonly dialedNumber: string;
};

/** A look-up to try: that of this profile, which need not be saved. */
export type LookUpTrial = { readonly profile: ProfileDraft; readonly caller: SampleCaller };

/** What came of trying it: how it went, or the mistakes to correct first. */
export type LookUpTried =
  | { readonly state: 'tried'; readonly outcome: LookUpOutcome }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };
