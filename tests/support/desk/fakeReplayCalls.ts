import type { PlannedReplay, ReplayCalls } from '#main/call/replayCalls';
import { ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';

/** Replays without a call behind them. */
export class FakeReplayCalls implements ReplayCalls {
  readonly played: PlannedReplay[] = [];

  play(replay: PlannedReplay): Result<CallId> {
    this.played.push(replay);
    return ok(`replay-${this.played.length}`);
  }
}
