/** Resolves the value of a setting from its sources. Pure: loading.ts reads the files. */
import { REDACTED } from '#main/observability/redact';
import { cordboardError } from '#main/util/errors';
import { ownPhrase } from '#main/util/issuePhrase';
import { fail, ok, type Result } from '#main/util/result';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import type { PendingSetting, SettingSource, SettingView } from '#model/settings';
import { definitionOf, type SettingName } from './definitions/definitions';
import type { SettingValue } from './kinds';

/** The texts of one source, by name of setting. */
export type SettingTexts = Readonly<Record<string, string | undefined>>;

/** All sources except the defaults. An empty text counts as not set. */
export type SettingTextsBySource = Readonly<
  Record<Exclude<SettingSource, 'default'>, SettingTexts>
>;

export type ResolvedSetting = {
  readonly value: SettingValue;
  readonly source: SettingSource;
  /** What is wrong with the configured text; null if nothing is. Never contains a secret. */
  readonly problem: Phrase | null;
};

/** Stands for a secret. */
const MASK = '••••••••';

/** Sources by priority, the highest first. */
const ORDER = ['environment', 'env-file', 'saved'] as const;

/**
 * Finds the value of a setting. An invalid text does not fall through to the next source: the
 * result is the default and a problem.
 */
export function resolveSetting(name: SettingName, texts: SettingTextsBySource): ResolvedSetting {
  const definition = definitionOf(name);
  for (const source of ORDER) {
    const text = texts[source][name];
    if (text === undefined || text.trim() === '') {
      continue;
    }
    if (definition.environmentOnly && source === 'saved') {
      continue;
    }
    const parsed = parseSetting(name, text);
    if (parsed.ok) {
      return { value: parsed.value, source, problem: null };
    }
    const problem = joined('sentences', [parsed.error.phrase, usedInstead(name)]);
    return { value: definition.defaultValue, source, problem };
  }
  return { value: definition.defaultValue, source: 'default', problem: null };
}

/** What is used instead of a wrong text. */
function usedInstead(name: SettingName): Phrase {
  const { secret, defaultValue } = definitionOf(name);
  if (secret) {
    return phrase('setting.not-set-instead');
  }
  const value = shown(name, defaultValue);
  return value === ''
    ? phrase('setting.empty-instead')
    : phrase('setting.default-instead', { value });
}

/** Parses the text of a setting. Fails with `config`; the phrase says what is allowed. */
export function parseSetting(name: SettingName, text: string): Result<SettingValue> {
  const definition = definitionOf(name);
  const parsed = definition.schema.safeParse(text);
  if (parsed.success) {
    return ok(parsed.data);
  }
  const why = parsed.error.issues.map(({ message }) => ownPhrase(message)).find(isNotNull);
  return fail(
    cordboardError(
      'config',
      why === undefined ? outOfRange(name, text) : phrase('setting.refused', { name, why }),
    ),
  );
}

function isNotNull<T>(value: T | null): value is T {
  return value !== null;
}

function outOfRange(name: SettingName, text: string): Phrase {
  const { secret, range, unit } = definitionOf(name);
  const allowed = unit === null ? range : phrase('form.with-unit', { form: range, unit });
  return secret
    ? phrase('setting.wrong-secret', { name, allowed })
    : phrase('setting.wrong', { name, text: quotable(text), allowed });
}

/** The normalised text to save for a setting. Empty stays empty. Fails as parseSetting does. */
export function savedText(name: SettingName, text: string): Result<string> {
  if (text.trim() === '') {
    return ok('');
  }
  const parsed = parseSetting(name, text);
  return parsed.ok ? ok(definitionOf(name).textOf(parsed.value)) : parsed;
}

/**
 * A setting for display, with a masked secret.
 * @param inForce What the program works with.
 * @param next What it will work with after a restart.
 */
export function settingView(
  name: SettingName,
  inForce: ResolvedSetting,
  next: ResolvedSetting = inForce,
): SettingView {
  const definition = definitionOf(name);
  const isPending = next.value !== inForce.value;
  return {
    name,
    group: definition.group,
    unit: definition.unit,
    range: definition.range,
    defaultValue: definition.textOf(definition.defaultValue),
    value: shown(name, inForce.value),
    secret: definition.secret,
    // The same value may have been saved meanwhile: then it comes from there.
    source: isPending ? inForce.source : next.source,
    environmentOnly: definition.environmentOnly,
    pending: isPending ? pendingOf(name, next) : null,
    live: definition.live,
    choices: definition.choices,
    entry: definition.entry,
    // A wrong text that was replaced is mended, though its default is still in force.
    problem: next.problem,
  };
}

function pendingOf(name: SettingName, { value, source }: ResolvedSetting): PendingSetting {
  const definition = definitionOf(name);
  const text = definition.textOf(value);
  return { value: definition.secret && text !== '' ? MASK : text, source };
}

/** The value as text. A secret is masked; a long one shows its last four characters. */
function shown(name: SettingName, value: SettingValue): string {
  const definition = definitionOf(name);
  const text = definition.textOf(value);
  if (!definition.secret || text === '') {
    return text;
  }
  return text.length >= 20 ? `${MASK}${text.slice(-4)}` : MASK;
}

/** What may be told of a secret. */
export type SecretHint = {
  /** Characters. */
  readonly length: number;
  /** Its last characters; empty when it is so short that they would give it away. */
  readonly ending: string;
};

/** Shows at most a quarter of a secret: its last four characters, two, or none. */
export function secretHint(text: string): SecretHint {
  const shown = text.length >= 16 ? 4 : text.length >= 8 ? 2 : 0;
  return { length: text.length, ending: text.slice(text.length - shown) };
}

/**
 * An invalid text as a message may quote it. The part before an @ may be a password
 * (`http://user:password@host`), so it is redacted.
 */
function quotable(text: string): string {
  const safe = text.replace(/^.*@/s, `${REDACTED}@`);
  return safe.length > 60 ? `${safe.slice(0, 60)}…` : safe;
}
