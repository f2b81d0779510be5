import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { WebhookEvent } from '#main/webhooks/events';
import { type StoreFolder, storeFolder } from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker, bundleScript } from '#support/store/workerBundle';

const CALLS = 300;

type Received = { readonly callId: string; readonly id: string; readonly attempt: number };

let worker: BundledScript;
let program: BundledScript;
let folder: StoreFolder;
let receiver: Server;
const running: ChildProcess[] = [];

beforeAll(async () => {
  worker = await bundleHistoryWorker();
  program = await bundleScript('tests/support/webhooks/killedWebhooks.ts');
});
afterAll(async () => {
  await worker.remove();
  await program.remove();
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
  }
  receiver.closeAllConnections();
  receiver.close();
  await folder.remove();
});

/** Starts a receiver; gives its address. */
async function startReceiver(take: (received: Received) => number): Promise<string> {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { id, data } = JSON.parse(body) as WebhookEvent;
      const attempt = Number(request.headers['cordboard-attempt']);
      response.writeHead(take({ callId: data.call.id, id, attempt })).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
}

function run(url: string, calls: number): ChildProcess {
  const script = fileURLToPath(program.url);
  const args = [script, folder.dir, worker.url.href, url, String(calls)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  return child;
}

it('a program that is killed while webhooks wait delivers each once, in order, when it is back', async () => {
  folder = await storeFolder();
  const refused: Received[] = [];
  const taken: Received[] = [];
  let isOpen = false;
  const url = await startReceiver((received) => {
    (isOpen ? taken : refused).push(received);
    return isOpen ? 200 : 404;
  });
  const first = run(url, CALLS);
  await once(first.stdout ?? first, 'data');
  expect(refused.length).toBeGreaterThan(0);
  first.kill('SIGKILL');
  await once(first, 'close');

  isOpen = true;
  run(url, 0);
  await expect.poll(() => taken.length, { timeout: 20_000 }).toBe(CALLS);
  expect(taken.map(({ callId }) => callId)).toEqual(
    Array.from({ length: CALLS }, (_, n) => `call-${n}`),
  );
  expect(new Set(taken.map(({ id }) => id)).size).toBe(CALLS);
  // The same event as before, and the attempts are counted on.
  expect(taken[0]?.id).toBe(refused[0]?.id);
  expect(taken[0]?.attempt).toBeGreaterThan(1);
}, 60_000);
