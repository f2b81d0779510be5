/** Turns the results of the check into lines for people. Pure. */
import type { FoundSetting } from '#main/config/settings/settingsStore';
import { wordsOf } from '#model/phrases/phrase';
import type { CheckItem, SettingView } from '#model/settings';
import { groupNameOf } from '#model/settingTexts/settingTexts';

const SOURCES = {
  environment: 'environment',
  'env-file': '.env',
  saved: 'saved in the window',
  default: 'default',
} as const satisfies Record<SettingView['source'], string>;

const MARKS = {
  ok: 'ok     ',
  warning: 'WARNING',
  failed: 'FAILED ',
  skipped: 'skipped',
} as const satisfies Record<CheckItem['state'], string>;

/** Longer values are cut; `.env` has them in full. */
const MAX_VALUE = 60;

/** The settings by group, each with its value, its source and its problem. */
export function settingLines(settings: readonly FoundSetting[]): readonly string[] {
  const nameWidth = Math.max(...settings.map(({ name }) => name.length));
  const valueWidth = Math.min(44, Math.max(...settings.map((setting) => valueOf(setting).length)));
  return settings.flatMap((setting, index) => {
    const begins = settings[index - 1]?.group !== setting.group;
    const value = valueOf(setting).padEnd(valueWidth);
    return [
      ...(begins ? ['', groupNameOf(setting.group)] : []),
      `  ${setting.name.padEnd(nameWidth)}  ${value}  ${sourceOf(setting)}`,
      ...(setting.problem === null ? [] : [`    FAILED  ${wordsOf(setting.problem)}`]),
    ];
  });
}

/** One line for each check. */
export function itemLines(items: readonly CheckItem[]): readonly string[] {
  const width = Math.max(...items.map(({ subject }) => wordsOf(subject).length));
  return items.map(
    ({ subject, state, said }) =>
      `  ${MARKS[state]}  ${wordsOf(subject).padEnd(width)}  ${wordsOf(said)}`,
  );
}

function sourceOf({ source, origin }: FoundSetting): string {
  const place = origin.line === null ? '' : ` line ${origin.line}`;
  const hash =
    origin.hasHash && origin.secret !== null
      ? ' (the line has a #: after a blank it ends the value; in quotes it is part of it)'
      : '';
  return `${SOURCES[source]}${place}${hash}`;
}

function valueOf(setting: FoundSetting): string {
  const { secret } = setting.origin;
  if (secret !== null) {
    const ending = secret.ending === '' ? '' : `, ends with ${secret.ending}`;
    return `${secret.length} characters${ending}`;
  }
  const value = setting.value === '' ? '(not set)' : setting.value.replaceAll(/\s+/g, ' ');
  const text = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
  return setting.unit === null || setting.value === '' ? text : `${text} ${wordsOf(setting.unit)}`;
}
