import type { RehearsalOf } from '#main/call/rehearsal/rehearsals';
import { done, ok, type Result } from '#main/util/result';
import type { Profile } from '#model/profile';
import type { RehearsalResult, Rehearsals, Scenario } from '#model/rehearsal';
import { aResult } from '../rehearsals';

/** Rehearsals that note what is asked for. */
export class FakeRehearsals {
  readonly asked: RehearsalOf[] = [];
  scenarios: readonly Scenario[] = [];
  /** What comes of each. */
  result: RehearsalResult = aResult();
  stopped = 0;

  read(_profile: Profile): Promise<Rehearsals> {
    return Promise.resolve({
      ...{ scenarios: this.scenarios, results: [], running: null, estimates: {} },
    });
  }

  saveScenarios(_profileId: string, scenarios: readonly Scenario[]): Promise<Result<void>> {
    this.scenarios = scenarios;
    return Promise.resolve(done);
  }

  run(of: RehearsalOf): Promise<Result<RehearsalResult>> {
    this.asked.push(of);
    return Promise.resolve(ok(this.result));
  }

  stop(): void {
    this.stopped += 1;
  }
}
