/** The rules for alerts as they stand in the form: every value as the text that was typed. */
import type { AlertSeverity } from '#model/alert';
import {
  type AlertRules,
  GRADED_SIGNALS,
  type GradedSignal,
  type KeywordRule,
  type SignalRule,
  type TroubleRule,
  type WordList,
} from '#model/alertRules';
import { WARNING_KINDS, type WarningKind } from '#model/noticeKinds';
import type { RuleSpeaker } from '#model/nudge';
import { recordOf } from '#model/recordOf';
import { linesOf, newKey, numberOf, type Row, textOf } from '../form';

export type SignalForm = {
  readonly on: boolean;
  readonly warnAt: string;
  /** Empty: never. */
  readonly dangerAt: string;
  readonly sound: boolean;
  readonly coolDownSeconds: string;
};

export type TroubleForm = { readonly sound: boolean; readonly coolDownSeconds: string };

/** `phrases`: one a line. */
export type WordsForm = Row<{ readonly language: string; readonly phrases: string }>;

export type KeywordForm = WordsForm & {
  readonly name: string;
  readonly of: RuleSpeaker;
  readonly severity: AlertSeverity;
  readonly sound: boolean;
  readonly coolDownSeconds: string;
};

export type RulesForm = {
  readonly signals: Readonly<Record<GradedSignal, SignalForm>>;
  readonly trouble: Readonly<Record<WarningKind, TroubleForm>>;
  readonly personWords: readonly WordsForm[];
  readonly keywords: readonly KeywordForm[];
};

export function newWords(): WordsForm {
  return { key: newKey(), language: '', phrases: '' };
}

export function newKeyword(): KeywordForm {
  return {
    ...newWords(),
    name: '',
    of: 'caller',
    severity: 'warn',
    sound: true,
    coolDownSeconds: '60',
  };
}

export function formOf({ signals, trouble, personWords, keywords }: AlertRules): RulesForm {
  return {
    signals: recordOf(GRADED_SIGNALS, (signal) => signalForm(signals[signal])),
    trouble: recordOf(WARNING_KINDS, (kind) => troubleForm(trouble[kind])),
    personWords: personWords.map(wordsForm),
    keywords: keywords.map(keywordForm),
  };
}

function signalForm(rule: SignalRule): SignalForm {
  const { warnAt, dangerAt, coolDownSeconds } = rule;
  return {
    ...rule,
    warnAt: textOf(warnAt),
    dangerAt: textOf(dangerAt),
    coolDownSeconds: textOf(coolDownSeconds),
  };
}

function troubleForm({ sound, coolDownSeconds }: TroubleRule): TroubleForm {
  return { sound, coolDownSeconds: textOf(coolDownSeconds) };
}

function wordsForm({ language, phrases }: WordList): WordsForm {
  return { key: newKey(), language, phrases: phrases.join('\n') };
}

function keywordForm(rule: KeywordRule): KeywordForm {
  return { ...rule, ...wordsForm(rule), coolDownSeconds: textOf(rule.coolDownSeconds) };
}

/** The rules that the form stands for, as they are sent to be checked. */
export function draftOf({ signals, trouble, personWords, keywords }: RulesForm) {
  return {
    signals: recordOf(GRADED_SIGNALS, (signal) => signalDraft(signals[signal])),
    trouble: recordOf(WARNING_KINDS, (kind) => troubleDraft(trouble[kind])),
    personWords: personWords.map(wordsDraft),
    keywords: keywords.map(keywordDraft),
  };
}

function signalDraft({ warnAt, dangerAt, coolDownSeconds, ...rest }: SignalForm) {
  return {
    ...rest,
    warnAt: numberOf(warnAt),
    dangerAt: numberOf(dangerAt),
    coolDownSeconds: numberOf(coolDownSeconds),
  };
}

function troubleDraft({ sound, coolDownSeconds }: TroubleForm) {
  return { sound, coolDownSeconds: numberOf(coolDownSeconds) };
}

function wordsDraft({ language, phrases }: Omit<WordsForm, 'key'>) {
  return { language, phrases: linesOf(phrases) };
}

function keywordDraft({ name, of, severity, sound, coolDownSeconds, ...words }: KeywordForm) {
  const spoken = wordsDraft(words);
  return { name, of, severity, sound, coolDownSeconds: numberOf(coolDownSeconds), ...spoken };
}
