/** Finds the profile of a dialled number. */
import type { Profile } from '#model/profile';

/**
 * A number as all ways of writing it have it: digits alone, without the `+` or `00` of an
 * international one. Null for what is no number, such as an extension with letters.
 */
function plainNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s().-]/g, '');
  return /^\+?\d+$/.test(digits) ? digits.replace(/^(\+|00)/, '') : null;
}

/** Whether both are the same number, however they are written. */
export function sameNumber(a: string, b: string): boolean {
  const plain = plainNumber(a);
  return a === b || (plain !== null && plain === plainNumber(b));
}

/**
 * The profile that has this number: as it is written, else as the same number written otherwise.
 */
export function profileOfNumber(profiles: readonly Profile[], dialed: string): Profile | null {
  return (
    profiles.find(({ numbers }) => numbers.includes(dialed)) ??
    profiles.find(({ numbers }) => numbers.some((each) => sameNumber(each, dialed))) ??
    null
  );
}
