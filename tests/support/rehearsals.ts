/** Scenarios of rehearsals and their results, for tests. */
import type { RehearsalResult, Scenario } from '#model/rehearsal';

/** A caller who asks for their parcel. */
export function aScenario(patch: Partial<Scenario> = {}): Scenario {
  return {
    id: 's1',
    name: 'Where is my parcel',
    caller: { kind: 'scripted', lines: ['Where is my parcel?', 'Thank you.'] },
    tools: 'samples',
    samples: {},
    marks: [{ kind: 'said', phrase: 'on its way' }],
    ...patch,
  };
}

export function aResult(patch: Partial<RehearsalResult> = {}): RehearsalResult {
  return {
    ...{ scenarioId: 's1', scenarioName: 'Where is my parcel', version: 2, by: 'window:ann' },
    at: Date.UTC(2026, 0, 2),
    outcome: 'passed',
    end: { how: 'lines-over' },
    marks: [{ mark: { kind: 'said', phrase: 'on its way' }, passed: true, found: 2 }],
    lines: [
      { of: 'caller', text: 'Where is my parcel?' },
      { of: 'agent', text: 'It is on its way.', ms: 640 },
    ],
    costUsd: 0.012,
    ...patch,
  };
}
