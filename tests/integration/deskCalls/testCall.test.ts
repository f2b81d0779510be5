/** A test call through the whole program, with no Asterisk: Gemini is the stand-in. */
import { afterEach, expect, it } from 'vitest';
import type { TestLine } from '#main/call/testCalls';
import type { TriedProfile } from '#model/profile';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { aProfile } from '#support/profiles';

const FRAME_MS = 20;
/** Peak of a frame above which the stand-in's tone is heard. */
const LOUD = 1_000;

let gemini: StandInGemini | null = null;
let cordboard: TestCordboard | null = null;
let line: TestLine | null = null;
let microphone: NodeJS.Timeout | undefined;

afterEach(async () => {
  clearInterval(microphone);
  line?.close();
  await cordboard?.stop();
  expect(gemini?.violations ?? []).toEqual([]);
  await gemini?.close();
  line = gemini = cordboard = null;
});

/** Speaks down a line in real time: a tone for `speechMs`, then silence. */
function speak(to: TestLine, speechMs: number): void {
  const startedMs = performance.now();
  let sent = 0;
  microphone = setInterval(() => {
    for (; sent * FRAME_MS < performance.now() - startedMs; sent += 1) {
      const level = sent * FRAME_MS < speechMs ? 8_000 : 0;
      to.send(Int16Array.from({ length: 320 }, (_, at) => level * Math.sin((at * Math.PI) / 20)));
    }
  }, FRAME_MS);
}

/** Makes a test call; `loudMs` grows with what the caller hears. */
async function call(program: TestCordboard, tried: TriedProfile) {
  const heard = { loudMs: 0, closed: 0 };
  const { trials } = program.pipeline.desk.as({ kind: 'window', name: 'ann' });
  const opened = await trials.test(tried, {
    onFrame: (samples) => {
      heard.loudMs += samples?.some((sample) => Math.abs(sample) > LOUD) === true ? FRAME_MS : 0;
    },
    onClose: () => {
      heard.closed += 1;
    },
  });
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  line = opened.value;
  return { line: opened.value, heard };
}

it('is answered by Gemini, heard, listed, recorded and kept, with a profile that is not saved', async () => {
  gemini = await startStandInGemini({ replyMs: 1_000 });
  cordboard = await startCordboard({
    GOOGLE_API_KEY: 'TEST_KEY',
    GEMINI_BASE_URL: gemini.baseUrl,
    VAD_ENGINE: 'energy',
    AUTO_ANSWER_CALLS: 'false',
  });
  const draft = aProfile({
    id: 'draft',
    name: 'Draft',
    record: true,
    greeting: '',
    disclosure: '',
    systemInstruction: 'Be brief.',
  });
  const { line: mine, heard } = await call(cordboard, { kind: 'draft', draft });
  const live = await cordboard.until(({ calls }) => calls[0]?.state === 'live');
  expect(live.calls[0]).toMatchObject({
    id: mine.callId,
    callerName: 'ann',
    profileName: 'Draft',
    trial: { kind: 'test' },
    demo: false,
    transport: 'simulated',
  });
  expect(JSON.stringify(gemini.lastSession.setup)).toContain('Be brief.');
  speak(mine, 900);
  await expect.poll(() => heard.loudMs, { timeout: 10_000 }).toBeGreaterThan(800);
  expect(heard.loudMs).toBeLessThan(1_200);
  mine.close();
  await cordboard.until(({ calls }) => calls[0]?.state === 'ended');
  expect(heard.closed).toBe(1);
  const { history } = cordboard.pipeline;
  await expect
    .poll(async () => history.call(mine.callId))
    .toMatchObject({
      ok: true,
      value: {
        call: { trial: { kind: 'test' }, state: 'ended', endReason: 'caller-hung-up' },
        turns: [{ speaker: 'caller' }, { speaker: 'agent' }],
        recordings: [{}],
      },
    });
});

it('is answered by the simulated agent in demo mode', async () => {
  cordboard = await startCordboard({});
  const { line: mine, heard } = await call(cordboard, { kind: 'saved', profileId: 'default' });
  const isMine = ({ id, state }: { readonly id: string; readonly state: string }) =>
    id === mine.callId && state === 'live';
  const { calls } = await cordboard.until((snapshot) => snapshot.calls.some(isMine));
  expect(calls.find(isMine)).toMatchObject({ demo: true, trial: { kind: 'test' } });
  speak(mine, 0);
  await expect.poll(() => heard.loudMs, { timeout: 10_000 }).toBeGreaterThan(500);
});

it('says what is missing where Asterisk is there and Gemini is not', async () => {
  cordboard = await startCordboard({ ARI_PASSWORD: 'x', ARI_BASE_URL: 'http://127.0.0.1:9/ari' });
  const { trials } = cordboard.pipeline.desk.as({ kind: 'window', name: 'ann' });
  const handlers = { onFrame: () => undefined, onClose: () => undefined };
  expect(await trials.test({ kind: 'saved', profileId: 'default' }, handlers)).toMatchObject({
    error: { kind: 'invalid-state', phrase: { code: 'gemini.not-configured' } },
  });
});
