import { describe, expect, it } from 'vitest';
import { givenNumber, isWithheld } from '#model/callerNumber';
import { wordsOf } from '#model/phrases/phrase';
import { plainText, readTarget, targetOrTyped } from '#model/typedNumber';

function read(typed: string): string {
  const target = readTarget(typed);
  return target.ok ? target.target : wordsOf(target.phrase);
}

describe('a number that was pasted', () => {
  it.each([
    ['\u202D+49 30 123456\u202C', '+4930123456'],
    ['\u200B030\u00A0123456\uFEFF', '030123456'],
    ['030\u2011123456', '030123456'],
    ['030–12 34 56', '030123456'],
    ['030\u2212123456', '030123456'],
    ['+1 (202) 555-0123', '+12025550123'],
    ['030/123.456', '030123456'],
    ['tel:+4930123456', '+4930123456'],
    ['TEL:+49-30-123456', '+4930123456'],
    ['tel:+49%2030%20123456', '+4930123456'],
    ['callto:+4930123456', '+4930123456'],
    ['sip:2001', '2001'],
    ['sip:+4930123456@trunk.example;user=phone', '+4930123456'],
    ['sips:2001:secret@pbx:5061', '2001'],
    ['+49 (0) 30 123456', '+4930123456'],
    ['0049 (0)30 123456', '004930123456'],
    ['(0)30 123456', '030123456'],
    ['+39 (0)6 123456', '+3906123456'],
    ['＋４９３０１２３４５６', '+4930123456'],
    ['*21*2001#', '*21*2001#'],
  ])('is understood: %j', (typed, target) => {
    expect(read(typed)).toBe(target);
    expect(read(target)).toBe(target);
  });

  it.each(['2001', '20-01', '10.5', 'ana', 'ana-maria.2', 'shop_1', '*98', '+2001'])(
    'is left alone as an extension or a name: %s',
    (typed) => {
      expect(read(` ${typed} `)).toBe(typed);
    },
  );

  it.each([
    ['030 123456;ext=5', 'The sign ; cannot be dialled.'],
    ['ana@pbx.example', 'The sign @ cannot be dialled.'],
    ['٣٤٦٠٠', 'The sign ٣ cannot be dialled.'],
    ['sip:ana@pbx.example', 'Give the number or the extension'],
    ['49 (0) 30 123456', 'Write the number with + and its country'],
    ['call ana', 'is 1 to 40 of digits'],
    ['', 'is 1 to 40 of digits'],
    ['tel:', 'is 1 to 40 of digits'],
    ['1'.repeat(41), 'is 1 to 40 of digits'],
  ])('is refused with the reason: %j', (typed, why) => {
    expect(read(typed)).toContain(why);
    expect(targetOrTyped(typed)).toBe(typed);
  });

  it('shows what is not a number as it looks', () => {
    expect(plainText('\u202A Ana\u00A0\u00ADMaría \t')).toBe('Ana María');
  });
});

describe('a withheld number', () => {
  it.each(['', ' ', 'anonymous', 'Anonymous', 'unknown', 'RESTRICTED', 'Unavailable', 'private'])(
    'is %j',
    (number) => {
      expect(isWithheld(number)).toBe(true);
      expect(givenNumber(number)).toBe('');
    },
  );

  it.each(['2001', '+4930123456', 'ana', 'private-1', 'x,1003,conference'])(
    'is not %j',
    (number) => {
      expect(isWithheld(number)).toBe(false);
      expect(givenNumber(number)).toBe(number);
    },
  );
});
