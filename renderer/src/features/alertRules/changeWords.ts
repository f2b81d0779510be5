import { GRADED_SIGNALS, type GradedSignal, UNIT_OF } from '#model/alertRules';
import { WARNING_KINDS, type WarningKind } from '#model/noticeKinds';
import { t } from '../../i18n/i18n';
import type { KeywordForm, SignalForm, TroubleForm, WordsForm } from './rulesForm';
import type { Editing } from './rulesStore';

/** What was changed and not yet saved, a line for each change. */
export function changesIn({ base, form }: Editing): readonly string[] {
  return [
    ...GRADED_SIGNALS.flatMap((signal) =>
      signalChanges(signal, base.signals[signal], form.signals[signal]),
    ),
    ...WARNING_KINDS.flatMap((kind) =>
      troubleChanges(kind, base.trouble[kind], form.trouble[kind]),
    ),
    ...listChanges('words', base.personWords, form.personWords, wordsName),
    ...listChanges('keyword', base.keywords, form.keywords, keywordName),
  ];
}

export function wordsName({ language }: WordsForm): string {
  return language.trim() === '' ? t('alertRules.anyLanguage') : language;
}

export function keywordName({ name }: KeywordForm): string {
  return name.trim() === '' ? t('alertRules.newKeyword') : name;
}

/** A threshold with its unit, as people say it. */
function thresholdText(signal: GradedSignal, text: string): string {
  return text.trim() === ''
    ? t('alertRules.never')
    : t(`alertRules.amount.${UNIT_OF[signal]}`, { value: text });
}

function signalChanges(
  signal: GradedSignal,
  before: SignalForm,
  after: SignalForm,
): readonly string[] {
  const name = t(`alertRules.signal.${signal}.name`);
  const thresholds = (['warnAt', 'dangerAt'] as const).filter((at) => before[at] !== after[at]);
  return [
    ...(before.on === after.on
      ? []
      : [t(`alertRules.changed.on.${after.on ? 'yes' : 'no'}`, { name })]),
    ...thresholds.map((at) => {
      const from = thresholdText(signal, before[at]);
      return t(`alertRules.changed.${at}`, { name, from, to: thresholdText(signal, after[at]) });
    }),
    ...soundChange(name, before, after),
    ...coolDownChange('coolDown', name, before, after),
  ];
}

function troubleChanges(
  kind: WarningKind,
  before: TroubleForm,
  after: TroubleForm,
): readonly string[] {
  const name = t(`alertRules.trouble.${kind}`);
  return [
    ...soundChange(name, before, after),
    ...coolDownChange('heardAgain', name, before, after),
  ];
}

function soundChange(name: string, before: TroubleForm, after: TroubleForm): readonly string[] {
  return before.sound === after.sound
    ? []
    : [t(`alertRules.changed.sound.${after.sound ? 'yes' : 'no'}`, { name })];
}

function coolDownChange(
  words: 'coolDown' | 'heardAgain',
  name: string,
  { coolDownSeconds: from }: TroubleForm,
  { coolDownSeconds: to }: TroubleForm,
): readonly string[] {
  return from === to ? [] : [t(`alertRules.changed.${words}`, { name, from, to })];
}

function listChanges<T extends WordsForm>(
  list: 'words' | 'keyword',
  before: readonly T[],
  after: readonly T[],
  nameOf: (item: T) => string,
): readonly string[] {
  const find = (items: readonly T[], { key }: T) => items.find((each) => each.key === key);
  const added = after.filter((item) => find(before, item) === undefined);
  const removed = before.filter((item) => find(after, item) === undefined);
  const edited = after.filter((item) => {
    const old = find(before, item);
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(item);
  });
  const say = (how: 'added' | 'removed' | 'edited', items: readonly T[]) =>
    items.map((item) => t(`alertRules.changed.${list}.${how}`, { name: nameOf(item) }));
  return [...say('added', added), ...say('removed', removed), ...say('edited', edited)];
}
