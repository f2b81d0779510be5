import { describe, expect, it } from 'vitest';
import { spokenDiff, wordDiff } from '#window/format/wordDiff';

/** The pieces in short: `-removed-`, `+added+`. */
function shown(before: string, after: string): string {
  const marks = { same: '', removed: '-', added: '+' } as const;
  return wordDiff(before, after)
    .map(({ kind, text }) => `${marks[kind]}${text}${marks[kind]}`)
    .join('');
}

describe('wordDiff', () => {
  it.each([
    ['the same text', 'Be kind.', 'Be kind.', 'Be kind.'],
    [
      'a word in place of another',
      'Be very kind now.',
      'Be very brief now.',
      'Be very -kind-+brief+ now.',
    ],
    ['a word more at the end', 'Be kind.', 'Be kind. Always.', 'Be kind.+ Always.+'],
    ['a word less at the start', 'Please be kind.', 'be kind.', '-Please -be kind.'],
    ['all of it', 'Yes', 'No', '-Yes-+No+'],
    ['a text from nothing', '', 'Be kind.', '+Be kind.+'],
    ['a repeated word that was taken out', 'no no no', 'no no', 'no no- no-'],
  ])('tells %s', (_what, before, after, pieces) => {
    expect(shown(before, after)).toBe(pieces);
  });

  it('makes both texts out of its pieces, however they differ', () => {
    const before = 'a b c d e f g h';
    const after = 'c b x a e g y h z';
    const without = (kind: 'removed' | 'added') =>
      wordDiff(before, after)
        .filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  });

  it('shows a long stretch in which all differs as replaced, without comparing every pair', () => {
    const words = (word: string) =>
      Array.from({ length: 400 }, (_, at) => `${word}${at}`).join(' ');
    expect(wordDiff(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('spokenDiff', () => {
  it.each([
    ['a b c', 'a x c', ['same a', 'removed b', 'added x', 'same c']],
    ['', 'all new', ['added all new']],
    ['all gone', '', ['removed all gone']],
    ['the same', 'the same', ['same the same']],
    ['', '', []],
  ])('of "%s" and "%s"', (before, after, parts) => {
    expect(spokenDiff(before, after).map(({ kind, text }) => `${kind} ${text}`)).toEqual(parts);
  });

  it('takes long texts', () => {
    const long = Array.from({ length: 1_000 }, (_, at) => `word${String(at)}`).join(' ');
    expect(spokenDiff(long, `${long} more`).at(-1)).toMatchObject({ kind: 'added' });
  });
});
