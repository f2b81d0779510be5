/** A recorded call that is played again through the whole program: Gemini is the stand-in. */
import { afterEach, expect, it } from 'vitest';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import type { ReplayRequest } from '#model/replay';
import { toolsIn } from '#model/transcript';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import { anHttpTool, aProfile } from '#support/profiles';
import { type ShopServer, startShop } from '#support/shopServer';

const timed = useStallWatch();

const FRAME_MS = 20;
const SPEECH_MS = 900;
/** Magnitude of the caller's tone. */
const LOUD = 8_000;

let gemini: StandInGemini | null = null;
let cordboard: TestCordboard | null = null;
let shop: ShopServer | null = null;
let microphone: NodeJS.Timeout | undefined;

afterEach(async () => {
  clearInterval(microphone);
  await cordboard?.stop();
  expect(gemini?.violations ?? []).toEqual([]);
  await gemini?.close();
  await shop?.stop();
  gemini = cordboard = shop = null;
});

async function start(): Promise<TestCordboard> {
  shop = await startShop();
  gemini = await startStandInGemini({
    replyMs: 600,
    toolFor: (turn) => (turn === 1 ? { name: 'order_status', args: { order: 'A-17' } } : null),
  });
  cordboard = await startCordboard({
    GOOGLE_API_KEY: 'TEST_KEY',
    GEMINI_BASE_URL: gemini.baseUrl,
    VAD_ENGINE: 'energy',
    HTTP_TOOL_HOSTS: `127.0.0.1:${String(shop.port)}`,
  });
  const url = `http://127.0.0.1:${String(shop.port)}/orders/{order}`;
  const saved = await cordboard.profiles.save(
    aProfile({
      record: true,
      greeting: '',
      disclosure: '',
      systemInstruction: 'Be brief.',
      tools: { ...aProfile().tools, http: [anHttpTool({ url })] },
    }),
  );
  expect(saved).toMatchObject({ ok: true });
  return cordboard;
}

function deskOf({ pipeline }: TestCordboard) {
  return pipeline.desk.as({ kind: 'window', name: 'ann' });
}

async function recordOf(program: TestCordboard, callId: CallId): Promise<CallRecord> {
  const found = await program.pipeline.history.call(callId);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

/** A call in which the caller asks, and gets an answer by a tool; then perhaps asks again. */
async function recordedCall(program: TestCordboard, questions: 1 | 2 = 1): Promise<CallRecord> {
  let heardMs = 0;
  const opened = await deskOf(program).trials.test(
    { kind: 'saved', profileId: 'sales' },
    {
      onFrame: (samples) => {
        heardMs += samples?.some((sample) => Math.abs(sample) > 1_000) === true ? FRAME_MS : 0;
      },
      onClose: () => undefined,
    },
  );
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const line = opened.value;
  await program.until(({ calls }) => calls[0]?.state === 'live');
  const startedMs = performance.now();
  let sent = 0;
  microphone = setInterval(() => {
    for (; sent * FRAME_MS < performance.now() - startedMs; sent += 1) {
      const atMs = sent * FRAME_MS;
      const speaks = atMs < SPEECH_MS || (questions === 2 && atMs > 4_000 && atMs < 4_900);
      const level = speaks ? LOUD : 0;
      line.send(Int16Array.from({ length: 320 }, (_, at) => level * Math.sin((at * Math.PI) / 20)));
    }
  }, FRAME_MS);
  await expect.poll(() => heardMs, { timeout: 10_000 }).toBeGreaterThan(questions * 500);
  clearInterval(microphone);
  line.close();
  await expect
    .poll(async () => (await recordOf(program, line.callId)).recordings[0]?.bytes ?? 0)
    .toBeGreaterThan(10_000);
  return await recordOf(program, line.callId);
}

const CALLED = { name: 'order_status', args: '{"order":"A-17"}', state: 'done' };

const loudMs = (audio: Int16Array) =>
  audio.filter((sample) => Math.abs(sample) > LOUD / 2).length / 16;

it(
  'plays the caller to another instruction; tools answer from the record, nothing else counts it',
  timed,
  async () => {
    const program = await start();
    const original = await recordedCall(program);
    expect(toolsIn(original.turns)).toMatchObject([CALLED]);
    expect(shop?.requests).toHaveLength(1);
    const heardBefore = loudMs(gemini?.lastSession.callerAudio ?? new Int16Array(0));
    const turnId = original.turns[0]?.id ?? -1;
    const request: ReplayRequest = {
      callId: original.call.id,
      turnId,
      turns: 3,
      changes: { instruction: 'Speak like a pirate.' },
    };
    const { trials } = deskOf(program);
    const estimate = await trials.estimateReplay(request);
    expect(estimate).toMatchObject({ ok: true });
    expect(estimate.ok ? estimate.value.audioMs : 0).toBeGreaterThan(SPEECH_MS);
    expect(estimate.ok ? estimate.value.costUsd : 0).toBeGreaterThan(0);

    const started = await trials.replay(request);
    expect(started).toMatchObject({ ok: true });
    const id = started.ok ? started.value : '';
    await program.until(({ calls }) =>
      calls.some((call) => call.id === id && call.state === 'live'),
    );
    await expect
      .poll(async () => (await recordOf(program, original.call.id)).replays, { timeout: 15_000 })
      .toMatchObject([
        {
          id,
          turnId,
          actor: 'window:ann',
          changes: { instruction: 'Speak like a pirate.' },
          endReason: 'caller-hung-up',
          turns: expect.arrayContaining([
            expect.objectContaining({ speaker: 'caller' }),
            expect.objectContaining({ speaker: 'agent' }),
            expect.objectContaining({ tool: expect.objectContaining(CALLED) as unknown }),
          ]) as unknown,
        },
      ]);
    // No tool acts a second time, and the agent got what the first had brought.
    expect(shop?.requests).toHaveLength(1);
    expect(JSON.stringify(gemini?.lastSession.toolResponses)).toContain('on its way');
    expect(JSON.stringify(gemini?.lastSession.setup)).toContain('Speak like a pirate.');
    const heard = loudMs(gemini?.lastSession.callerAudio ?? new Int16Array(0));
    expect(heard).toBeGreaterThan(heardBefore * 0.9);
    expect(heard).toBeLessThan(heardBefore * 1.1);

    const replayed = await recordOf(program, id);
    expect(replayed.call.trial).toEqual({ kind: 'replay', callId: original.call.id, turnId });
    expect(replayed.recordings).toEqual([]);
    const metrics = await program.pipeline.metrics.text();
    expect(metrics).toMatch(/cordboard_calls_ended_total\{[^}]*\} 1\n/);
    const again = await trials.replay({
      ...request,
      callId: id,
      turnId: replayed.turns[0]?.id ?? 0,
    });
    expect(again).toMatchObject({ error: { phrase: { code: 'replay.of-replay' } } });
  },
);

it(
  'goes on from a later turn with what was said before, and is gone with the original',
  timed,
  async () => {
    const program = await start();
    const original = await recordedCall(program, 2);
    const spoken = original.turns.filter(({ speaker }) => speaker !== 'system');
    expect(spoken.map(({ speaker }) => speaker)).toEqual(['caller', 'agent', 'caller', 'agent']);
    const { trials, history } = deskOf(program);
    const started = await trials.replay({
      callId: original.call.id,
      turnId: original.turns.at(-1)?.id ?? -1,
      turns: 1,
      changes: { voice: 'Kore' },
    });
    const id = started.ok ? started.value : '';
    await program.until(({ calls }) =>
      calls.some((call) => call.id === id && call.state === 'live'),
    );
    expect(await history.deleteCall(original.call.id)).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    const { calls } = deskOf(program);
    expect(await calls.command(id, { kind: 'end' })).toMatchObject({ ok: true });
    await expect
      .poll(async () => (await recordOf(program, original.call.id)).replays)
      .toMatchObject([{ id, voice: 'Kore', endReason: 'supervisor-hung-up' }]);
    const told = gemini?.lastSession;
    expect(JSON.stringify(told?.clientContents)).toContain(spoken[0]?.text);
    expect(await history.deleteCall(original.call.id)).toMatchObject({ ok: true });
    expect(await history.read(id)).toMatchObject({ error: { kind: 'not-found' } });
  },
);
