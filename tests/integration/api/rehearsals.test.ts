/** Rehearsals and samples of voices in the API. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { ApiBench } from '#support/api/apiBench';
import { aResult, aScenario } from '#support/rehearsals';

let bench: ApiBench;

beforeEach(async () => {
  bench = await ApiBench.start();
});

afterEach(() => bench.stop());

const acting = () => ({ token: bench.tokens.act });
const run = (body: object) =>
  bench.ask('POST', '/profiles/default/rehearsals', { ...acting(), body });

describe('the rehearsals of a profile in the API', () => {
  it('have scenarios that are replaced and read', async () => {
    const body = { scenarios: [aScenario()] };
    const saved = await bench.ask('PUT', '/profiles/default/scenarios', { ...acting(), body });
    expect(saved).toMatchObject({ status: 200, body });
    expect((await bench.ask('GET', '/profiles/default/rehearsals')).body).toEqual({
      ...body,
      ...{ results: [], running: null, estimates: {} },
    });
    expect(bench.desk.audited).toMatchObject([
      { actor: 'api:actor', action: 'profile.saveScenarios', result: 'ok' },
    ]);
  });

  it('are run, and answer with what came of them when they are over', async () => {
    const answer = await run({ scenarioId: 's1' });
    expect(answer).toMatchObject({ status: 200, body: aResult() });
    expect(bench.desk.rehearsals.asked).toMatchObject([
      { profile: { id: 'default' }, scenarioId: 's1', by: 'api:actor' },
    ]);
    expect(bench.desk.audited).toMatchObject([
      { action: 'profile.rehearse', params: { profileId: 'default', outcome: 'passed' } },
    ]);
  });

  it('say with a mark of any kind what was found', async () => {
    const marks = [
      { mark: { kind: 'not-called', tool: 'find_order' }, passed: false, found: 3 },
      { mark: { kind: 'answer-ms', most: 800 }, passed: true, found: null },
    ] as const;
    const failed = { how: 'failed', phrase: phrase('agent.gone') } as const;
    const lines = [{ of: 'tool', name: 'find_order', args: '{}' }] as const;
    bench.desk.rehearsals.result = aResult({ marks, lines, end: failed, version: null });
    expect((await run({ scenarioId: 's1' })).body).toMatchObject({ marks, lines, end: failed });
  });

  it('are stopped', async () => {
    expect((await bench.ask('POST', '/rehearsals/stop', acting())).status).toBe(204);
    expect(bench.desk.rehearsals.stopped).toBe(1);
  });

  it.each([
    ['of a profile that is gone', 404, '/profiles/gone/rehearsals', { scenarioId: 's1' }],
    ['of a wrong form', 400, '/profiles/default/rehearsals', { scenario: 's1' }],
  ])('%s are refused with %i', async (_what, status, route, body) => {
    expect((await bench.ask('POST', route, { ...acting(), body })).status).toBe(status);
  });

  it('are refused scenarios of a wrong form, place by place', async () => {
    const scenario = aScenario({ marks: [{ kind: 'turns', most: 0 }] });
    const body = { scenarios: [scenario] };
    const refused = await bench.ask('PUT', '/profiles/default/scenarios', { ...acting(), body });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body.scenarios.0.marks.0.most', code: 'profile.number' }] },
    });
  });
});

describe('samples of voices in the API', () => {
  const sample = { voice: 'Kore', text: 'Good morning.' };

  it('are WAV files, spoken by the model of the settings unless another is named', async () => {
    const response = await fetch(`${bench.api.url}/voices/samples`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bench.tokens.act}`, 'content-type': 'application/json' },
      body: JSON.stringify(sample),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(0, 4).toString()).toBe('RIFF');
    // One channel, 8,000 samples a second, and 80 of them.
    expect([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt32LE(40)]).toEqual([
      1, 8_000, 160,
    ]);
    expect(file).toHaveLength(44 + 160);
    expect(bench.desk.samples.asked).toEqual([{ ...sample, model: '' }]);
    expect(bench.desk.audited).toMatchObject([{ actor: 'api:actor', action: 'voice.sample' }]);
  });

  it('have a price', async () => {
    const body = { samples: [sample, { ...sample, voice: 'Puck', model: 'gemini-3.8-live' }] };
    const priced = await bench.ask('POST', '/voices/samples/estimate', { ...acting(), body });
    expect(priced).toMatchObject({ status: 200, body: { costUsd: 0.002 } });
  });

  it('are refused as the service refuses them, and for a voice that there is not', async () => {
    const ask = (body: object) => bench.ask('POST', '/voices/samples', { ...acting(), body });
    expect((await ask({ ...sample, voice: 'Nobody' })).status).toBe(400);
    bench.desk.samples.outcome = fail(cordboardError('network', phrase('agent.gone')));
    expect((await ask(sample)).status).toBe(502);
  });
});
