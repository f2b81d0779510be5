/** Calls in which somebody at the desk speaks as the caller, as a port. */
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { Profile } from '#model/profile';

/** What comes to the caller at the desk. No handler may throw or block. */
export type TestLineHandlers = {
  /** What the caller hears: 320 samples, valid only during the call; null: nothing. */
  onFrame(samples: Int16Array | null): void;
  /** The call is over, whoever ended it. Called once. */
  onClose(): void;
};

/** The caller's end of a test call. */
export type TestLine = {
  readonly callId: CallId;
  /** 20 ms of the caller's microphone: 320 samples. */
  send(samples: Int16Array): void;
  /** The caller hangs up. Idempotent. */
  close(): void;
};

export interface TestCalls {
  /**
   * Makes a test call with this profile, saved or not; it arrives like any other. Fails with
   * `invalid-state` when there are as many calls as MAX_CALLS, or no agent can answer.
   * @param by Name of who speaks as the caller.
   */
  openTest(profile: Profile, by: string, handlers: TestLineHandlers): Result<TestLine>;
}
