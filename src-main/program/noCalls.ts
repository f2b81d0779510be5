import type { CallSource } from '#main/call/callLeg';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { Phrase } from '#model/phrases/phrase';

/**
 * The source of calls while Asterisk is not configured: no calls come, and none can be placed.
 * `why` says what is missing and what to do.
 */
export function createNoCalls(why: Phrase): CallSource {
  return {
    createOutgoing: () => fail(cordboardError('config', why)),
    start: nothing,
    stop: nothing,
  };
}

function nothing(): void {
  // There is nothing to start or stop.
}
