import { describe, expect, it } from 'vitest';
import { boundedText, HTTP_URL } from '#main/config/settings/forms';
import {
  durationSetting,
  numberSetting,
  sizeSetting,
  textSetting,
} from '#main/config/settings/kinds';
import { phrase, wordsOf } from '#model/phrases/phrase';

describe('a length of time', () => {
  const seconds = durationSetting({
    unit: 'seconds',
    default: 1.5,
    min: 0.1,
    max: 60,
  });

  it('is written in its unit and is in ms', () => {
    expect(seconds).toMatchObject({
      unit: phrase('unit.seconds'),
      suffix: 'Ms',
      defaultValue: 1_500,
    });
    expect(wordsOf(seconds.range)).toBe('0.1 to 60');
    expect(seconds.schema.parse('0.57')).toBe(570);
    expect(seconds.schema.safeParse('61').success).toBe(false);
    const ms = durationSetting({ unit: 'ms', default: 600, min: 100, max: 3_000 });
    expect(ms.schema.parse('250')).toBe(250);
  });

  it('reads what it writes, to the millisecond', () => {
    for (let ms = 100; ms <= 60_000; ms += 7) {
      expect(seconds.schema.parse(seconds.textOf(ms))).toBe(ms);
    }
  });
});

describe('a size', () => {
  it('is written in MB and is in bytes', () => {
    const size = sizeSetting({ default: 10, min: 0.1, max: 1_000 });
    expect(size).toMatchObject({
      unit: phrase('unit.megabytes'),
      suffix: 'Bytes',
      defaultValue: 10_000_000,
    });
    expect(size.schema.parse('0.1')).toBe(100_000);
    expect(size.textOf(100_000)).toBe('0.1');
  });
});

describe('a number', () => {
  it('may be 0 though the others are larger', () => {
    const bounds = { default: 0, min: 5, max: 10, step: 1, orZero: true };
    const { range, schema } = numberSetting(bounds);
    expect(wordsOf(range)).toBe('0, or a whole number, 5 to 10');
    const taken = ['0', '4', '5', '10', '11', '5.5'].filter(
      (text) => schema.safeParse(text).success,
    );
    expect(taken).toEqual(['0', '5', '10']);
  });
});

describe('a text', () => {
  it('says that it may be empty where that is its default', () => {
    expect(wordsOf(textSetting({ default: '', form: HTTP_URL }).range)).toBe(
      'an http or https address without user and password, or empty',
    );
    expect(wordsOf(textSetting({ default: 'http://x', form: HTTP_URL }).range)).toBe(
      'an http or https address without user and password',
    );
  });

  it('promises the length that is checked', () => {
    const { words, schema } = boundedText(phrase('form.text'), 3);
    expect(wordsOf(words)).toBe('a text, up to 3 characters');
    expect([schema.safeParse('abc').success, schema.safeParse('abcd').success]).toEqual([
      true,
      false,
    ]);
  });
});
