/** The forms in which texts are compared. */
import { plainText, targetOrTyped } from '#model/typedNumber';

/** A number without what people put between digits: `+34 600-111 222` is `+34600111222`. */
export function digitsOf(callerNumber: string): string {
  return callerNumber.replaceAll(/[\s()./-]/g, '');
}

/** Lower case without diacritics, as the text index folds its words. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase();
}

/** The text by which a caller is found: digits of the number, and the name. */
export function callerSearchText(callerNumber: string, callerName: string): string {
  return folded(`${digitsOf(callerNumber)} ${callerName}`);
}

/** A part of a caller's number or name, in the form of `callerSearchText`. */
export function callerSearchPart(part: string): string {
  const plain = targetOrTyped(plainText(part));
  return folded(/^[\d\s()./+-]+$/.test(plain) ? digitsOf(plain) : plain);
}
