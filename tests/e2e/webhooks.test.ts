/** The built program in demo mode, killed while webhooks wait, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runApiTokens } from '#main/cli/apiTokens';
import type { WebhookEvent } from '#main/webhooks/events';
import type { WebhookReceiver } from '#model/webhooks';

const SERVE = path.resolve(import.meta.dirname, '../../out/main/serve.js');

/** Rows wait 250 ms at most; the rest is for a commit on a busy machine. */
const WRITTEN_MS = 250 + 750;

type Arrival = { readonly event: WebhookEvent; readonly attempt: number };
type Running = {
  readonly child: ChildProcess;
  readonly ask: (method: string, route: string) => Promise<Response>;
};

let dataDir: string;
let receiver: Server;
let status = 404;
const arrivals: Arrival[] = [];
const running: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-webhooks-'));
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const attempt = Number(request.headers['cordboard-attempt']);
      arrivals.push({ event: JSON.parse(body) as WebhookEvent, attempt });
      response.writeHead(status).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  receiver.closeAllConnections();
  receiver.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Running> {
  const { port } = receiver.address() as AddressInfo;
  const child = spawn(process.execPath, [SERVE, '--data', dataDir], {
    cwd: dataDir,
    env: {
      PATH: process.env['PATH'],
      API_PORT: '0',
      WEBHOOK_URLS: `http://127.0.0.1:${port}/PATH-S3CRET`,
      WEBHOOK_SECRET: 'a secret of the test',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await expect.poll(() => told, { timeout: 20_000 }).toContain('\nHTTP API ready');
  const url = /HTTP API ready \((\S+),/.exec(told)?.[1] ?? '';
  const printed: string[] = [];
  await runApiTokens(
    [`e2e-${running.length}`, '--act'],
    { CORDBOARD_DATA_DIR: dataDir },
    { envFilePath: path.join(dataDir, '.env'), print: (line) => printed.push(line) },
  );
  const authorization = `Bearer ${/Bearer ([^"]+)/.exec(printed.at(-1) ?? '')?.[1] ?? ''}`;
  const ask: Running['ask'] = (method, route) =>
    fetch(`${url}${route}`, { method, headers: { authorization } });
  return { child, ask };
}

async function receiverOf({ ask }: Running): Promise<WebhookReceiver | undefined> {
  const answer = (await (await ask('GET', '/webhooks')).json()) as {
    readonly receivers: readonly WebhookReceiver[];
  };
  return answer.receivers[0];
}

it('delivers after a crash what waited before it: each event once, in order', async () => {
  const first = await start();
  await expect
    .poll(async () => (await receiverOf(first))?.waiting, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(4);
  await expect
    .poll(async () => (await receiverOf(first))?.refusal?.answer)
    .toBe('It answered with status 404.');
  const refused = await receiverOf(first);
  expect(refused).toMatchObject({ lost: 0, kept: 'disk' });
  await delay(WRITTEN_MS);
  const killedAt = Date.now();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const [head] = arrivals.splice(0);

  status = 200;
  const second = await start();
  const old = () => arrivals.filter(({ event }) => event.at < killedAt);
  await expect
    .poll(() => old().length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(refused?.waiting ?? Number.NaN);
  expect(arrivals[0]?.event).toEqual(head?.event);
  expect(arrivals[0]?.attempt).toBeGreaterThan(1);
  expect(arrivals.slice(0, old().length)).toEqual(old());
  expect(new Set(arrivals.map(({ event }) => event.id)).size).toBe(arrivals.length);
  await expect.poll(async () => (await receiverOf(second))?.waiting).toBe(0);
}, 120_000);
