/** Whether a caller has given a number. */

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

/** The number as a call has it: empty when withheld, whatever word the network says it with. */
export function givenNumber(callerNumber: string): string {
  return isWithheld(callerNumber) ? '' : callerNumber;
}
