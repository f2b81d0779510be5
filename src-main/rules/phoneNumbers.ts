/**
 * Compares numbers: the one place that knows when two spellings are the same number. Without a
 * country (PHONE_COUNTRY) only the international form is understood, with or without `+` and `00`.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { MAX_EXTENSION_DIGITS } from '#model/typedNumber';

/** All spellings of a telephone number end in the same digits as these; a shorter one is none. */
const SHARED_END = MAX_EXTENSION_DIGITS + 1;

/** Two different numbers hardly ever end in the same digits as these. */
const LOOKALIKE_END = 8;

/** Whether a country is known, by its code of two letters (ISO 3166). */
export function isPhoneCountry(code: string): boolean {
  return isSupportedCountry(code);
}

/**
 * Whether both texts are the same number, written in any way. Names, and extensions of up to six
 * digits, are the same only when all their signs are.
 * @param country Where a number without its country belongs; empty: nowhere.
 */
export function sameNumber(a: string, b: string, country: string): boolean {
  if (a === b) {
    return true;
  }
  if (endsDiffer(a, b, SHARED_END)) {
    return false;
  }
  const plainA = plainNumber(a);
  const plainB = plainNumber(b);
  if (plainA === null || plainB === null) {
    return false;
  }
  if (plainA === plainB) {
    return true;
  }
  if (country === '' || !endAlike(plainA, plainB, SHARED_END)) {
    return false;
  }
  const fullA = fullNumber(a, country);
  const fullB = fullNumber(b, country);
  return fullA === plainB || fullB === plainA || (fullA !== null && fullA === fullB);
}

/** Whether two numbers are not the same, but look like two spellings of one. */
export function looksAlike(a: string, b: string): boolean {
  if (endsDiffer(a, b, LOOKALIKE_END)) {
    return false;
  }
  const plainA = plainNumber(a);
  const plainB = plainNumber(b);
  return (
    plainA !== null &&
    plainB !== null &&
    plainA !== plainB &&
    endAlike(plainA, plainB, LOOKALIKE_END)
  );
}

/** The end that every spelling of this text has; whatever has another end is another number. */
export function sharedEnd(text: string): string {
  return (plainNumber(text) ?? text).slice(-SHARED_END);
}

/** Only digits, without a leading `+` or `00`. Null if the text is no number. */
function plainNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s()./\p{Pd}\p{Cf}]/gu, '');
  return /^\+?\d+$/.test(digits) ? digits.replace(/^(\+|00)/, '') : null;
}

/** The digits of the international form, as far as the country knows how to make it. */
function fullNumber(text: string, country: string): string | null {
  if (!isSupportedCountry(country)) {
    return null;
  }
  const digits = text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
  return parsed?.isPossible() === true ? parsed.number.slice(1) : null;
}

function endAlike(a: string, b: string, digits: number): boolean {
  return a.length >= digits && b.length >= digits && a.slice(-digits) === b.slice(-digits);
}

/**
 * Whether both texts end in different digits, among the last ones that both have. A call is
 * compared with thousands of numbers, and this settles nearly all of them without an allocation.
 */
function endsDiffer(a: string, b: string, digits: number): boolean {
  let atA = digitBefore(a, a.length);
  let atB = digitBefore(b, b.length);
  for (let compared = 0; compared < digits && atA !== -1 && atB !== -1; compared += 1) {
    if (a.charCodeAt(atA) !== b.charCodeAt(atB)) {
      return true;
    }
    atA = digitBefore(a, atA);
    atB = digitBefore(b, atB);
  }
  return false;
}

/** Index of the last digit before this index; -1 when there is none. */
function digitBefore(text: string, index: number): number {
  let at = index - 1;
  while (at >= 0 && !isDigit(text.charCodeAt(at))) {
    at -= 1;
  }
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
