import type { CallSource } from '#main/call/callLeg';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';

/**
 * The source of calls while Asterisk is not configured: no calls come, and none can be placed.
 * `message` says what is missing and what to do.
 */
export function createNoCalls(message: string): CallSource {
  return {
    createOutgoing: () => fail(cordboardError('config', message)),
    start: nothing,
    stop: nothing,
  };
}

function nothing(): void {
  // There is nothing to start or stop.
}
