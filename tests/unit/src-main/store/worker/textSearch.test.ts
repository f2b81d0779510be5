import { describe, expect, it } from 'vitest';
import {
  excerptOf,
  HIT_END,
  HIT_START,
  matchExpression,
  unspacedExpression,
} from '#main/store/worker/textSearch';

const noWords = (): readonly string[] => [];

function marked(text: string): string {
  return text.replaceAll('[', HIT_START).replaceAll(']', HIT_END);
}

describe('matchExpression', () => {
  it('asks for all words, the last one as a beginning', () => {
    expect(matchExpression('  wrong  bill ', noWords)).toBe('"wrong" AND "bill"*');
  });

  it('takes signs of the query language as plain text', () => {
    expect(matchExpression('NEAR( a" OR b* -c', noWords)).toBe(
      '"NEAR(" AND "a""" AND "OR" AND "b*" AND "-c"*',
    );
    expect(matchExpression('a\0b\u0002', noWords)).toBe('"a" AND "b"');
  });

  it('takes a single letter as a whole word, and ignores signs alone', () => {
    expect(matchExpression('x', noWords)).toBe('"x"');
    expect(matchExpression('?! - "', noWords)).toBeNull();
  });

  it('lists the words that a long beginning stands for, as the index spells them', () => {
    const asked: string[] = [];
    const words = (beginning: string) => {
      asked.push(beginning);
      return ['reclamacion', 'reclamaciones'];
    };
    expect(matchExpression('una Reclamació', words)).toBe(
      '"una" AND ("reclamacion" OR "reclamaciones")',
    );
    expect(asked).toEqual(['reclamacio']);
  });

  it('leaves a beginning to the index when it has too many words', () => {
    expect(matchExpression('inter-connection', () => null)).toBe('"inter-connection"*');
    expect(matchExpression('connection', () => null)).toBe('"connection"*');
  });
});

describe('unspacedExpression', () => {
  it('asks for characters that follow each other', () => {
    expect(unspacedExpression('您好 客户')).toBe('"您\u0001好" AND "客\u0001户"');
    expect(unspacedExpression('客')).toBe('"客"');
    expect(unspacedExpression('我的wi')).toBe('"我\u0001的\u0001wi"*');
    expect(unspacedExpression('。?')).toBeNull();
  });
});

describe('excerptOf', () => {
  it('gives the hits as [start, end) pairs of characters', () => {
    expect(excerptOf(marked('my [bill] is a wrong [bill]'))).toEqual({
      text: 'my bill is a wrong bill',
      marks: [
        [3, 7],
        [19, 23],
      ],
    });
  });

  it('cuts a long text around the first hit, at the start of a word', () => {
    const { text, marks } = excerptOf(marked(`${'before '.repeat(50)}[hit]${' after'.repeat(80)}`));
    expect(text).toMatch(/^… before .*…$/);
    expect(text.length).toBeLessThan(210);
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['hit']);
  });
});
