/**
 * The rules by which the measured signals of a call become alerts (model/alert.ts): the same for
 * all calls, edited by the supervisors.
 */
import type { AlertSeverity, MeasuredSignal } from './alert';
import { WARNING_KINDS, type WarningKind } from './noticeKinds';
import type { RuleSpeaker } from './nudge';
import type { Phrase, PlacedProblem } from './phrases/phrase';
import { recordOf } from './recordOf';

/** Signals that have two thresholds. Keywords have rules of their own. */
export const GRADED_SIGNALS = [
  'slow-answer',
  'both-silent',
  'barge-ins',
  'raised-voice',
  'repeated-question',
  'tool-errors',
  'packet-loss',
  'asks-for-person',
] as const satisfies readonly MeasuredSignal[];

/** See GRADED_SIGNALS. */
export type GradedSignal = (typeof GRADED_SIGNALS)[number];

/** What the thresholds of each signal count. `times-a-minute`: in the last 60 s. */
export const UNIT_OF = {
  'slow-answer': 'seconds',
  'both-silent': 'seconds',
  'barge-ins': 'times-a-minute',
  'raised-voice': 'decibels',
  'repeated-question': 'times',
  'tool-errors': 'times',
  'packet-loss': 'percent',
  'asks-for-person': 'times',
} as const satisfies Readonly<Record<GradedSignal, string>>;

export type SignalRule = {
  readonly on: boolean;
  /** From here on it is a warning. In the unit of the signal (UNIT_OF). */
  readonly warnAt: number;
  /** From here on it is a danger; null: never. */
  readonly dangerAt: number | null;
  readonly sound: boolean;
  /** Once an alert is over, the same is not raised again for this time, unless it is worse. */
  readonly coolDownSeconds: number;
};

/** Phrases as in RuleWatch (model/nudge.ts). */
export type WordList = {
  /** BCP 47 tag, whose first part counts; empty: in every language. */
  readonly language: string;
  readonly phrases: readonly string[];
};

export type KeywordRule = WordList & {
  /** As people read it; unlike those of the other rules. */
  readonly name: string;
  readonly of: RuleSpeaker;
  readonly severity: AlertSeverity;
  readonly sound: boolean;
  readonly coolDownSeconds: number;
};

/**
 * How trouble that Cordboard notices by itself is heard. It is always seen: an AI that makes no
 * sound, or a line without audio, must not be missed.
 */
export type TroubleRule = {
  readonly sound: boolean;
  /**
   * A warning that is over is not heard again until it has been away for this time. A danger is
   * always heard.
   */
  readonly coolDownSeconds: number;
};

export type TroubleRules = Readonly<Record<WarningKind, TroubleRule>>;

export type AlertRules = {
  readonly signals: Readonly<Record<GradedSignal, SignalRule>>;
  readonly trouble: TroubleRules;
  /** By which a caller asks for a person. */
  readonly personWords: readonly WordList[];
  readonly keywords: readonly KeywordRule[];
};

/** The rules as they are; `problem` says why a damaged file was not used. */
export type AlertRulesState = { readonly rules: AlertRules; readonly problem: Phrase | null };

export type AlertRulesSaving =
  | { readonly state: 'saved'; readonly rules: AlertRules }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };

/** Rules are tried on the calls of at most so many days, and at most so many calls. */
export const MAX_TRIAL_DAYS = 90;
export const MAX_TRIAL_CALLS = 1_000;

/** Signals that a record does not tell: its audio is not measured again. */
export const UNTRIED_SIGNALS = [
  'both-silent',
  'raised-voice',
  'packet-loss',
] as const satisfies readonly GradedSignal[];

/** An alert that would have been. */
export type TriedAlert = {
  readonly signal: MeasuredSignal;
  readonly topic: string;
  readonly severity: AlertSeverity;
  readonly phrase: Phrase;
  /** Ms since the call reached Cordboard. */
  readonly atMs: number;
  readonly turnId: number | null;
};

/** A recorded call in which rules would have raised alerts. */
export type TriedCall = {
  readonly callId: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  readonly profileName: string;
  readonly alerts: readonly TriedAlert[];
};

/** What rules would have done in the calls of the last days. */
export type AlertTrial = {
  readonly days: number;
  /** Calls that were looked at. */
  readonly calls: number;
  /** There are older ones in this time that were not. */
  readonly cut: boolean;
  /** Alerts in all of them. */
  readonly alerts: number;
  /** How many of each signal and topic, the most frequent first. */
  readonly counts: readonly {
    readonly signal: MeasuredSignal;
    readonly topic: string;
    readonly times: number;
  }[];
  /** Those with alerts, the newest first; at most TRIAL_CALLS_SHOWN. */
  readonly found: readonly TriedCall[];
};

export type AlertRulesTrial = {
  /** A draft: it is checked before it is tried. */
  readonly rules: Readonly<Record<string, unknown>>;
  /** 1 to MAX_TRIAL_DAYS. */
  readonly days: number;
};

export type AlertRulesTried =
  | { readonly state: 'tried'; readonly trial: AlertTrial }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };

export const TRIAL_CALLS_SHOWN = 100;

const graded = (
  warnAt: number,
  dangerAt: number | null,
  change: Partial<SignalRule> = {},
): SignalRule => ({ on: true, warnAt, dangerAt, sound: true, coolDownSeconds: 60, ...change });

export const USUAL_TROUBLE: TroubleRule = { sound: true, coolDownSeconds: 60 };

/** The rules of a new installation. */
export const DEFAULT_ALERT_RULES: AlertRules = {
  signals: {
    'slow-answer': graded(2, 4, { sound: false }),
    'both-silent': graded(15, 30),
    'barge-ins': graded(3, 5),
    'raised-voice': graded(8, 14),
    'repeated-question': graded(1, 2, { sound: false }),
    'tool-errors': graded(1, 3),
    'packet-loss': graded(5, 15, { sound: false }),
    'asks-for-person': graded(1, 2),
  },
  trouble: recordOf(WARNING_KINDS, () => USUAL_TROUBLE),
  personWords: [
    {
      language: 'en',
      phrases: [
        'human',
        'real person',
        'speak * person',
        'talk * person',
        'speak to someone',
        'talk to someone',
        'live agent',
        'an agent',
        'representative',
        'operator',
      ],
    },
    {
      language: 'es',
      phrases: ['una persona', 'persona real', 'un humano', 'un agente', 'operador*'],
    },
    {
      language: 'de',
      phrases: ['einem menschen', 'echten menschen', 'echte person', 'mitarbeiter*', 'berater*'],
    },
    { language: 'fr', phrases: ['une personne', 'un humain', 'un conseiller', 'un opérateur'] },
    { language: 'it', phrases: ['una persona', 'un umano', 'operatore', 'operatrice'] },
    { language: 'pt', phrases: ['uma pessoa', 'um humano', 'atendente', 'operador*'] },
    { language: 'nl', phrases: ['een mens', 'echt persoon', 'medewerker'] },
    { language: 'pl', phrases: ['z człowiekiem', 'konsultant*', 'prawdziwą osobą'] },
  ],
  keywords: [],
};
