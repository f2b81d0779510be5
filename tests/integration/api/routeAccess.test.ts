/** What each route of the program's API needs, tried over real connections. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessLevel } from '#main/api/access/accessRules';
import { createMetrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';
import { phrase } from '#model/phrases/phrase';
import { ApiBench } from '#support/api/apiBench';
import { callWith } from '#support/calls';
import { componentIn, FakeCallControl, healthWith } from '#support/desk/fakeCallControl';
import { startTcpProxy, type TcpProxy } from '#support/net/tcpProxy';
import { FakeHistoryStore } from '#support/store/fakeHistoryStore';

/**
 * `none`: open to everybody. `local`: open on this machine. `read`, `act`: needs such a token. A
 * new route needs a row.
 */
const NEEDS: Readonly<Record<string, AccessLevel>> = {
  'GET /health': 'none',
  'GET /status': 'local',
  'GET /metrics': 'local',
  'GET /docs': 'local',
  'GET /docs/json': 'local',
  'GET /docs/static/index.css': 'local',
  'GET /docs/static/start.js': 'local',
  'GET /docs/static/swagger-ui-bundle.js': 'local',
  'GET /docs/static/swagger-ui.css': 'local',
  'GET /alert-rules': 'read',
  'GET /audit': 'read',
  'GET /audit/verification': 'read',
  'GET /audit/facets': 'read',
  'GET /audit/export.csv': 'read',
  'GET /audit/export.json': 'read',
  'GET /statistics': 'read',
  'GET /statistics/export.csv': 'read',
  'GET /calls': 'read',
  'GET /calls/:id': 'read',
  'GET /calls/:id/ahead': 'read',
  'GET /calls/:id/brief': 'read',
  'GET /calls/:id/instruction': 'read',
  'GET /calls/:id/transcript': 'read',
  'GET /events': 'read',
  'GET /history': 'read',
  'GET /history/callers/:number': 'read',
  'GET /history/export.csv': 'read',
  'GET /history/facets': 'read',
  'GET /history/searches': 'read',
  'GET /history/:id': 'read',
  'GET /history/:id/hits': 'read',
  'GET /history/:id/peaks': 'read',
  'GET /history/:id/recording': 'read',
  'GET /history/:id/transcript.json': 'read',
  'GET /history/:id/transcript.srt': 'read',
  'GET /history/:id/transcript.txt': 'read',
  'GET /history/:id/transcript.vtt': 'read',
  'GET /messages': 'read',
  'GET /profiles': 'read',
  'GET /profiles/:id': 'read',
  'GET /profiles/:id/rehearsals': 'read',
  'GET /profiles/:id/versions': 'read',
  'GET /webhooks': 'read',
  'DELETE /history/:id': 'act',
  'DELETE /history/searches/:id': 'act',
  'POST /history/searches': 'act',
  'PUT /history/searches/:id': 'act',
  'DELETE /history/callers/:number': 'act',
  'DELETE /profiles/:id': 'act',
  'GET /calls/:id/headset': 'act',
  'POST /alert-rules/try': 'act',
  'POST /application/take-over': 'act',
  'POST /calls': 'act',
  'POST /calls/:id/alerts/acknowledge': 'act',
  'POST /calls/:id/answer': 'act',
  'POST /calls/:id/barge-in': 'act',
  'POST /calls/:id/cancel-transfer': 'act',
  'POST /calls/:id/complete-transfer': 'act',
  'POST /calls/:id/consult': 'act',
  'POST /calls/:id/cut-agent': 'act',
  'POST /calls/:id/decline': 'act',
  'POST /calls/:id/dtmf': 'act',
  'POST /calls/:id/hand-back': 'act',
  'POST /calls/:id/hangup': 'act',
  'POST /calls/:id/hold': 'act',
  'POST /calls/:id/instruction': 'act',
  'POST /calls/:id/model': 'act',
  'POST /calls/:id/mute-agent': 'act',
  'POST /calls/:id/mute-caller': 'act',
  'POST /calls/:id/pause-agent': 'act',
  'POST /calls/:id/questions/answer': 'act',
  'POST /calls/:id/questions/approve': 'act',
  'POST /calls/:id/questions/reject': 'act',
  'POST /calls/:id/reconnect-agent': 'act',
  'POST /calls/:id/recording/pause': 'act',
  'POST /calls/:id/recording/resume': 'act',
  'POST /calls/:id/recording/start': 'act',
  'POST /calls/:id/recording/stop': 'act',
  'POST /calls/:id/reprompt': 'act',
  'POST /calls/:id/resume': 'act',
  'POST /calls/:id/say': 'act',
  'POST /calls/:id/sentence/hold': 'act',
  'POST /calls/:id/sentence/release': 'act',
  'POST /calls/:id/take-over': 'act',
  'POST /calls/:id/transfer': 'act',
  'POST /calls/:id/voice': 'act',
  'POST /calls/:id/whisper': 'act',
  'POST /history/:id/notes': 'act',
  'POST /history/:id/replays': 'act',
  'POST /history/:id/replays/estimate': 'act',
  'POST /profiles/:id/look-up': 'act',
  'POST /profiles/:id/rehearsals': 'act',
  'POST /profiles/:id/versions/:number/restore': 'act',
  'POST /history/:id/summary': 'act',
  'POST /rehearsals/stop': 'act',
  'POST /voices/samples': 'act',
  'POST /voices/samples/estimate': 'act',
  'POST /webhooks/:id/send': 'act',
  'PUT /alert-rules': 'act',
  'PUT /history/:id/tags': 'act',
  'PUT /messages/:id': 'act',
  'PUT /profiles/:id': 'act',
  'PUT /profiles/:id/scenarios': 'act',
};

const CALL = callWith({
  id: '1700000000.7',
  callerNumber: '+12025550100',
  callerName: 'Ana Pérez',
  dialedNumber: '555123',
});
const WHY = 'http://10.0.0.7 does not let "pbxuser" in';
const ASTERISK = componentIn('reconnecting', WHY);

const cleanUp: (() => unknown)[] = [];
/** Method and path of every route, as the server was told of them. */
const routes: string[] = [];
let bench: ApiBench;
/** Passes bytes on and says nothing of itself, as a forwarded port or a proxy with its defaults. */
let forwarder: TcpProxy;

beforeAll(async () => {
  const control = new FakeCallControl([CALL], healthWith({ asterisk: ASTERISK }));
  const metrics = createMetrics({ control, version: '9.9.9' });
  const history = new FakeHistoryStore();
  const said = phrase('text', { text: '/home/ana' });
  history.health = { state: 'degraded', phrase: said, queuedRows: 3, droppedRows: 1 };
  const collect = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((each) => `${each} ${url}`));
    });
  };
  subscribe('fastify.initialization', collect);
  bench = await ApiBench.start({ control, history, plugins: [metricsRoute(metrics)] });
  unsubscribe('fastify.initialization', collect);
  forwarder = await startTcpProxy(Number(new URL(bench.api.url).port));
  cleanUp.push(
    () => forwarder.stop(),
    () => bench.stop(),
    () => {
      metrics.close();
    },
  );
});
afterAll(async () => {
  for (const close of cleanUp) {
    await close();
  }
});

async function statusOf(route: string, headers: Record<string, string>): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const url = `http://127.0.0.1:${forwarder.port}${path.replace(/:\w+/, CALL.id)}`;
  const response = await fetch(url, { method, headers });
  // The stream of events does not end by itself.
  await response.body?.cancel();
  return response.status;
}

/** How each route answers somebody: the status of the refusal, or `allowed`. */
async function answersTo(headers: Record<string, string>): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const route of Object.keys(NEEDS)) {
    const status = await statusOf(route, headers);
    answers[route] = status === 401 || status === 403 ? status : 'allowed';
  }
  return answers;
}

/** The answers that the table says: `refusal` where more than these levels is needed. */
function expected(levels: readonly AccessLevel[], refusal: 401 | 403): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(NEEDS).map(([route, needs]) => [
      route,
      levels.includes(needs) ? 'allowed' : refusal,
    ]),
  );
}

describe('every route of the API', () => {
  it('has a row in the table', () => {
    const known = routes.filter((route) => !route.startsWith('HEAD '));
    expect(known.toSorted()).toEqual(Object.keys(NEEDS).toSorted());
  });

  it('is refused without a token through a plain forwarder, unless it is open on this machine', async () => {
    expect(await answersTo({})).toEqual(expected(['none', 'local'], 401));
  });

  it('is refused without a token from elsewhere, but for the health', async () => {
    expect(await answersTo({ 'x-forwarded-for': '203.0.113.9' })).toEqual(expected(['none'], 401));
  });

  it('is refused to a reading token when it acts', async () => {
    const headers = { authorization: `Bearer ${bench.tokens.read}` };
    expect(await answersTo(headers)).toEqual(expected(['none', 'local', 'read'], 403));
  });

  it('is open to an acting token', async () => {
    const headers = { authorization: `Bearer ${bench.tokens.act}` };
    expect(await answersTo(headers)).toEqual(expected(['none', 'local', 'read', 'act'], 403));
  });

  it('needs for HEAD what it needs for GET', async () => {
    const heads = routes.filter((route) => route.startsWith('HEAD '));
    expect(heads).toContain('HEAD /history/:id/recording');
    for (const route of heads) {
      const isOpen = NEEDS[route.replace('HEAD', 'GET')] !== 'read';
      expect([route, (await statusOf(route, {})) !== 401]).toEqual([route, isOpen]);
    }
  });
});

describe('a route whose reading the audit notes', () => {
  it.each([
    '/calls/:id',
    '/calls/:id/transcript',
    '/events',
    '/history',
    '/history/:id',
    '/history/:id/transcript.txt',
    '/history/:id/transcript.json',
  ])('does not answer HEAD, which would be noted and shows nothing: %s', (route) => {
    expect(routes).toContain(`GET ${route}`);
    expect(routes).not.toContain(`HEAD ${route}`);
  });
});

describe('what is open on this machine', () => {
  it('tells nothing of callers, nor of the network', async () => {
    const open = Object.entries(NEEDS).filter(([, needs]) => needs === 'none' || needs === 'local');
    for (const [route] of open) {
      const response = await fetch(`${bench.api.url}${route.replace('GET ', '')}`);
      expect([route, response.status]).toEqual([route, route === 'GET /health' ? 503 : 200]);
      expect(await response.text()).not.toMatch(
        /12025550100|Ana Pérez|555123|1700000000\.7|10\.0\.0\.7|pbxuser|\/home\/ana/,
      );
    }
  });

  it('tells parts and counts, and what is wrong with a part to a token only', async () => {
    const status = {
      components: { asterisk: { state: 'reconnecting', message: '' } },
      history: { state: 'degraded', message: '', queuedRows: 3 },
      calls: { active: 1, live: 1 },
    };
    expect((await bench.ask('GET', '/status', { token: null })).body).toMatchObject(status);
    expect((await bench.ask('GET', '/status')).body).toMatchObject({
      ...status,
      components: { asterisk: { state: 'reconnecting', message: WHY } },
      history: { message: '/home/ana' },
    });
    const reasons = [{ component: 'asterisk', state: 'reconnecting', message: '' }];
    expect((await bench.ask('GET', '/health', { token: null })).body).toMatchObject({ reasons });
  });
});
