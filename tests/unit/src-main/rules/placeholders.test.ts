import { describe, expect, it } from 'vitest';
import { checkPlaces, fillPlaces, unknownPlace } from '#main/rules/placeholders';
import { wordsOf } from '#model/phrases/phrase';

const VALUES: Readonly<Record<string, string>> = { 'caller.name': 'Ana', date: '2026-11-28' };

const filled = (text: string): string => fillPlaces(text, (name) => VALUES[name]);

describe('the places of a text', () => {
  it.each([
    ['Hello {caller.name}, it is {date}.', 'Hello Ana, it is 2026-11-28.'],
    ['{caller.name}{caller.name}', 'AnaAna'],
    ['Say \\{date\\} aloud.', 'Say {date} aloud.'],
    ['Answer {"name": 1} or {} or { }.', 'Answer {"name": 1} or {} or { }.'],
    ['{nobody} {{date}} { date }', '{nobody} {{date}} { date }'],
    ['{"on": {date}}', '{"on": 2026-11-28}'],
  ])('are filled: %s', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it('take a value as it is, whatever it looks like', () => {
    expect(fillPlaces('{caller.name}', () => '{date} $& \\{')).toBe('{date} $& \\{');
  });
});

describe('a place that is not known', () => {
  it.each([
    ['Greet {caller_name}.', '{caller_name}'],
    ['Today is {{now}}.', '{{now}}'],
    ['Today is {{date}}.', '{{date}}'],
    ['Today is { date }.', '{ date }'],
    ['Greet {caller name}.', '{caller name}'],
    ['Greet {имя}.', '{имя}'],
    ['Of {channel.TIER}.', '{channel.TIER}'],
    ['Of {channel.CHANNEL(name)}.', '{channel.CHANNEL(name)}'],
  ])('is named, with those that there are: %s', (text, place) => {
    const problem = unknownPlace(text, ['date', 'channel.CUSTOMER']);
    expect(problem && wordsOf(problem)).toBe(
      `has ${place}, which is no placeholder. There are: {date} {channel.CUSTOMER}. A brace that is meant as one is written \\{.`,
    );
  });

  it.each(['It is {date}.', 'For {channel.CUSTOMER}', '\\{caller_name\\}', '{"a": {"b": 1}}', ''])(
    'is not in %j',
    (text) => {
      expect(unknownPlace(text, ['date', 'channel.CUSTOMER'])).toBeNull();
    },
  );

  it('is refused in a text of no profile, where any channel variable may stand', () => {
    expect(checkPlaces('{caller.number} {channel.CUSTOMER}')).toMatchObject({ ok: true });
    expect(checkPlaces('{channel.CHANNEL(name)}')).toMatchObject({ error: { kind: 'config' } });
    expect(checkPlaces('{caller.age}')).toMatchObject({ error: { kind: 'config' } });
  });
});
