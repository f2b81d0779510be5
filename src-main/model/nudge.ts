/**
 * Rules of a profile that watch a live call and act by themselves, and what they did there. Each
 * rule names its reason in words.
 */
import type { Phrase } from './phrases/phrase';

/** Whose words a rule listens to. */
export const RULE_SPEAKERS = ['either', 'caller', 'agent'] as const;

/** See RULE_SPEAKERS. */
export type RuleSpeaker = (typeof RULE_SPEAKERS)[number];

/** Whose silence counts. `both`: nobody is heard. */
export const SILENT_SIDES = ['both', 'caller'] as const;

/** See SILENT_SIDES. */
export type SilentSide = (typeof SILENT_SIDES)[number];

/**
 * What a rule watches for. Phrases are compared word by word, without case and accents; `*` at the
 * end of a word stands for any ending, `*` alone for a few words (rules/spokenPhrases.ts).
 */
export type RuleWatch =
  | { readonly kind: 'words'; readonly of: RuleSpeaker; readonly phrases: readonly string[] }
  /** The agent says what it must not promise. */
  | { readonly kind: 'promise'; readonly phrases: readonly string[] }
  /** Tool calls of the agent that failed, of one tool or (null) of any, counted over the call. */
  | { readonly kind: 'failures'; readonly tool: string | null; readonly times: number }
  | { readonly kind: 'silence'; readonly of: SilentSide; readonly seconds: number };

/** What a rule does besides showing itself on the call. */
export type RuleAct =
  | { readonly kind: 'notice' }
  /** Tells the agent this, as a supervisor's whisper does. */
  | { readonly kind: 'whisper'; readonly text: string }
  /** Sends the caller on to a transfer target of the profile, by its name. */
  | { readonly kind: 'hand-over'; readonly target: string };

/** How much a rule's reason matters. */
export const NUDGE_SEVERITIES = ['info', 'warn', 'danger'] as const;

/** See NUDGE_SEVERITIES. */
export type NudgeSeverity = (typeof NUDGE_SEVERITIES)[number];

export type NudgeRule = {
  /** Why it acts, as people read it; unlike those of the profile's other rules. */
  readonly reason: string;
  readonly severity: NudgeSeverity;
  readonly watch: RuleWatch;
  readonly act: RuleAct;
  /** It may act again when this has passed, seconds; null: once in a call. */
  readonly againSeconds: number | null;
};

/** Something that a rule did in a call. */
export type Nudge = {
  /** Unique among the nudges of all calls. */
  readonly id: string;
  /** That of its rule. */
  readonly reason: string;
  readonly severity: NudgeSeverity;
  readonly watch: RuleWatch['kind'];
  readonly act: RuleAct['kind'];
  /** Why it could not be done; null if it was, or is still being done. */
  readonly failure: Phrase | null;
  /** Epoch ms. */
  readonly at: number;
};
