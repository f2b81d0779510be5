/**
 * The built program without a window, as a process of its own: a real call through it, watched by
 * its HTTP API.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runApiTokens } from '#main/cli/apiTokens';
import type { Call } from '#model/call';
import type { Transcript } from '#model/transcript';
import { makeSpeech } from '#support/audio/speech';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { openStage, SHORT_QUESTION, type Stage, stageSettings } from './stage/harness';
import { answersIn } from './stage/listening';

const ROOT = path.resolve(import.meta.dirname, '../..');
const REPLY_MS = 1_000;

/** What the API answers about a call. */
type CallAnswer = { readonly call: Call; readonly transcript: Transcript };

/** A running server. */
type Server = {
  readonly child: ChildProcess;
  /** What it told people. */
  readonly told: () => string;
  /** Asks its API with an acting token. */
  readonly ask: (method: string, route: string) => Promise<Response>;
  /** Exit code. */
  readonly exit: Promise<number | null>;
};

let stage: Stage;
let gemini: StandInGemini;
let dataDir: string;
let phone: SipPhone | null = null;
let server: Server | null = null;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

afterEach(async () => {
  server?.child.kill('SIGKILL');
  server = null;
  await phone?.stop();
  phone = null;
  await gemini.close();
  await rm(dataDir, { recursive: true, force: true });
  await stage.lab.waitUntilIdle(10_000);
  expect(gemini.violations).toEqual([]);
});

/** Starts the program on the stage; resolves when Asterisk, Gemini and the API are ready. */
async function startServer(env: Readonly<Record<string, string>> = {}): Promise<Server> {
  gemini = await startStandInGemini({ replyMs: REPLY_MS });
  dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-served-'));
  // No settings but these: neither those of the tester's environment nor an .env of the repository.
  const child = spawn(process.execPath, [path.join(ROOT, 'out/main/serve.js'), '--data', dataDir], {
    cwd: dataDir,
    env: { PATH: process.env['PATH'], API_PORT: '0', ...stageSettings(stage, gemini), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  for (const part of ['Asterisk', 'Gemini', 'HTTP API']) {
    await expect.poll(() => told, { timeout: 20_000 }).toContain(`\n${part} ready`);
  }
  const token: string[] = [];
  await runApiTokens(
    ['e2e', '--act'],
    { CORDBOARD_DATA_DIR: dataDir },
    { envFilePath: path.join(dataDir, '.env'), print: (line) => token.push(line) },
  );
  const url = /HTTP API ready \((\S+),/.exec(told)?.[1] ?? '';
  const bearer = /Bearer ([^"]+)/.exec(token.at(-1) ?? '')?.[1] ?? '';
  const headers = { authorization: `Bearer ${bearer}` };
  return {
    child,
    exit,
    told: () => told,
    ask: (method, route) => fetch(`${url}${route}`, { method, headers }),
  };
}

/** The one call, as the API shows it; null while there is none. */
async function theCall({ ask }: Server): Promise<CallAnswer | null> {
  const { calls } = (await (await ask('GET', '/calls')).json()) as { calls: readonly Call[] };
  const [call] = calls;
  return call === undefined
    ? null
    : ((await (await ask('GET', `/calls/${call.id}`)).json()) as CallAnswer);
}

async function callWithQuestion(): Promise<SipPhone> {
  phone = await createPhone(stage.lab, {
    user: 'phone-ana',
    voiceWav: await makeSpeech(SHORT_QUESTION),
  });
  await phone.call('1000');
  return phone;
}

describe('the program without a window', () => {
  it('answers a call, shows it to other programs, and hands it back on SIGTERM', async () => {
    server = await startServer();
    const running = server;
    expect(running.told()).toContain('without a window');
    const caller = await callWithQuestion();
    await expect
      .poll(async () => (await theCall(running))?.transcript, { timeout: 15_000 })
      .toMatchObject([
        { speaker: 'caller', status: 'final', text: 'This is question number 1.' },
        { speaker: 'agent', status: 'final', text: 'This is answer number 1 of the agent.' },
      ]);
    expect(await theCall(running)).toMatchObject({
      call: { state: 'live', callerNumber: '2001' },
    });
    const [answer] = answersIn((await caller.audio()).heard, 'Puck');
    expect(Math.abs((answer?.durationMs ?? 0) - REPLY_MS)).toBeLessThanOrEqual(100);
    const metrics = await (await running.ask('GET', '/metrics')).text();
    expect(metrics).toContain('cordboard_calls{state="live"} 1');

    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.told()).toContain('SIGTERM: ending in order; live calls: 1, they go back');
    expect(running.told().trimEnd()).toMatch(/Ended in order\.$/);
    // The caller is on the line still: the dialplan speaks now.
    expect(caller.state.kind).toBe('established');
  });

  it('hangs up calls at the end when SHUTDOWN_CALLS says so, and accepts a token before', async () => {
    server = await startServer({ SHUTDOWN_CALLS: 'hangup' });
    const running = server;
    const caller = await callWithQuestion();
    await expect.poll(async () => (await theCall(running))?.call.state).toBe('live');
    const id = (await theCall(running))?.call.id;
    expect((await running.ask('POST', `/calls/${id ?? ''}/hangup`)).status).toBe(204);
    await caller.waitFor('closed');
    await caller.stop();

    const second = await callWithQuestion();
    running.child.kill('SIGINT');
    await second.waitFor('closed');
    expect(await running.exit).toBe(0);
  });
});
