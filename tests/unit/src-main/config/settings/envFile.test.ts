import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type EnvContent, parseEnvFile } from '#main/config/settings/envFile';
import { nearestSetting } from '#main/config/settings/nearName';
import { wordsOf } from '#model/phrases/phrase';

const read = (...lines: readonly string[]): EnvContent => parseEnvFile('.env', lines.join('\n'));

function valuesOf({ entries }: EnvContent): Record<string, string> {
  return Object.fromEntries([...entries].map(([name, { text }]) => [name, text]));
}

const problemsOf = ({ problems }: EnvContent): readonly string[] =>
  problems.map((each) => wordsOf(each));

describe('a line of .env', () => {
  it('is read as Node reads it', () => {
    const lines = [
      '# a remark',
      '',
      'A=1',
      '  B = two words  ',
      'export C=3',
      'D="in quotes # not a remark" # a remark',
      "E='$HOME \\n'",
      'F=`a "b" c`',
      'G="first\\nsecond"',
      'H=',
      'I="over',
      'two lines"',
      'J=x # a remark',
      'K=a=b',
      'L=""',
    ];
    const content = read(...lines);
    expect(valuesOf(content)).toEqual(parseEnv(lines.join('\n')));
    expect(problemsOf(content)).toEqual([]);
  });

  it('is counted, with a line break of any system', () => {
    const { entries } = parseEnvFile('.env', 'A=1\r\nB="x\r\ny"\r\n\r\nC=3\rD=4');
    expect([...entries].map(([name, { line }]) => [name, line])).toEqual([
      ['A', 1],
      ['B', 2],
      ['C', 5],
      ['D', 6],
    ]);
  });
});

describe('a value', () => {
  it.each([
    ['abc#def', 'abc#def'],
    ['abc #def', 'abc'],
    ['#abc', ''],
    ['"abc #def"', 'abc #def'],
  ])('keeps a # that is part of it: %s', (text, value) => {
    const entry = read(`P=${text}`).entries.get('P');
    expect(entry).toEqual({ text: value, line: 1, hasHash: true });
  });

  it.each([
    ['"C:\\new\\logs\\n.log"', 'C:\\new\\logs\\n.log'],
    ['"\\\\server\\new"', '\\\\server\\new'],
    ['C:\\new', 'C:\\new'],
  ])('keeps the backslashes of a path: %s', (text, value) => {
    expect(valuesOf(read(`LOG_FILE=${text}`))).toEqual({ LOG_FILE: value });
  });

  it.each(['“AIza”', '”AIza”', '„AIza“', '‘AIza’', '«AIza»', '“AIza"', '"AIza"'])(
    'is taken out of its quotes: %s',
    (text) => {
      const content = read(`KEY=${text} # mine`);
      expect(valuesOf(content)).toEqual({ KEY: 'AIza' });
      expect(problemsOf(content)).toEqual([]);
    },
  );

  it('keeps quotes that are not around it', () => {
    expect(valuesOf(read('G=Say “hello” to them', "H='it's'"))).toEqual({
      G: 'Say “hello” to them',
      H: "it's",
    });
  });
});

describe('a line that is not as it should be', () => {
  it.each([
    ['ARI_PASSWORD: s3cret', /line 2 is ignored: it is not NAME=value/],
    ['=s3cret', /line 2 is ignored/],
    ['KEY="s3cret', /line 2: the quote at the beginning of KEY is not closed/],
    ['KEY=“s3cret', /line 2: the quote at the beginning of KEY is not closed/],
    ['KEY="s3"cret', /line 2: what stands behind the closing quote of KEY is ignored/],
    ['A=s3cret', /line 2 sets A again, so line 1 does not count/],
  ])('is named with its number, without what it says: %s', (line, words) => {
    const problems = problemsOf(read('A=1', line, 'Z=9'));
    expect(problems).toEqual([expect.stringMatching(words)]);
    expect(problems.join()).not.toMatch(/s3/);
  });

  it('takes no other line with it', () => {
    const content = read('A="open', 'B="closed"', 'C=3');
    expect(valuesOf(content)).toEqual({ A: '"open', B: 'closed', C: '3' });
  });
});

it.each([
  ['GEMINI_VOCE', 'GEMINI_VOICE'],
  ['GOOGLE_APIKEY', 'GOOGLE_API_KEY'],
  ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  ['ari_password', 'ARI_PASSWORD'],
  ['ARI-PASSWORD', 'ARI_PASSWORD'],
  ['WEBHOOK_URL', 'WEBHOOK_URLS'],
  ['PATH_TO_X', null],
  ['TZ', null],
  ['NODE_OPTIONS', null],
])('%s was probably meant as %s', (name, setting) => {
  expect(nearestSetting(name)).toBe(setting);
});
