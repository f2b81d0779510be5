import type { RehearsalFile } from '#main/config/profiles/rehearsalFile';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import type {
  JudgedMark,
  RehearsalEnd,
  RehearsalOutcome,
  RehearsalResult,
  Rehearsals as RehearsalsOfProfile,
  RunningRehearsal,
  Scenario,
} from '#model/rehearsal';
import type { CallSettings } from '../callSettings';
import { judge } from './marks';
import type { RehearsalPlan, Rehearsed } from './rehearse';

export type RehearsalsOptions = {
  readonly file: Pick<RehearsalFile, 'read' | 'putScenarios' | 'addResult'>;
  readonly run: (plan: Omit<RehearsalPlan, 'facts'>, signal: AbortSignal) => Promise<Rehearsed>;
  /** The settings of a call with this profile. */
  readonly settingsOf: (profile: Profile) => CallSettings;
  /** What a rehearsal would cost about, US dollars. */
  readonly estimate: (settings: CallSettings, scenario: Scenario) => number;
  /** Why none can be made now; null when one can. */
  readonly refusal: (scenario: Scenario) => ReturnType<typeof phrase> | null;
};

/** Which profile is rehearsed, and by whom. */
export type RehearsalOf = {
  readonly profile: Profile;
  /** Version of the profile; null for one that is not saved. */
  readonly version: number | null;
  readonly scenarioId: string;
  readonly by: string;
};

type Running = { readonly stop: AbortController; picture: RunningRehearsal };

/** The rehearsals of all profiles; one runs at a time, because each costs a session of Gemini. */
export class Rehearsals {
  readonly #options: RehearsalsOptions;
  #running: Running | null = null;

  constructor(options: RehearsalsOptions) {
    this.#options = options;
  }

  async read(profile: Profile): Promise<RehearsalsOfProfile> {
    const { file, settingsOf, estimate } = this.#options;
    const kept = await file.read(profile.id);
    const settings = settingsOf(profile);
    const estimates = kept.scenarios.map((each) => [each.id, estimate(settings, each)] as const);
    return {
      ...kept,
      running: this.#running?.picture ?? null,
      estimates: Object.fromEntries(estimates),
    };
  }

  saveScenarios(profileId: string, scenarios: readonly Scenario[]): Promise<Result<void>> {
    return this.#options.file.putScenarios(profileId, scenarios);
  }

  /**
   * Runs a scenario and keeps the result. Fails with `not-found` (no such scenario),
   * `invalid-state` (another one runs, or no agent can answer) or `config` (not writable).
   */
  async run(of: RehearsalOf): Promise<Result<RehearsalResult>> {
    const { file, refusal } = this.#options;
    const { scenarios } = await file.read(of.profile.id);
    const scenario = scenarios.find(({ id }) => id === of.scenarioId);
    if (scenario === undefined) {
      return fail(cordboardError('not-found', phrase('rehearsal.no-scenario')));
    }
    const why = this.#running === null ? refusal(scenario) : phrase('rehearsal.running');
    if (why !== null) {
      return fail(cordboardError('invalid-state', why));
    }
    const result = resultOf(of, scenario, await this.#rehearse(of.profile, scenario));
    const kept = await file.addResult(of.profile.id, result);
    return kept.ok ? ok(result) : kept;
  }

  /** Ends the one that runs; what was said until then is its result. */
  stop(): void {
    this.#running?.stop.abort();
  }

  async #rehearse(profile: Profile, scenario: Scenario): Promise<Rehearsed> {
    const picture = { profileId: profile.id, scenarioId: scenario.id, lines: [] };
    const running: Running = { stop: new AbortController(), picture };
    this.#running = running;
    try {
      const plan: Omit<RehearsalPlan, 'facts'> = {
        settings: this.#options.settingsOf(profile),
        scenario,
        onLines: (lines) => {
          running.picture = { ...running.picture, lines };
        },
      };
      return await this.#options.run(plan, running.stop.signal);
    } finally {
      this.#running = null;
    }
  }
}

function resultOf(of: RehearsalOf, scenario: Scenario, rehearsed: Rehearsed): RehearsalResult {
  const { lines, end, costUsd } = rehearsed;
  const marks = judge(scenario.marks, { lines, end });
  return {
    ...{ scenarioId: scenario.id, scenarioName: scenario.name },
    ...{ version: of.version, by: of.by, at: Date.now() },
    outcome: outcomeOf(end, marks),
    ...{ end, marks, lines, costUsd },
  };
}

function outcomeOf({ how }: RehearsalEnd, marks: readonly JudgedMark[]): RehearsalOutcome {
  const isWhole = how === 'agent' || how === 'lines-over';
  if (!isWhole || !marks.every(({ passed }) => passed)) {
    return 'not-passed';
  }
  return marks.length === 0 ? 'unmarked' : 'passed';
}
