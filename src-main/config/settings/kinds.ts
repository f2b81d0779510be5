/** The kinds of setting there are; each turns a text into a value or says no. */
import { z } from 'zod';

/** One setting: all that is known about it, apart from its name. */
export type SettingDefinition<T> = {
  /** Heading it is listed under. */
  readonly group: string;
  /** One or two sentences: what it does and when to change it. */
  readonly description: string;
  /** Unit in words; empty when it has none. */
  readonly unit: string;
  /** Allowed values in words; completes "must be ...". */
  readonly range: string;
  /** Value when nothing is configured. `String(defaultValue)` is its text; empty for "not set". */
  readonly defaultValue: T;
  /** The choices, when it is one of few. */
  readonly choices: readonly string[];
  /** Never shown, logged or written in clear. */
  readonly secret: boolean;
  /** A change takes effect at once; otherwise after a restart. */
  readonly live: boolean;
  /** Can only be set in the environment or .env, because it is needed before saved settings are read. */
  readonly environmentOnly: boolean;
  /** Text, never empty, to value. A message of its own (not zod's) replaces "must be <range>". */
  readonly schema: z.ZodType<T, string>;
};

/** What every kind takes. */
type Common = {
  readonly group: string;
  readonly description: string;
  readonly live?: boolean;
  readonly environmentOnly?: boolean;
};

function common(options: Common) {
  return {
    group: options.group,
    description: options.description,
    live: options.live ?? false,
    environmentOnly: options.environmentOnly ?? false,
    unit: '',
    choices: [],
    secret: false,
  };
}

/** A number between two bounds, both allowed. `step`: only whole multiples of it (1: whole numbers). */
export function numberSetting(
  options: Common & {
    readonly unit: string;
    readonly default: number;
    readonly min: number;
    readonly max: number;
    readonly step?: number;
  },
): SettingDefinition<number> {
  const { min, max, step } = options;
  const number = z.number().min(min).max(max);
  const range = `${min} to ${max}`;
  const multiples = step === undefined || step === 1 ? '' : ` in multiples of ${step}`;
  return {
    ...common(options),
    unit: options.unit,
    range: step === 1 ? `a whole number, ${range}` : `${range}${multiples}`,
    defaultValue: options.default,
    schema: z
      .string()
      .trim()
      .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/)
      .transform(Number)
      .pipe(step === undefined ? number : number.multipleOf(step)),
  };
}

/** True or false; also yes/no, on/off, 1/0. */
export function booleanSetting(
  options: Common & { readonly default: boolean },
): SettingDefinition<boolean> {
  return {
    ...common(options),
    range: 'true or false',
    choices: ['true', 'false'],
    defaultValue: options.default,
    schema: z.string().trim().pipe(z.stringbool()),
  };
}

/** One of a few words, upper and lower case being the same. */
export function choiceSetting<const T extends string>(
  options: Common & {
    readonly choices: readonly T[];
    readonly default: NoInfer<T>;
    readonly range?: string;
  },
): SettingDefinition<T> {
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
  };
}

/** A text. `schema` narrows what is allowed; it may bring a message of its own. */
export function textSetting(
  options: Common & {
    readonly default: string;
    readonly range: string;
    readonly schema?: z.ZodType<string, string>;
  },
): SettingDefinition<string> {
  return {
    ...common(options),
    range: options.range,
    defaultValue: options.default,
    schema: options.schema ?? z.string().trim().max(2_000),
  };
}

/** A text that nobody may see. Empty by default. */
export function secretSetting(
  options: Common & { readonly range: string },
): SettingDefinition<string> {
  return {
    ...common(options),
    secret: true,
    range: options.range,
    defaultValue: '',
    // Control characters come from a clumsy paste and make HTTP headers invalid.
    schema: z
      .string()
      .trim()
      .max(1_000)
      .regex(/^\P{Cc}*$/u),
  };
}

function listed(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
