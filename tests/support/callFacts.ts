import type { CallFacts } from '#model/callFacts';

/** An incoming call of Ana, on a Saturday afternoon in Berlin. */
export function someFacts(patch: Partial<CallFacts> = {}): CallFacts {
  return {
    caller: { number: '2001', name: 'Ana' },
    dialedNumber: '1000',
    direction: 'inbound',
    profileName: 'Shop',
    channel: new Map(),
    lookUp: null,
    earlierCalls: [],
    at: Date.UTC(2026, 10, 28, 13, 5),
    timeZone: 'Europe/Berlin',
    ...patch,
  };
}
