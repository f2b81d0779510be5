/**
 * Cordboard dies in the middle of a call and is started again: the caller stays, and the talk goes
 * on.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramFiles } from '#main/program/programFiles';
import type { CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import { rmsOf } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { readStereoWav } from '#support/audio/stereoWav';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { programFiles } from '#support/programFiles';
import { type BundledScript, bundleScript } from '#support/store/workerBundle';
import {
  finished,
  openStage,
  QUICK,
  SHORT_QUESTION,
  type Stage,
  stageSettings,
} from '../stage/harness';
import { untilHeard } from '../stage/listening';
import { MUSIC_CONFIG, MUSIC_SETTING } from '../stage/supervising';

/** From the start of the second run to the caller's being heard again, ms. */
const BACK_WITHIN_MS = 2_000;

const MODULES = path.resolve(import.meta.dirname, '../../../node_modules');

type CallLine = {
  readonly id: string;
  readonly state: CallState;
  readonly turns: readonly string[];
};

const timed = useStallWatch();
let stage: Stage;
let files: ProgramFiles;
let program: BundledScript;
let gemini: StandInGemini;
let dataDir: string;
const phones: SipPhone[] = [];
const consoles: ChildProcess[] = [];
let cordboard: TestCordboard | null = null;

beforeAll(async () => {
  // Bundled before the clock runs: an installed program has them ready.
  [stage, files, program] = await Promise.all([
    openStage(MUSIC_CONFIG),
    programFiles(),
    bundleScript('tests/e2e/programs/killedConsole.ts'),
  ]);
});

afterAll(async () => {
  await stage.stop();
  await program.remove();
});

afterEach(async () => {
  consoles.splice(0).forEach((child) => child.kill('SIGKILL'));
  await Promise.all(phones.splice(0).map((phone) => phone.stop()));
  await cordboard?.stop();
  cordboard = null;
  await gemini.close();
  await rm(dataDir, { recursive: true, force: true });
  await stage.lab.waitUntilIdle(10_000);
  expect(gemini.violations).toEqual([]);
});

/**
 * Runs Cordboard as a program, calls it, gives the commands as soon as the call satisfies, and
 * kills it.
 */
async function killOnceThat(
  satisfied: (call: CallLine) => boolean,
  env: Readonly<Record<string, string>> = {},
  commands: readonly CallCommand[] = [],
): Promise<{ readonly call: CallLine; readonly phone: SipPhone }> {
  gemini = await startStandInGemini({ replyMs: 500 });
  dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-killed-'));
  const settings = { ...stageSettings(stage, gemini), ...env };
  const child = spawn(
    process.execPath,
    [fileURLToPath(program.url), JSON.stringify(settings), dataDir, files.historyWorker.href],
    // The bundle lies outside the repository: what it requires is not beside it.
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_PATH: MODULES } },
  );
  consoles.push(child);
  let output = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    output += text;
  });
  await expect.poll(() => output, { timeout: 10_000 }).toContain('asterisk ready');
  const phone = await createPhone(stage.lab, {
    user: 'phone-ana',
    voiceWav: await makeSpeech(SHORT_QUESTION),
  });
  phones.push(phone);
  await phone.dial('1000');
  const found = (): CallLine | undefined =>
    output
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as CallLine)
      .find(satisfied);
  await expect.poll(found, { timeout: 15_000 }).toBeDefined();
  for (const command of commands) {
    child.stdin.write(`${JSON.stringify(command)}\n`);
  }
  // What was said a second ago is in the record for certain.
  await sleep(1_000);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { call: found() ?? expect.fail('it was there just now'), phone };
}

/**
 * Starts Cordboard again on the same data folder; resolves with the moment it began to, epoch ms.
 */
async function startAgain(env: Readonly<Record<string, string>> = {}): Promise<number> {
  const startedAt = Date.now();
  cordboard = await startCordboard({ ...stageSettings(stage, gemini), ...env }, QUICK, { dataDir });
  return startedAt;
}

describe('a console that is killed in a call and started again', () => {
  // A media channel of RTP outlives the program that made it; that of a WebSocket does not.
  it.each(['websocket-dial', 'rtp'])(
    'has its caller back within 2 s, and the talk goes on where it was (%s)',
    timed,
    async (transport) => {
      const env = {
        EXTERNAL_MEDIA_TRANSPORT: transport,
        ENABLE_CALL_RECORDING: 'true',
        RECORDING_MIN_FREE_DISK: '0',
      };
      const { call: before, phone } = await killOnceThat(
        ({ turns }) => turns.includes('agent final'),
        env,
      );
      expect(phone.state.kind).toBe('established');
      const startedAt = await startAgain(env);
      await cordboard?.until(({ calls }) => calls.some(({ state }) => state === 'live'));
      expect(Date.now() - startedAt).toBeLessThan(BACK_WITHIN_MS);
      const call = cordboard?.pipeline.control.snapshot().calls[0];
      expect(call).toMatchObject({ id: before.id, state: 'live', dialedNumber: '1000' });

      // The caller was neither sent away nor greeted anew, and the model knows what was said.
      await phone.say(await makeSpeech(SHORT_QUESTION));
      const spokenAt = Date.now();
      await untilHeard(phone, 300, spokenAt);
      await cordboard?.until(({ transcripts }) => {
        const turns = transcripts[before.id] ?? [];
        return finished(turns, 'agent') >= 2 && finished(turns, 'caller') >= 2;
      });
      expect(await stage.lab.countBridges()).toBe(1);
      expect(await stage.lab.countChannels()).toBe(2);

      await phone.hangUp();
      await cordboard?.until(({ calls }) => calls.every(({ state }) => state === 'ended'));
      const record = await cordboard?.pipeline.history.call(before.id);
      expect(record).toMatchObject({ ok: true, value: { call: { endReason: 'caller-hung-up' } } });

      // Both recordings belong to the call; the one that was cut off by the kill can be played.
      const recordings = record?.ok === true ? record.value.recordings : [];
      expect(recordings).toHaveLength(2);
      const cut = await readStereoWav(path.join(dataDir, recordings[0]?.path ?? ''));
      expect(rmsOf(cut.left)).toBeGreaterThan(100);
      expect(cut.left.length).toBe(cut.right.length);
      expect(Math.abs(cut.left.length / 16 - (recordings[0]?.durationMs ?? 0))).toBeLessThan(1_100);
    },
  );

  it('keeps to what its supervisor wished for: on hold with music, muted, not recorded', async () => {
    const env = {
      ...MUSIC_SETTING,
      ENABLE_CALL_RECORDING: 'true',
      RECORDING_MIN_FREE_DISK: '0',
    };
    const { call: before, phone } = await killOnceThat(
      ({ turns }) => turns.includes('agent final'),
      env,
      [
        { kind: 'stopRecording' },
        { kind: 'muteCaller', on: true },
        { kind: 'changeInstruction', text: `Be brief. ${'And kind. '.repeat(400)}` },
        { kind: 'hold' },
      ],
    );
    const startedAt = await startAgain(env);
    await cordboard?.until(({ calls }) => calls.some(({ state }) => state === 'held'));
    const call = (): unknown => cordboard?.pipeline.control.snapshot().calls[0];
    expect(call()).toMatchObject({
      id: before.id,
      heldBy: 'supervisor',
      callerMuted: true,
      recording: 'off',
    });
    await untilHeard(phone, 1_000, startedAt);
    expect(gemini.lastSession.setup?.systemInstruction).toContain('Be brief.');
    expect(await cordboard?.pipeline.control.command(before.id, { kind: 'resume' })).toMatchObject({
      ok: true,
    });
    expect(call()).toMatchObject({ state: 'live', callerMuted: true, recording: 'off' });
  });

  it('takes a caller who was ringing for a new call', async () => {
    const env = { AUTO_ANSWER_CALLS: 'false' };
    const { call: before, phone } = await killOnceThat(({ state }) => state === 'ringing', env);
    expect(phone.state.kind).toBe('ringing');
    await startAgain(env);
    await cordboard?.until(({ calls }) => calls.some(({ state }) => state === 'ringing'));
    expect(await cordboard?.pipeline.control.command(before.id, { kind: 'answer' })).toMatchObject({
      ok: true,
    });
    await phone.waitFor('established');
  });
});
