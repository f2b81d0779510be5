/** The kinds of setting there are; each turns a text into a value or says no. */
import { z } from 'zod';
import type { TextForm } from './forms';

/** What a setting can be. */
export type SettingValue = string | number | boolean;

/** End of a field's name that says the unit of its value; empty where it has none of its own. */
type UnitSuffix = '' | 'Ms' | 'Bytes';

/** One setting: all that is known about it, apart from its name. */
export type SettingDefinition<
  T extends SettingValue = SettingValue,
  Suffix extends UnitSuffix = UnitSuffix,
> = {
  /** Heading it is listed under. */
  readonly group: string;
  /** One or two sentences: what it does and when to change it. */
  readonly description: string;
  /** Unit of its text, in words; empty when it has none. */
  readonly unit: string;
  /** Unit of its value, where people write another one. */
  readonly suffix: Suffix;
  /** Allowed texts in words; completes "must be ...". */
  readonly range: string;
  /** Value when nothing is configured; empty text for "not set". */
  readonly defaultValue: T;
  /** The choices, when it is one of few. */
  readonly choices: readonly string[];
  /** Never shown, logged or written in clear. */
  readonly secret: boolean;
  /** A change takes effect at once; otherwise after a restart. */
  readonly live: boolean;
  /**
   * Can only be set in the environment or .env, because it is needed before saved settings are
   * read.
   */
  readonly environmentOnly: boolean;
  /** Text, never empty, to value. A message of its own (not zod's) replaces "must be <range>". */
  readonly schema: z.ZodType<T, string>;
  /** A value as it is written: what `schema` reads as this value. */
  textOf(value: T): string;
};

/** A setting before it is put into its group. */
export type Ungrouped<Definition extends SettingDefinition = SettingDefinition> = Omit<
  Definition,
  'group'
>;

/** What every kind takes. */
type Common = {
  readonly description: string;
  readonly live?: boolean;
  readonly environmentOnly?: boolean;
};

/** What every kind of number takes, in the unit that people write. */
type Bounds = Common & {
  readonly default: number;
  /** Smallest and largest number, both allowed. */
  readonly min: number;
  readonly max: number;
  /** Only whole multiples of it (1: whole numbers). */
  readonly step?: number;
  /** 0 is allowed too, whatever `min` says. */
  readonly orZero?: boolean;
};

/** Puts settings under a heading. */
export function settingsGroup<const Definitions extends Readonly<Record<string, Ungrouped>>>(
  group: string,
  definitions: Definitions,
): { readonly [Name in keyof Definitions]: Definitions[Name] & { readonly group: string } } {
  const grouped = Object.entries(definitions).map(([name, each]) => [name, { ...each, group }]);
  // The return type states what the loop does to each entry; the compiler cannot follow it.
  return Object.fromEntries(grouped) as {
    readonly [Name in keyof Definitions]: Definitions[Name] & { readonly group: string };
  };
}

/** A number; its unit, if it has one, is the one that people write. */
export function numberSetting(
  options: Bounds & { readonly unit?: string },
): Ungrouped<SettingDefinition<number, ''>> {
  return {
    ...common(options),
    unit: options.unit ?? '',
    suffix: '',
    range: rangeOf(options),
    defaultValue: options.default,
    schema: boundedNumber(options),
    textOf: String,
  };
}

/** A length of time. People write it in `unit`; the value is in whole ms. */
export function durationSetting(
  options: Bounds & { readonly unit: keyof typeof MS_IN },
): Ungrouped<SettingDefinition<number, 'Ms'>> {
  return { ...measured(options, MS_IN[options.unit]), unit: options.unit, suffix: 'Ms' };
}

/** A size on the disk. People write it in MB; the value is in bytes. */
export function sizeSetting(options: Bounds): Ungrouped<SettingDefinition<number, 'Bytes'>> {
  return { ...measured(options, BYTES_IN_MB), unit: 'MB', suffix: 'Bytes' };
}

/** True or false; also yes/no, on/off, 1/0. */
export function booleanSetting(
  options: Common & { readonly default: boolean },
): Ungrouped<SettingDefinition<boolean, ''>> {
  return {
    ...common(options),
    range: 'true or false',
    choices: ['true', 'false'],
    defaultValue: options.default,
    schema: z.string().trim().pipe(z.stringbool()),
    textOf: String,
  };
}

/**
 * One of a few words, upper and lower case being the same. `range` tells many of them in fewer
 * words.
 */
export function choiceSetting<const T extends string>(
  options: Common & {
    readonly choices: readonly T[];
    readonly default: NoInfer<T>;
    readonly range?: string;
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

/** A text of some form. One that is not set by default may be empty. */
export function textSetting(
  options: Common & { readonly default: string; readonly form: TextForm },
): Ungrouped<SettingDefinition<string, ''>> {
  const { words, schema } = options.form;
  return {
    ...common(options),
    range: options.default === '' ? `${words}, or empty` : words,
    defaultValue: options.default,
    schema,
    textOf: String,
  };
}

/** A text that nobody may see. Empty by default. */
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

/** Units in which people write lengths of time. */
const MS_IN = { seconds: 1_000, ms: 1 } as const;

const BYTES_IN_MB = 1_000_000;

function common(options: Common) {
  return {
    description: options.description,
    live: options.live ?? false,
    environmentOnly: options.environmentOnly ?? false,
    unit: '',
    suffix: '' as const,
    choices: [],
    secret: false,
  };
}

/**
 * A number whose value is `factor` times what is written. The one place where units are converted.
 */
function measured(options: Bounds, factor: number) {
  const toValue = (written: number) => Math.round(written * factor);
  return {
    ...common(options),
    range: rangeOf(options),
    defaultValue: toValue(options.default),
    schema: boundedNumber(options).transform(toValue),
    textOf: (value: number) => String(value / factor),
  };
}

function rangeOf({ min, max, step, orZero }: Bounds): string {
  const bounds = `${min} to ${max}`;
  const multiples = step === undefined || step === 1 ? '' : ` in multiples of ${step}`;
  const range = step === 1 ? `a whole number, ${bounds}` : `${bounds}${multiples}`;
  return orZero === true ? `0, or ${range}` : range;
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

function listed(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
