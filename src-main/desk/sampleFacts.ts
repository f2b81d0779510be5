import type { CallFacts } from '#model/callFacts';
import type { SampleCaller } from '#model/lookUpTrial';

/** What would be known of a call by a caller who is made up. */
export function sampleFacts(
  profileName: string,
  { callerNumber, callerName, dialedNumber }: SampleCaller,
  timeZone: string,
): CallFacts {
  return {
    caller: { number: callerNumber, name: callerName },
    ...{ dialedNumber, profileName, timeZone },
    direction: 'inbound',
    // Only the dialplan of a real call sets variables.
    channel: new Map(),
    lookUp: null,
    earlierCalls: [],
    at: Date.now(),
  };
}
