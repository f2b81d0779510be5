/** The spellings of a caller's number that the record holds. */
import { sameNumber, sharedEnd } from '#main/rules/phoneNumbers';
import { isWithheld } from '#model/callerNumber';
import type { CallerSpelling } from '#model/history';
import { digitsOf } from './comparedText';
import type { Database } from './driver';
import { numberOf, textOf } from './rows';

/**
 * All spellings of a number, the newest call first; none of a withheld one. Spellings that differ
 * only by separators count as one.
 * @param country PHONE_COUNTRY.
 */
export function spellingsOf(
  db: Database,
  callerNumber: string,
  country: string,
): readonly CallerSpelling[] {
  if (isWithheld(callerNumber)) {
    return [];
  }
  const digits = digitsOf(callerNumber);
  const end = sharedEnd(digits);
  return db
    .all(
      // The index on caller_digits holds all that the condition needs.
      `SELECT caller_number, caller_digits, count(*) AS calls, max(started_at) AS last_at FROM calls
       WHERE substr(caller_digits, ?) = ? GROUP BY caller_digits ORDER BY last_at DESC`,
      ...[-end.length, end],
    )
    .filter((row) => isSpelling(textOf(row, 'caller_digits'), digits, country))
    .map((row) => ({
      number: textOf(row, 'caller_number'),
      calls: numberOf(row, 'calls'),
      lastAt: numberOf(row, 'last_at'),
    }));
}

/** Whether calls of one number are also calls of the other. */
export function isSpelling(number: string, of: string, country: string): boolean {
  return !isWithheld(number) && sameNumber(digitsOf(number), digitsOf(of), country);
}
