import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RehearsalFile } from '#main/config/profiles/rehearsalFile';
import { MAX_RESULTS } from '#model/rehearsal';
import { aResult, aScenario } from '#support/rehearsals';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-rehearsals-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the results of rehearsals', () => {
  it('are kept to a number, and the last one of each scenario besides', async () => {
    const file = new RehearsalFile(folder);
    await file.putScenarios('sales', [aScenario(), aScenario({ id: 's2' })]);
    const added = [
      ...[aResult({ scenarioId: 'gone', at: 1 }), aResult({ scenarioId: 's2', at: 2 })],
      aResult({ scenarioId: 's2', at: 3 }),
      ...Array.from({ length: MAX_RESULTS }, (_, index) => aResult({ at: 10 + index })),
    ];
    for (const result of added) {
      expect(await file.addResult('sales', result)).toMatchObject({ ok: true });
    }
    const { results } = await file.read('sales');
    expect(results).toHaveLength(MAX_RESULTS + 1);
    expect(results.at(-1)).toMatchObject({ scenarioId: 's2', at: 3 });
  });

  it.each([
    [true, [{}], 'passed'],
    [true, [], 'unmarked'],
    [false, [], 'not-passed'],
  ])('of an older version that says passed: %s, with marks %j, are %s', async (...old) => {
    const [passed, marks, outcome] = old;
    const results = [{ scenarioId: 's1', at: 1, marks, passed }];
    const text = JSON.stringify({ version: 1, scenarios: [], results });
    await writeFile(join(folder, 'sales.json'), text);
    const kept = await new RehearsalFile(folder).read('sales');
    expect(kept.results).toEqual([{ scenarioId: 's1', at: 1, marks, outcome }]);
  });
});
