/** The kinds of settings. Each parses a text into a value, or rejects it. */
import { z } from 'zod';
import { type Phrase, phrase, type PhraseCode } from '#model/phrases/phrase';
import type { SettingEntry } from '#model/settings';
import type { SettingGroup } from '#model/settingTexts/settingTexts';
import type { TextForm } from './forms';

/** A unit that a setting can have. */
type Unit = Extract<PhraseCode, `unit.${string}`>;

export type SettingValue = string | number | boolean;

/** End of a field's name that says the unit of its value; empty where it has none of its own. */
type UnitSuffix = '' | 'Ms' | 'Bytes';

/** Everything about one setting except its name and its words (model/settingTexts). */
export type SettingDefinition<
  T extends SettingValue = SettingValue,
  Suffix extends UnitSuffix = UnitSuffix,
> = {
  /** Heading under which the setting is listed. */
  readonly group: SettingGroup;
  /** Unit of the text; null if there is none. */
  readonly unit: Phrase | null;
  /** Unit of the value, if it differs from the unit of the text. */
  readonly suffix: Suffix;
  /** Allowed texts; completes "must be ...". */
  readonly range: Phrase;
  /** Value if nothing is configured; an empty text means "not set". */
  readonly defaultValue: T;
  /** The choices of a setting with few values; otherwise empty. */
  readonly choices: readonly string[];
  readonly entry: SettingEntry;
  /** Never shown, logged or saved in plain text. */
  readonly secret: boolean;
  /** Whether a change takes effect at once; otherwise after a restart. */
  readonly live: boolean;
  /** Whether the setting can only be set in the environment or .env. */
  readonly environmentOnly: boolean;
  /** Parses a text, which is never empty. A phrase of its own replaces "must be <range>". */
  readonly schema: z.ZodType<T, string>;
  /** The text of a value: `schema` parses it back to this value. */
  textOf(value: T): string;
};

/** A setting without its group. */
export type Ungrouped<Definition extends SettingDefinition = SettingDefinition> = Omit<
  Definition,
  'group'
>;

type Common = {
  readonly live?: boolean;
  readonly environmentOnly?: boolean;
};

/** Options of every kind of number, in the unit of the text. */
type Bounds = Common & {
  readonly default: number;
  /** Smallest and largest number, both allowed. */
  readonly min: number;
  readonly max: number;
  /** Only multiples of this are allowed (1: whole numbers). */
  readonly step?: number;
  /** 0 is allowed too, even if `min` is higher. */
  readonly orZero?: boolean;
};

/** Puts settings under a heading. */
export function settingsGroup<const Definitions extends Readonly<Record<string, Ungrouped>>>(
  group: SettingGroup,
  definitions: Definitions,
): { readonly [Name in keyof Definitions]: Definitions[Name] & { readonly group: SettingGroup } } {
  const grouped = Object.entries(definitions).map(([name, each]) => [name, { ...each, group }]);
  // The return type states what the loop does to each entry; the compiler cannot follow it.
  return Object.fromEntries(grouped) as {
    readonly [Name in keyof Definitions]: Definitions[Name] & { readonly group: SettingGroup };
  };
}

/** A number. Text and value have the same unit, if any. */
export function numberSetting(
  options: Bounds & { readonly unit?: Unit },
): Ungrouped<SettingDefinition<number, ''>> {
  return {
    ...common(options),
    unit: options.unit === undefined ? null : phrase(options.unit),
    entry: 'number',
    suffix: '',
    range: rangeOf(options),
    defaultValue: options.default,
    schema: boundedNumber(options),
    textOf: String,
  };
}

/** A duration. The text is in `unit`, the value in whole ms. */
export function durationSetting(
  options: Bounds & { readonly unit: keyof typeof MS_IN },
): Ungrouped<SettingDefinition<number, 'Ms'>> {
  const unit = phrase(`unit.${options.unit}`);
  return { ...measured(options, MS_IN[options.unit]), unit, suffix: 'Ms' };
}

/** A size on disk. The text is in MB (1,000,000 bytes), the value in bytes. */
export function sizeSetting(options: Bounds): Ungrouped<SettingDefinition<number, 'Bytes'>> {
  return { ...measured(options, BYTES_IN_MB), unit: phrase('unit.megabytes'), suffix: 'Bytes' };
}

/** True or false; also yes/no, on/off, 1/0. */
export function booleanSetting(
  options: Common & { readonly default: boolean },
): Ungrouped<SettingDefinition<boolean, ''>> {
  return {
    ...common(options),
    range: phrase('form.true-or-false'),
    choices: ['true', 'false'],
    defaultValue: options.default,
    schema: z.string().trim().pipe(z.stringbool()),
    textOf: String,
  };
}

/** One of a few words; case does not matter. `range` replaces a long list of choices. */
export function choiceSetting<const T extends string>(
  options: Common & {
    readonly choices: readonly T[];
    readonly default: NoInfer<T>;
    readonly range?: Phrase;
  },
): Ungrouped<SettingDefinition<T, ''>> {
  const byLowerCase = new Map(options.choices.map((choice) => [choice.toLowerCase(), choice]));
  return {
    ...common(options),
    range: options.range ?? listed(options.choices),
    choices: options.choices,
    defaultValue: options.default,
    schema: z.string().transform((text, context) => {
      const choice = byLowerCase.get(text.trim().toLowerCase());
      if (choice !== undefined) {
        return choice;
      }
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }),
    textOf: String,
  };
}

/** A text of this form. A setting with an empty default may be empty. */
export function textSetting(
  options: Common & {
    readonly default: string;
    readonly form: TextForm;
    readonly entry?: SettingEntry;
  },
): Ungrouped<SettingDefinition<string, ''>> {
  const { words, schema } = options.form;
  return {
    ...common(options),
    entry: options.entry ?? 'line',
    range: options.default === '' ? phrase('form.or-empty', { form: words }) : words,
    defaultValue: options.default,
    schema,
    textOf: String,
  };
}

/** A secret text. Empty by default. */
export function secretSetting(
  options: Common & { readonly form: TextForm },
): Ungrouped<SettingDefinition<string, ''>> {
  return {
    ...common(options),
    secret: true,
    range: options.form.words,
    defaultValue: '',
    schema: options.form.schema,
    textOf: String,
  };
}

/** Units of durations in texts, in ms. */
const MS_IN = { seconds: 1_000, ms: 1 } as const;

const BYTES_IN_MB = 1_000_000;

function common(options: Common) {
  return {
    live: options.live ?? false,
    environmentOnly: options.environmentOnly ?? false,
    unit: null,
    suffix: '' as const,
    entry: 'line' as const,
    choices: [],
    secret: false,
  };
}

/** A number whose value is `factor` times its text. Only here are units converted. */
function measured(options: Bounds, factor: number) {
  const toValue = (written: number) => Math.round(written * factor);
  return {
    ...common(options),
    entry: 'number' as const,
    range: rangeOf(options),
    defaultValue: toValue(options.default),
    schema: boundedNumber(options).transform(toValue),
    textOf: (value: number) => String(value / factor),
  };
}

function rangeOf(bounds: Bounds): Phrase {
  const form = formOf(bounds);
  return bounds.orZero === true ? phrase('form.or-zero', { form }) : form;
}

function formOf({ min, max, step }: Bounds): Phrase {
  switch (step) {
    case undefined:
      return phrase('form.range', { min, max });
    case 1:
      return phrase('form.whole-range', { min, max });
    default:
      return phrase('form.stepped-range', { min, max, step });
  }
}

function boundedNumber({ min, max, step, orZero }: Bounds): z.ZodType<number, string> {
  const bounded = z.number().min(min).max(max);
  const stepped = step === undefined ? bounded : bounded.multipleOf(step);
  return z
    .string()
    .trim()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/)
    .transform(Number)
    .pipe(orZero === true ? z.union([z.literal(0), stepped]) : stepped);
}

function listed(choices: readonly string[]): Phrase {
  const last = choices.at(-1) ?? '';
  return choices.length < 2
    ? phrase('text', { text: last })
    : phrase('form.or-last', { list: choices.slice(0, -1).join(', '), last });
}
