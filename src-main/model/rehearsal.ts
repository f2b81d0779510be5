/** Rehearsals: a simulated caller talks with a profile, and what comes of it is judged. */
import type { Phrase } from './phrases/phrase';

/**
 * Scenarios that a profile may have, and results that are kept of it, besides the last one of each
 * scenario.
 */
export const MAX_SCENARIOS = 30;
export const MAX_RESULTS = 20;

/** Lines of a caller, marks of a scenario, and characters of a line. */
export const MAX_CALLER_LINES = 30;
export const MAX_MARKS = 30;
export const MAX_LINE_CHARS = 500;

/** Kinds of pass marks. `turns`: the agent ends the call within so many lines of the caller. */
export const MARK_KINDS = [
  'said',
  'not-said',
  'called',
  'not-called',
  'turns',
  'answer-ms',
] as const;

/**
 * What must be so for a rehearsal to be passed. `phrase`: as the rules of profiles compare them,
 * in what the agent says. `tool`: name of a tool. `most`: lines of the caller, or ms.
 */
export type PassMark =
  | { readonly kind: 'said' | 'not-said'; readonly phrase: string }
  | { readonly kind: 'called' | 'not-called'; readonly tool: string }
  | { readonly kind: 'turns' | 'answer-ms'; readonly most: number };

/** Who calls. `scripted`: says these lines in order. `persona`: a text model speaks as this one. */
export type ScenarioCaller =
  | { readonly kind: 'scripted'; readonly lines: readonly string[] }
  | { readonly kind: 'persona'; readonly who: string; readonly mostLines: number };

export type Scenario = {
  /** Unique in its profile. */
  readonly id: string;
  readonly name: string;
  readonly caller: ScenarioCaller;
  /** Whether the HTTP tools are really asked, or answered by the samples. */
  readonly tools: 'samples' | 'real';
  /** What a tool answers, by its name; a tool without a sample answers nothing. */
  readonly samples: Readonly<Record<string, string>>;
  readonly marks: readonly PassMark[];
};

/** A line of a rehearsal. `ms`: how long the agent took to begin its answer. */
export type RehearsalLine =
  | { readonly of: 'caller'; readonly text: string }
  | { readonly of: 'agent'; readonly text: string; readonly ms: number | null }
  | { readonly of: 'tool'; readonly name: string; readonly args: string };

/** How a rehearsal ended. `agent`: it ended the call, or transferred it. */
export type RehearsalEnd =
  | { readonly how: 'agent' | 'lines-over' | 'stopped' }
  | { readonly how: 'failed'; readonly phrase: Phrase };

/**
 * A mark and what was found: the number of the first line that decides (`said`, `called`, and
 * their opposites), the lines of the caller until the agent ended the call, or the longest time;
 * null where there is none.
 */
export type JudgedMark = {
  readonly mark: PassMark;
  readonly passed: boolean;
  readonly found: number | null;
};

/**
 * What a rehearsal came to. `unmarked`: it came to its end, and the scenario has no mark to meet.
 * One that was stopped or broke off is not passed.
 */
export const REHEARSAL_OUTCOMES = ['passed', 'not-passed', 'unmarked'] as const;

/** See REHEARSAL_OUTCOMES. */
export type RehearsalOutcome = (typeof REHEARSAL_OUTCOMES)[number];

export type RehearsalResult = {
  readonly scenarioId: string;
  readonly scenarioName: string;
  /** Version of the profile; null for one that was not saved. */
  readonly version: number | null;
  /** When it ended, epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly outcome: RehearsalOutcome;
  readonly end: RehearsalEnd;
  readonly marks: readonly JudgedMark[];
  readonly lines: readonly RehearsalLine[];
  /** What Gemini Live took for it, US dollars; an estimate. */
  readonly costUsd: number;
};

/** The rehearsal that goes on. */
export type RunningRehearsal = {
  readonly profileId: string;
  readonly scenarioId: string;
  readonly lines: readonly RehearsalLine[];
};

/** What there is of the rehearsals of a profile. */
export type Rehearsals = {
  readonly scenarios: readonly Scenario[];
  /** The newest first. */
  readonly results: readonly RehearsalResult[];
  readonly running: RunningRehearsal | null;
  /** What each scenario would cost about, US dollars, by its id. */
  readonly estimates: Readonly<Record<string, number>>;
};
