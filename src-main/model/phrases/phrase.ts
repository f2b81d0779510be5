/**
 * What Cordboard tells a person, as a code with parameters. A part of the program that has
 * something to say makes a phrase; only the doors put it into words: the window, its menus, its
 * notices and what is exported from it in the language of the window (wordsIn.ts); the HTTP
 * API, the log and what the AI is told in English. The words stand in a folder for each language,
 * one file for each part. The placeholders of the English ones give each code the type of its
 * parameters.
 */
import { ENGLISH } from './english/english';

/** Names of the placeholders of a text: `{{name}}`, the form that i18next reads too. */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Stable name of something that is said, e.g. `call.ended`. Programs may compare it. */
export type PhraseCode = keyof typeof ENGLISH;

/** A value of a placeholder. A phrase in a phrase is the reason for it, in the same language. */
export type PhraseParam = string | number | Phrase;

/** The parameters that the text of a code has places for. */
type PhraseParams<Code extends PhraseCode> = {
  readonly [Name in Placeholders<(typeof ENGLISH)[Code]>]: PhraseParam;
};

/** Something that is said, before it is put into words. Plain data: it travels by IPC and JSON. */
export type Phrase = {
  [Code in PhraseCode]: { readonly code: Code; readonly params: PhraseParams<Code> };
}[PhraseCode];

/**
 * What is wrong at one place, e.g. `tools.http.0.url`; an empty path: with the whole. The words go
 * on after the name of the place.
 */
export type PlacedProblem = { readonly path: string; readonly phrase: Phrase };

/** The params of a code: none to be given where its text has no places. */
type ParamsArgument<Code extends PhraseCode> = [Placeholders<(typeof ENGLISH)[Code]>] extends [
  never,
]
  ? []
  : [params: PhraseParams<Code>];

export function phrase<Code extends PhraseCode>(
  code: Code,
  ...[params]: ParamsArgument<Code>
): Phrase {
  // The arguments have just been checked against each other; the compiler does not follow a union.
  return { code, params: params ?? {} } as Phrase;
}

/** Several phrases as one, in their order: as sentences, or as clauses of one sentence. */
export function joined<Said extends Phrase>(
  how: 'sentences' | 'clauses',
  said: readonly [Said, ...Said[]],
): Phrase;
export function joined(how: 'sentences' | 'clauses', said: readonly Phrase[]): Phrase | null;
export function joined(how: 'sentences' | 'clauses', said: readonly Phrase[]): Phrase | null {
  return said.reduce<Phrase | null>(
    (first, next) => (first === null ? next : phrase(how, { first, next })),
    null,
  );
}

/** The texts of a language, by code. */
export type PhraseTexts = Readonly<Record<PhraseCode, string>>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/**
 * A phrase in words, in English unless other texts are given, with the way that values are written
 * there: see wordsIn.ts.
 */
export function wordsOf(
  { code, params }: Phrase,
  texts: PhraseTexts = ENGLISH,
  valueText: (value: string | number) => string = String,
): string {
  const values: Readonly<Record<string, PhraseParam>> = params;
  return texts[code].replaceAll(PLACEHOLDER, (place, name: string) => {
    const value = values[name];
    if (value === undefined) {
      return place;
    }
    return typeof value === 'object' ? wordsOf(value, texts, valueText) : valueText(value);
  });
}

/** The same phrase with each text in it changed. */
export function withTexts(said: Phrase, change: (text: string) => string): Phrase {
  const params = Object.entries<PhraseParam>(said.params).map(([name, value]) => [
    name,
    changedParam(value, change),
  ]);
  // The params are those of the same code.
  return { ...said, params: Object.fromEntries(params) as unknown } as Phrase;
}

function changedParam(value: PhraseParam, change: (text: string) => string): PhraseParam {
  switch (typeof value) {
    case 'string':
      return change(value);
    case 'number':
      return value;
    default:
      return withTexts(value, change);
  }
}

/** Whether two phrases say the same: the same code with the same params. */
export function samePhrase(a: Phrase, b: Phrase): boolean {
  const others: Readonly<Record<string, PhraseParam>> = b.params;
  return (
    a.code === b.code &&
    Object.entries<PhraseParam>(a.params).every(([name, value]) => sameParam(value, others[name]))
  );
}

function sameParam(a: PhraseParam, b: PhraseParam | undefined): boolean {
  return typeof a === 'object' && typeof b === 'object' ? samePhrase(a, b) : a === b;
}

/**
 * Whether a value that was read from elsewhere, such as an old file, is a phrase that this version
 * can put into words: it knows the code, and every placeholder has its param.
 */
export function isPhrase(value: unknown): value is Phrase {
  if (!isRecord(value) || typeof value['code'] !== 'string' || !isRecord(value['params'])) {
    return false;
  }
  const { code, params } = value;
  const texts: Readonly<Record<string, string>> = ENGLISH;
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  return (
    text !== undefined &&
    [...text.matchAll(PLACEHOLDER)].every(([, name = '']) => isParam(params[name]))
  );
}

function isParam(value: unknown): value is PhraseParam {
  return typeof value === 'string' || typeof value === 'number' || isPhrase(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
