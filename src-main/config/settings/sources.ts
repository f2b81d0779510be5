/** Resolves the value of a setting from its sources. Pure: loading.ts reads the files. */
import { REDACTED } from '#main/observability/redact';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { SettingSource, SettingView } from '#model/settings';
import { definitionOf, type SettingName } from './definitions/definitions';
import type { SettingValue } from './kinds';

/** The texts of one source, by name of setting. */
export type SettingTexts = Readonly<Record<string, string | undefined>>;

/** All sources except the defaults. An empty text counts as not set. */
export type SettingTextsBySource = Readonly<
  Record<Exclude<SettingSource, 'default'>, SettingTexts>
>;

/** A resolved setting. */
export type ResolvedSetting = {
  readonly value: SettingValue;
  readonly source: SettingSource;
  /** What is wrong with the configured text; empty if nothing is. Never contains a secret. */
  readonly problem: string;
};

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
      return { value: parsed.value, source, problem: '' };
    }
    const instead = definition.secret
      ? 'It is taken as not set.'
      : `The default is used instead: ${shown(name, definition.defaultValue) || '(empty)'}.`;
    return {
      value: definition.defaultValue,
      source,
      problem: `${parsed.error.message} ${instead}`,
    };
  }
  return { value: definition.defaultValue, source: 'default', problem: '' };
}

/** Parses the text of a setting. Fails with `config`; the message says what is allowed. */
export function parseSetting(name: SettingName, text: string): Result<SettingValue> {
  const definition = definitionOf(name);
  const parsed = definition.schema.safeParse(text);
  if (parsed.success) {
    return ok(parsed.data);
  }
  const own = parsed.error.issues.find(
    (issue) => issue.code === 'custom' && issue.message !== 'Invalid input',
  );
  const given = definition.secret ? 'has a value that cannot be right' : `is "${quotable(text)}"`;
  const unit = definition.unit === '' ? '' : ` ${definition.unit}`;
  return fail(
    cordboardError(
      'config',
      own === undefined
        ? `${name} ${given}; it must be ${definition.range}${unit}.`
        : `${name} ${own.message}`,
    ),
  );
}

/** The normalised text to save for a setting. Empty stays empty. Fails as parseSetting does. */
export function savedText(name: SettingName, text: string): Result<string> {
  if (text.trim() === '') {
    return ok('');
  }
  const parsed = parseSetting(name, text);
  return parsed.ok ? ok(definitionOf(name).textOf(parsed.value)) : parsed;
}

/** A setting for display, with a masked secret. `note` is appended to its problem. */
export function settingView(name: SettingName, resolved: ResolvedSetting, note = ''): SettingView {
  const definition = definitionOf(name);
  return {
    name,
    group: definition.group,
    description: definition.description,
    unit: definition.unit,
    range: definition.range,
    defaultValue: definition.textOf(definition.defaultValue),
    value: shown(name, resolved.value),
    secret: definition.secret,
    source: resolved.source,
    live: definition.live,
    choices: definition.choices,
    problem: [resolved.problem, note].filter((text) => text !== '').join(' '),
  };
}

/** The value as text. A secret is masked; a long one shows its last four characters. */
function shown(name: SettingName, value: SettingValue): string {
  const definition = definitionOf(name);
  const text = definition.textOf(value);
  if (!definition.secret || text === '') {
    return text;
  }
  return text.length >= 20 ? `••••••••${text.slice(-4)}` : '••••••••';
}

/**
 * An invalid text as a message may quote it. The part before an @ may be a password
 * (`http://user:password@host`), so it is redacted.
 */
function quotable(text: string): string {
  const safe = text.replace(/^.*@/s, `${REDACTED}@`);
  return safe.length > 60 ? `${safe.slice(0, 60)}…` : safe;
}
