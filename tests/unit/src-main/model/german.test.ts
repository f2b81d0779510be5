import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#model/phrases/english/english';
import { GERMAN } from '#model/phrases/german/german';
import { ENGLISH_GROUPS, ENGLISH_SETTINGS } from '#model/settingTexts/english/english';
import { GERMAN_GROUPS, GERMAN_SETTINGS } from '#model/settingTexts/german/german';

type Texts = Readonly<Record<string, string>>;
type Pair = { readonly name: string; readonly english: string; readonly german: string };

const PHRASES = pairs(ENGLISH, GERMAN);
const SETTINGS = [
  ...pairs(flat(ENGLISH_SETTINGS), flat(GERMAN_SETTINGS)),
  ...pairs(ENGLISH_GROUPS, GERMAN_GROUPS),
];
const ALL = [...PHRASES, ...SETTINGS];

/** Nothing to translate: places only, or names that are the same in both languages. */
const SAME_IN_BOTH = [
  'setting.refused',
  'text',
  'sentences',
  'clauses',
  'at-place',
  'alert.rule',
  'note.supervisor-says',
  'webhooks.wrong-addresses',
  'check.asterisk',
  'check.gemini',
  'check.modules',
  'check.webhooks',
  'unit.ms',
  'unit.megabytes',
  'unit.hertz',
  'unit.rms',
  'form.with-unit',
  'export.speaker-supervisor',
  'export.speaker-named',
  'PLUGINS.label',
  'gemini',
  'asterisk',
  'webhooks',
];

/** Quotes of JSON, which has no others. */
const JSON_CODE = /\{"\w+":"\w+"\}/g;

function pairs(english: Texts, german: Texts): readonly Pair[] {
  return Object.entries(english).map(([name, text]) => ({
    name,
    english: text,
    german: german[name] ?? '',
  }));
}

function flat(settings: Readonly<Record<string, Texts>>): Texts {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, texts]) =>
      Object.entries(texts).map(([part, text]) => [`${name}.${part}`, text] as const),
    ),
  );
}

/** Whether the two texts differ in what the pattern finds; the order is each language's own. */
function differIn(pattern: RegExp): (pair: Pair) => boolean {
  return ({ english, german }) => found(english, pattern) !== found(german, pattern);
}

/** What the pattern finds in a text, each once, in the order of the alphabet. */
function found(text: string, pattern: RegExp): string {
  return [...new Set(text.match(pattern))].sort().join();
}

function hasKey(text: string): boolean {
  return /&\p{L}/u.test(text);
}

/** The names of the texts that break a rule. */
function breaking(texts: readonly Pair[], isBroken: (pair: Pair) => boolean): readonly string[] {
  return texts.filter(isBroken).map(({ name }) => name);
}

describe('the German texts', () => {
  it('have the names of the English ones', () => {
    expect(Object.keys(GERMAN).sort()).toEqual(Object.keys(ENGLISH).sort());
    expect(Object.keys(flat(GERMAN_SETTINGS)).sort()).toEqual(
      Object.keys(flat(ENGLISH_SETTINGS)).sort(),
    );
    expect(Object.keys(GERMAN_GROUPS).sort()).toEqual(Object.keys(ENGLISH_GROUPS).sort());
  });

  it('have the places of the English ones', () => {
    expect(breaking(ALL, differIn(/\{+[\w.]+\}+/g))).toEqual([]);
  });

  it('name the settings that the English ones name', () => {
    expect(breaking(ALL, differIn(/\b[A-Z]+_[A-Z_]+\b/g))).toEqual([]);
  });

  it('are others than the English ones, but for names', () => {
    expect(breaking(ALL, ({ english, german }) => english === german).toSorted()).toEqual(
      SAME_IN_BOTH.toSorted(),
    );
  });

  it('have a key for a menu where the English ones have one', () => {
    expect(breaking(PHRASES, ({ english, german }) => hasKey(english) !== hasKey(german))).toEqual(
      [],
    );
  });

  it('have no blank too many', () => {
    expect(breaking(ALL, ({ german }) => /\s\s|^\s|\s$/.test(german))).toEqual([]);
  });

  it('have German quotes, in pairs', () => {
    const straight = ({ german }: Pair) => /["']/.test(german.replaceAll(JSON_CODE, ''));
    const single = ({ german }: Pair) => german.replaceAll(/„[^„“]*“/g, '').match(/[„“”]/) !== null;
    expect(breaking(ALL, straight)).toEqual([]);
    expect(breaking(ALL, single)).toEqual([]);
  });

  it('keep a number and its unit on one line', () => {
    const apart = /(\d|\}\}) (s|ms|min|MB|GB|kB|kHz|dB|Bit|Byte|%)(?!\p{L})/u;
    expect(breaking(ALL, ({ german }) => apart.test(german))).toEqual([]);
  });
});
