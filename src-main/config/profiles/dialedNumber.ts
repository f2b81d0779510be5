/** Finds the profile of a dialled number. */
import type { Profile } from '#model/profile';

/**
 * Normal form of a number: only digits, without a leading `+` or `00`. Null if the text is not a
 * number, such as an extension with letters.
 */
function plainNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s().-]/g, '');
  return /^\+?\d+$/.test(digits) ? digits.replace(/^(\+|00)/, '') : null;
}

/** Whether both texts are the same number, written in any way. */
export function sameNumber(a: string, b: string): boolean {
  const plain = plainNumber(a);
  return a === b || (plain !== null && plain === plainNumber(b));
}

/**
 * The profile that has this number. The same spelling wins over the same number in another
 * spelling.
 */
export function profileOfNumber(profiles: readonly Profile[], dialed: string): Profile | null {
  return (
    profiles.find(({ numbers }) => numbers.includes(dialed)) ??
    profiles.find(({ numbers }) => numbers.some((each) => sameNumber(each, dialed))) ??
    null
  );
}
