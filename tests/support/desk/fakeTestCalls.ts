import type { TestCalls, TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { CordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Profile } from '#model/profile';

/** A test call that was made, and what its caller has done. */
export type FakeTestCall = {
  readonly profile: Profile;
  readonly by: string;
  readonly handlers: TestLineHandlers;
  /** First sample of each frame of the caller. */
  readonly sent: number[];
  hungUp: boolean;
};

/** Test calls without a call behind them. A test may set `refusal`. */
export class FakeTestCalls implements TestCalls {
  readonly calls: FakeTestCall[] = [];
  refusal: CordboardError | null = null;

  openTest(profile: Profile, by: string, handlers: TestLineHandlers): Result<TestLine> {
    if (this.refusal !== null) {
      return fail(this.refusal);
    }
    const call: FakeTestCall = { profile, by, handlers, sent: [], hungUp: false };
    this.calls.push(call);
    return ok({
      callId: `test-${this.calls.length}`,
      send: (samples) => {
        call.sent.push(samples[0] ?? 0);
      },
      close: () => {
        call.hungUp = true;
      },
    });
  }
}
