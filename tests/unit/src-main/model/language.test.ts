import { describe, expect, it } from 'vitest';
import { isolated } from '#model/direction';
import { languageOf } from '#model/language';
import { phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';

describe('the language for a desktop', () => {
  it.each([
    ['system', 'de', 'de'],
    ['system', 'de-AT', 'de'],
    ['system', 'DE_ch', 'de'],
    ['system', 'en-GB', 'en'],
    ['system', 'fr-FR', 'en'],
    ['system', '', 'en'],
    ['de', 'en-US', 'de'],
    ['en', 'de-DE', 'en'],
  ] as const)('chosen as %s on %s is %s', (choice, locale, language) => {
    expect(languageOf(choice, locale)).toBe(language);
  });
});

describe('a phrase in a language', () => {
  it('has its numbers as they are written there, and no groups of digits in them', () => {
    const said = phrase('form.range', { min: 0.1, max: 65_535 });
    expect(wordsIn('en', said)).toBe('0.1 to 65535');
    expect(wordsIn('de', said)).toBe('0,1 bis 65535');
  });

  it('has the phrases in it in the same language', () => {
    const said = phrase('form.or-empty', { form: phrase('form.path') });
    expect(wordsIn('de', said)).toBe('ein Pfad; oder leer');
  });
});

it('isolates what runs from right to left, and nothing else', () => {
  expect(isolated('עמית')).toBe('\u2068עמית\u2069');
  expect(isolated('Amit 12')).toBe('Amit 12');
});
