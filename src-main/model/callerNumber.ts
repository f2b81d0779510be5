/** Whether a caller has given a number, and how much of it is told. */

/** What telephones, trunks and Asterisk send in place of a number. */
const NO_NUMBER: ReadonlySet<string> = new Set([
  '',
  'anonymous',
  'unknown',
  'restricted',
  'unavailable',
  'private',
]);

/** Whether this stands for many callers who are not known. */
export function isWithheld(callerNumber: string): boolean {
  return NO_NUMBER.has(callerNumber.trim().toLowerCase());
}

/** Whether it is only the end of a number, for somebody who may not see all of it (`endOf`). */
export function isMasked(callerNumber: string): boolean {
  return callerNumber.startsWith('…');
}

/** The number as a call has it: empty when withheld, whatever word the network says it with. */
export function givenNumber(callerNumber: string): string {
  return isWithheld(callerNumber) ? '' : callerNumber;
}
