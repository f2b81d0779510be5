/** Phrases in the language of those who read them. */
import { isolated } from '../direction';
import type { Language } from '../language';
import { ENGLISH } from './english/english';
import { GERMAN } from './german/german';
import { type Phrase, type PhraseTexts, wordsOf } from './phrase';

const TEXTS: Readonly<Record<Language, PhraseTexts>> = { en: ENGLISH, de: GERMAN };

/** Made when the first is written: the window has nothing to show before this is loaded. */
const numbers = new Map<Language, Intl.NumberFormat>();

/** Without groups of digits: a number may be that of a port. */
function numbersIn(language: Language): Intl.NumberFormat {
  const format =
    numbers.get(language) ??
    new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 10 });
  numbers.set(language, format);
  return format;
}

export function wordsIn(language: Language, said: Phrase): string {
  return wordsOf(said, TEXTS[language], (value) =>
    typeof value === 'number' ? numbersIn(language).format(value) : isolated(value),
  );
}
