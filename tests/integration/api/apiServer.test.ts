import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import type { ConsoleSnapshot } from '#model/events';
import type { ComponentHealth } from '#model/health';
import type { Turn } from '#model/transcript';
import { ApiBench } from '#support/api/apiBench';
import { callWith, noticeWith } from '#support/calls';
import { componentIn, FakeCallControl, healthWith } from '#support/desk/fakeCallControl';
import { wordsIn } from '#support/phrases';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

const call = callWith({
  id: '1700000000.7',
  notices: [noticeWith('y', { severity: 'info', at: 3 })],
});

const turn: Turn = {
  id: 0,
  speaker: 'caller',
  status: 'final',
  text: 'hello',
  note: null,
  heardChars: null,
  startMs: 1,
  endMs: 2,
  timeToFirstAudioMs: null,
};

async function startApi(
  options: {
    control?: FakeCallControl;
    port?: number;
    host?: string;
    onHealth?: (health: ComponentHealth) => void;
  } = {},
): Promise<ApiBench> {
  const control =
    options.control ??
    new FakeCallControl([
      call,
      callWith({ id: 'ringing', state: 'ringing' }),
      callWith({ id: 'over', state: 'ended', endReason: 'caller-hung-up' }),
    ]);
  control.store.putTurn(call.id, turn);
  const bench = await ApiBench.start({
    control,
    settings: { apiHost: options.host ?? '127.0.0.1', apiPort: options.port ?? 0 },
    ...(options.onHealth === undefined ? {} : { onHealth: options.onHealth }),
  });
  cleanUp.push(() => bench.stop());
  return bench;
}

/** A supervisor whose snapshot cannot be had. */
class BrokenCallControl extends FakeCallControl {
  override snapshot(): ConsoleSnapshot {
    throw new Error('secret detail');
  }
}

async function close(server: Server): Promise<void> {
  if (server.listening) {
    server.close();
    await once(server, 'close');
  }
}

describe('GET /health', () => {
  it('is 200 when every part is ready or not used', async () => {
    const bench = await startApi();
    expect(bench.health?.state).toBe('ready');
    expect(await bench.ask('GET', '/health')).toMatchObject({
      status: 200,
      body: { status: 'ready', reasons: [], warnings: [] },
    });
  });

  it('is 503 with the reason otherwise', async () => {
    const bench = await startApi({
      control: new FakeCallControl(
        [],
        healthWith({ asterisk: componentIn('reconnecting', 'Asterisk is not reachable.') }),
      ),
    });
    expect(await bench.ask('GET', '/health')).toMatchObject({
      status: 503,
      body: {
        status: 'not-ready',
        reasons: [
          { component: 'asterisk', state: 'reconnecting', message: 'Asterisk is not reachable.' },
        ],
      },
    });
  });
});

describe('GET /status', () => {
  it('shows parts, versions and counts', async () => {
    const bench = await startApi();
    const { status, body } = await bench.ask('GET', '/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Cordboard',
      mode: 'live',
      versions: { cordboard: '9.9.9', asterisk: '22.10.1', node: process.versions.node },
      components: { asterisk: { state: 'ready' }, mediaServer: { state: 'off' } },
      calls: { active: 2, ringing: 1, live: 1, held: 0 },
    });
    expect(body?.['uptimeMs']).toBeGreaterThanOrEqual(0);
  });
});

describe('GET /calls', () => {
  it('lists the calls', async () => {
    const bench = await startApi();
    const { body } = await bench.ask('GET', '/calls');
    expect((body?.['calls'] as Call[]).map(({ id }) => id)).toEqual([call.id, 'ringing', 'over']);
    expect((body?.['calls'] as Call[])[0]).toEqual(call);
  });

  it('shows one with its transcript', async () => {
    const bench = await startApi();
    expect(await bench.ask('GET', `/calls/${call.id}`)).toMatchObject({
      status: 200,
      body: {
        call: { id: call.id, callerNumber: '+12025550100' },
        transcript: [{ text: 'hello' }],
      },
    });
  });

  it('answers 404 with a body for an unknown one', async () => {
    const bench = await startApi();
    const answer = await bench.ask('GET', '/calls/nope');
    expect(answer).toMatchObject({
      status: 404,
      body: { title: 'Not Found', status: 404, kind: 'not-found' },
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('gives a transcript alone', async () => {
    const bench = await startApi();
    expect((await bench.ask('GET', `/calls/${call.id}/transcript`)).body).toEqual({
      callId: call.id,
      turns: [turn],
    });
    expect((await bench.ask('GET', '/calls/nope/transcript')).status).toBe(404);
  });
});

describe('GET /docs', () => {
  it('serves a page and the OpenAPI description of every route', async () => {
    const bench = await startApi();
    const { api } = bench;
    const page = await fetch(`${api.url}/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files).toHaveLength(4);
    for (const file of files) {
      const response = await fetch(`${api.url}${file}`);
      expect([file, response.status]).toEqual([file, 200]);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { body } = await bench.ask('GET', '/docs/json');
    expect(Object.keys(body?.['paths'] as object).sort()).toEqual([
      '/alert-rules',
      '/alert-rules/try',
      '/application/take-over',
      '/audit',
      '/audit/export.csv',
      '/audit/export.json',
      '/audit/facets',
      '/audit/verification',
      '/calls',
      '/calls/{id}',
      '/calls/{id}/ahead',
      '/calls/{id}/alerts/acknowledge',
      '/calls/{id}/answer',
      '/calls/{id}/barge-in',
      '/calls/{id}/brief',
      '/calls/{id}/cancel-transfer',
      '/calls/{id}/complete-transfer',
      '/calls/{id}/consult',
      '/calls/{id}/cut-agent',
      '/calls/{id}/decline',
      '/calls/{id}/dtmf',
      '/calls/{id}/hand-back',
      '/calls/{id}/hangup',
      '/calls/{id}/headset',
      '/calls/{id}/hold',
      '/calls/{id}/instruction',
      '/calls/{id}/model',
      '/calls/{id}/mute-agent',
      '/calls/{id}/mute-caller',
      '/calls/{id}/pause-agent',
      '/calls/{id}/questions/answer',
      '/calls/{id}/questions/approve',
      '/calls/{id}/questions/reject',
      '/calls/{id}/reconnect-agent',
      '/calls/{id}/recording/pause',
      '/calls/{id}/recording/resume',
      '/calls/{id}/recording/start',
      '/calls/{id}/recording/stop',
      '/calls/{id}/reprompt',
      '/calls/{id}/resume',
      '/calls/{id}/say',
      '/calls/{id}/sentence/hold',
      '/calls/{id}/sentence/release',
      '/calls/{id}/take-over',
      '/calls/{id}/transcript',
      '/calls/{id}/transfer',
      '/calls/{id}/voice',
      '/calls/{id}/whisper',
      '/events',
      '/health',
      '/history',
      '/history/callers/{number}',
      '/history/export.csv',
      '/history/facets',
      '/history/searches',
      '/history/searches/{id}',
      '/history/{id}',
      '/history/{id}/hits',
      '/history/{id}/notes',
      '/history/{id}/peaks',
      '/history/{id}/recording',
      '/history/{id}/replays',
      '/history/{id}/replays/estimate',
      '/history/{id}/summary',
      '/history/{id}/tags',
      '/history/{id}/transcript.json',
      '/history/{id}/transcript.srt',
      '/history/{id}/transcript.txt',
      '/history/{id}/transcript.vtt',
      '/messages',
      '/messages/{id}',
      '/profiles',
      '/profiles/{id}',
      '/profiles/{id}/look-up',
      '/profiles/{id}/rehearsals',
      '/profiles/{id}/scenarios',
      '/profiles/{id}/versions',
      '/profiles/{id}/versions/{number}/restore',
      '/rehearsals/stop',
      '/statistics',
      '/statistics/export.csv',
      '/status',
      '/voices/samples',
      '/voices/samples/estimate',
      '/webhooks',
      '/webhooks/{id}/send',
    ]);
  });

  it('describes refusals, access and every part that it refers to', async () => {
    const bench = await startApi();
    const { body } = await bench.ask('GET', '/docs/json');
    const { schemas } = body?.['components'] as { schemas: Record<string, unknown> };
    const text = JSON.stringify(body);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name = ''] of references) {
      expect(schemas).toHaveProperty(name);
    }
    expect(body).toMatchObject({
      openapi: '3.1.0',
      security: [{ token: [] }],
      paths: {
        '/health': { get: { security: [] } },
        '/calls/{id}/hangup': {
          post: { responses: { 409: { content: { 'application/problem+json': {} } } } },
        },
        '/history/{id}/recording': {
          get: { responses: { 206: { content: { 'audio/wav': {} } } } },
        },
      },
    });
  });

  it('serves no other file of the package', async () => {
    const bench = await startApi();
    for (const name of ['index.html', '..%2fpackage.json', '../index.js']) {
      expect((await bench.ask('GET', `/docs/static/${name}`)).status).toBe(404);
    }
  });
});

describe('who is answered', () => {
  it.each([
    ['localhost:1', 200],
    ['127.0.0.1', 200],
    ['[::1]:80', 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example:8000', 421],
  ])('Host "%s" gets %i', async (host, status) => {
    const bench = await startApi();
    const { api } = bench;
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${api.url}/calls`,
        { headers: { host, ...bench.reading } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(answered).toBe(status);
  });

  it('survives a snapshot that fails, and keeps the details to itself', async () => {
    const bench = await startApi({ control: new BrokenCallControl() });
    const { status, headers, body } = await bench.ask('GET', '/calls');
    expect(status).toBe(500);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(body)).not.toContain('secret detail');
  });
});

describe('a taken port', () => {
  async function blocker(): Promise<{ server: Server; port: number }> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp.push(() => close(server));
    const address = server.address();
    return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
  }

  it('is a clear state, and the port is taken over when it gets free', async () => {
    const { server, port } = await blocker();
    const states: ComponentHealth[] = [];
    const { api, health } = await startApi({ port, onHealth: (state) => states.push(state) });
    expect(health?.state).toBe('failed');
    expect(wordsIn(health)).toContain(`Port ${port}`);
    expect(wordsIn(health)).toContain('API_PORT');
    await close(server);
    await expect.poll(() => states.at(-1)?.state).toBe('ready');
    expect((await fetch(`${api.url}/health`)).status).toBe(200);
  });

  it('is not tried for any longer after stop', async () => {
    const { port } = await blocker();
    const states: ComponentHealth[] = [];
    const { api } = await startApi({ port, onHealth: (state) => states.push(state) });
    await api.stop();
    const count = states.length;
    await delay(200);
    expect(states).toHaveLength(count);
  });

  it('says so when the address is not ours', async () => {
    const { health } = await startApi({ host: '203.0.113.1' });
    expect(wordsIn(health)).toContain('API_HOST');
  });
});
