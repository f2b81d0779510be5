export type DemoPerson = {
  readonly name: string;
  /** From a range that is not given to subscribers, or plainly invented. Empty: withheld. */
  readonly number: string;
  /** Sounds deeper (`long`) or higher (`short`). */
  readonly tract: 'long' | 'short';
};

/**
 * The demo's callers, all invented. Kept for fiction are 555-0100 to 555-0199 in the United States
 * (North American Numbering Plan) and 07700 900000 to 900999 in the United Kingdom (Ofcom,
 * "Telephone numbers for use in TV and radio drama").
 */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { name: 'Lucía Serrano', number: '+34600000012', tract: 'short' },
  { name: 'Tom Whitfield', number: '+447700900143', tract: 'long' },
  { name: 'Grace Okafor', number: '+12025550117', tract: 'short' },
  { name: 'Daniel Ferrer', number: '+34600000048', tract: 'long' },
  { name: 'Priya Raman', number: '+447700900871', tract: 'short' },
  { name: 'Walter Brandt', number: '+12025550164', tract: 'long' },
  { name: 'Marta Vidal', number: '+34600000077', tract: 'short' },
  { name: 'Owen Pritchard', number: '+447700900326', tract: 'long' },
  { name: 'Ana Beltrán', number: '+34600000091', tract: 'short' },
  { name: 'James Calloway', number: '+12025550139', tract: 'long' },
  { name: 'Chloe Marsden', number: '+447700900505', tract: 'short' },
  { name: '', number: '', tract: 'long' },
];
