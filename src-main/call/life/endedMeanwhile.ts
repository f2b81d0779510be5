import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** The call ended while something was done for it: kind `cancelled`. */
export function endedMeanwhile(): Result<never> {
  return fail(cordboardError('cancelled', phrase('call.ended-meanwhile')));
}
