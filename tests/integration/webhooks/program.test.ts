/** What receivers learn of the simulated calls of the whole program. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WebhookEvent } from '#main/webhooks/events';
import type { CallCommand } from '#model/commands';
import { startCordboard, type TestCordboard } from '#support/cordboard';

let receiver: Server;
let cordboard: TestCordboard;
const events: WebhookEvent[] = [];

beforeEach(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      events.push(JSON.parse(body) as WebhookEvent);
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterEach(async () => {
  await cordboard.stop();
  receiver.closeAllConnections();
  receiver.close();
});

it('tells the life of a call, its recording and what was said in it', async () => {
  const { port } = receiver.address() as AddressInfo;
  cordboard = await startCordboard({
    WEBHOOK_URLS: `http://127.0.0.1:${port}/`,
    WEBHOOK_SECRET: 'a secret of the test',
    WEBHOOK_INCLUDE_TRANSCRIPT: 'true',
  });
  const { control } = cordboard.pipeline;
  const talking = await cordboard.until(
    ({ calls, transcripts }) =>
      calls.some(({ id, state }) => state === 'live' && (transcripts[id] ?? []).length > 1),
    20_000,
  );
  const id = talking.calls.find(({ id: each }) => (talking.transcripts[each] ?? []).length > 1)?.id;
  const told = () => events.filter(({ data }) => data.call.id === id);
  const command = async (given: CallCommand, announced: WebhookEvent['type']) => {
    expect(await control.command(id ?? '', given, 'window:ann')).toMatchObject({ ok: true });
    await expect.poll(() => told().map(({ type }) => type)).toContain(announced);
  };
  expect(await control.command(id ?? '', { kind: 'startRecording' })).toMatchObject({ ok: true });
  await command({ kind: 'takeOver' }, 'call.taken_over');
  await command({ kind: 'handBack' }, 'call.handed_back');
  await command({ kind: 'end' }, 'call.ended');
  await expect.poll(() => told().map(({ type }) => type)).toContain('recording.ready');
  const types = told().map(({ type }) => type);
  expect(types.slice(0, 2)).toEqual(['call.started', 'call.answered']);
  const ended = told().find(({ type }) => type === 'call.ended');
  expect(ended?.data).toMatchObject({
    call: { endReason: 'supervisor-hung-up', profileId: 'default' },
  });
  expect(ended?.data.call.talkMs).toBeGreaterThan(0);
  expect(ended?.data.transcript?.some(({ text }) => text !== '')).toBe(true);
  const ready = told().find(({ type }) => type === 'recording.ready');
  expect(ready?.data.recording?.durationMs).toBeGreaterThan(0);
}, 60_000);
