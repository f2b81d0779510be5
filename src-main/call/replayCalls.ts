/** Calls in which the recorded audio of a caller is played to another agent, as a port. */
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import type { Profile } from '#model/profile';
import type { ReplayChanges } from '#model/replay';
import type { Transcript } from '#model/transcript';

/** All that a replay needs. Personal data. */
export type PlannedReplay = {
  readonly original: CallRecord;
  readonly turnId: number;
  /** Who plays it, as the audit names them. */
  readonly actor: string;
  readonly changes: ReplayChanges;
  /** With the changes. */
  readonly profile: Profile;
  /** The stretch of the original, ms since it reached Cordboard, and the caller's audio in it. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly audio: Int16Array;
  /** What was said before it. */
  readonly before: Transcript;
};

export interface ReplayCalls {
  /**
   * Plays it, in a call that is listed like any other and marked. What becomes of it is kept with
   * the original. Fails as TestCalls.openTest does.
   */
  play(replay: PlannedReplay): Result<CallId>;
}
