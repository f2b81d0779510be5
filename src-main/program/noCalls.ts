/** Stands in for the source of calls while Asterisk is not configured: none come, and none can be made. */
import { cordboardError } from '../util/errors';
import { fail } from '../util/result';
import type { CallSource } from '../call/callLeg';

/** A source without calls. `message` says what is missing and what to do. */
export function createNoCalls(message: string): CallSource {
  return {
    createOutgoing: () => fail(cordboardError('config', message)),
    start: nothing,
    stop: nothing,
  };
}

function nothing(): void {
  // There is nothing to bring calls, and nothing to stop.
}
