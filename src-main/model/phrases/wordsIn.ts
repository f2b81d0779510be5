/** Phrases in the language of those who read them. */
import { isolated } from '../direction';
import type { Language } from '../language';
import { ENGLISH } from './english/english';
import { GERMAN } from './german/german';
import { type Phrase, type PhraseTexts, wordsOf } from './phrase';

const TEXTS: Readonly<Record<Language, PhraseTexts>> = { en: ENGLISH, de: GERMAN };

const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: numbersIn('en'),
  de: numbersIn('de'),
};

/** Without groups of digits: a number may be that of a port. */
function numbersIn(language: Language): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 10 });
}

export function wordsIn(language: Language, said: Phrase): string {
  return wordsOf(said, TEXTS[language], (value) =>
    typeof value === 'number' ? NUMBERS[language].format(value) : isolated(value),
  );
}
