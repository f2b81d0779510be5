/** Texts in the form they are compared by. */

/** A number without what people put between digits: `+34 600-111 222` is `+34600111222`. */
export function digitsOf(callerNumber: string): string {
  return callerNumber.replaceAll(/[\s()./-]/g, '');
}

/** Lower case without diacritics, as the text index folds its words. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase();
}

/** What a caller is found by: digits of the number, and the name. */
export function callerSearchText(callerNumber: string, callerName: string): string {
  return folded(`${digitsOf(callerNumber)} ${callerName}`);
}

/** The part of a caller that is searched for, in the form of `callerSearchText`. */
export function callerSearchPart(part: string): string {
  const trimmed = part.trim();
  return folded(/^[\d\s()./+-]+$/.test(trimmed) ? digitsOf(trimmed) : trimmed);
}
