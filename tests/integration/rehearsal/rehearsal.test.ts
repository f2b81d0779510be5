/** Rehearsals through the whole program: Gemini is the stand-in, and nothing is called. */
import { afterEach, expect, it } from 'vitest';
import type { Scenario } from '#model/rehearsal';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { anHttpTool, aProfile } from '#support/profiles';
import { aScenario } from '#support/rehearsals';

let gemini: StandInGemini | null = null;
let cordboard: TestCordboard | null = null;

afterEach(async () => {
  await cordboard?.stop();
  expect(gemini?.violations ?? []).toEqual([]);
  await gemini?.close();
  gemini = cordboard = null;
});

const PROFILE = aProfile({ greeting: '', disclosure: '', systemInstruction: 'Sell parcels.' });

async function start(knobs: Partial<StandInKnobs>, ...scenarios: readonly Scenario[]) {
  gemini = await startStandInGemini({ replyMs: 200, playbackFactor: 0, ...knobs });
  cordboard = await startCordboard({ GOOGLE_API_KEY: 'TEST_KEY', GEMINI_BASE_URL: gemini.baseUrl });
  const { profiles, rehearsals } = cordboard.pipeline.desk.as({ kind: 'window', name: 'ann' });
  const allowed = { ...PROFILE.tools, endCall: true, http: [anHttpTool({ name: 'find' })] };
  await profiles.save({ ...PROFILE, tools: allowed });
  expect(await rehearsals.saveScenarios('sales', scenarios)).toMatchObject({ ok: true });
  return rehearsals;
}

const SAVED = { kind: 'saved', profileId: 'sales' } as const;

it('passes where what is said and called is as it must be, and leaves no call behind', async () => {
  const scenario = aScenario({
    samples: { find: 'on the van' },
    marks: [
      { kind: 'said', phrase: 'on the van' },
      { kind: 'not-said', phrase: 'refund' },
      { kind: 'called', tool: 'find' },
      { kind: 'answer-ms', most: 20_000 },
    ],
  });
  const rehearsals = await start(
    {
      toolFor: (turn) => (turn === 1 ? { name: 'find', args: { order: '7' } } : null),
      toolReplyText: ({ output }) => `It is ${String(output)}.`,
      replyText: () => 'You are welcome.',
    },
    scenario,
  );
  const result = await rehearsals.run(SAVED, 's1');
  expect(result).toMatchObject({
    value: {
      ...{ outcome: 'passed', version: 1, by: 'window:ann', end: { how: 'lines-over' } },
      lines: [
        { of: 'caller', text: 'Where is my parcel?' },
        { of: 'tool', name: 'find', args: '{"order":"7"}' },
        { of: 'agent', text: 'It is on the van.' },
        { of: 'caller', text: 'Thank you.' },
        { of: 'agent', text: 'You are welcome.' },
      ],
    },
  });
  expect(JSON.stringify(gemini?.lastSession.setup)).toContain('Sell parcels.');
  await gemini?.untilNoneOpen();
  expect(cordboard?.pipeline.control.snapshot().calls).toEqual([]);
  const kept = await rehearsals.read('sales');
  expect(kept).toMatchObject({ value: { results: [{ outcome: 'passed' }], running: null } });
  expect(kept.ok && kept.value.estimates['s1']).toBeGreaterThan(0);
});

it('fails with what was found, and ends when the agent ends the call', async () => {
  const scenario = aScenario({
    marks: [
      { kind: 'said', phrase: 'on its way' },
      { kind: 'turns', most: 1 },
      { kind: 'not-called', tool: 'end_call' },
    ],
  });
  const rehearsals = await start(
    {
      toolFor: (turn) => (turn === 2 ? { name: 'end_call', args: {} } : null),
      replyText: () => 'I do not know.',
    },
    scenario,
  );
  expect(await rehearsals.run(SAVED, 's1')).toMatchObject({
    value: {
      outcome: 'not-passed',
      end: { how: 'agent' },
      marks: [
        { passed: false, found: null },
        { passed: false, found: 2 },
        { passed: false, found: 4 },
      ],
    },
  });
});

it('lets a text model speak as the caller, until they hang up', async () => {
  const said = ['Hello, my parcel?'];
  const scenario = aScenario({
    caller: { kind: 'persona', who: 'Ana, who is in a hurry', mostLines: 5 },
    marks: [],
  });
  const rehearsals = await start(
    {
      replyText: () => 'One moment.',
      textAnswer: () => ({ line: said[0] ?? '', hangsUp: said.pop() === undefined }),
    },
    scenario,
  );
  expect(await rehearsals.run(SAVED, 's1')).toMatchObject({
    value: {
      outcome: 'unmarked',
      lines: [
        { of: 'caller', text: 'Hello, my parcel?' },
        { of: 'agent', text: 'One moment.' },
      ],
    },
  });
  expect(JSON.stringify(gemini?.textRequests)).toContain('Ana, who is in a hurry');
});

it('can be stopped, and only one runs at a time', async () => {
  const rehearsals = await start({ answers: 'never' }, aScenario());
  const running = rehearsals.run(SAVED, 's1');
  await expect
    .poll(async () => rehearsals.read('sales'))
    .toMatchObject({ value: { running: { scenarioId: 's1' } } });
  expect(await rehearsals.run(SAVED, 's1')).toMatchObject({ error: { kind: 'invalid-state' } });
  expect(await rehearsals.stop()).toMatchObject({ ok: true });
  expect(await running).toMatchObject({
    value: { outcome: 'not-passed', end: { how: 'stopped' } },
  });
});

it('says why the agent cannot be reached', async () => {
  const rehearsals = await start({ apiKey: 'ANOTHER' }, aScenario());
  expect(await rehearsals.run(SAVED, 's1')).toMatchObject({
    value: { outcome: 'not-passed', end: { how: 'failed' } },
  });
});

it('works with the simulated agent in demo mode, for nothing', async () => {
  cordboard = await startCordboard({});
  const { rehearsals } = cordboard.pipeline.desk.as({ kind: 'window', name: 'ann' });
  await rehearsals.saveScenarios('default', [aScenario({ marks: [] })]);
  expect(await rehearsals.run({ kind: 'saved', profileId: 'default' }, 's1')).toMatchObject({
    value: { outcome: 'unmarked', costUsd: 0, end: { how: 'lines-over' } },
  });
}, 60_000);
