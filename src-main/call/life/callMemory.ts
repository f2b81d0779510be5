import type { Call } from '#model/call';
import type { CallWishes } from './wishes';

/** Times of a call from before a restart of this program. */
export type CallOrigin = Pick<Call, 'startedAt' | 'answeredAt'>;

/** What has to be known of a call to go on with it after a crash of this program. */
export type CallMemory = CallOrigin & {
  readonly wishes: CallWishes;
  /**
   * The turns so far have ids below this: so the call goes on without touching one of them, even
   * while its record cannot be read.
   */
  readonly turnsBelow: number;
};
