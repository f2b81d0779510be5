import { readFile, stat, writeFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addToken, removeToken } from '#main/api/access/tokenFile';
import { type Log, silentLog } from '#main/observability/log';
import { ApiBench, type ApiBenchOptions, NETWORK_ADDRESS } from '#support/api/apiBench';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { callWith } from '#support/calls';
import { componentIn, FakeCallControl, healthWith } from '#support/desk/fakeCallControl';
import { wordsIn } from '#support/phrases';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function start(options: ApiBenchOptions = {}): Promise<ApiBench> {
  const bench = await ApiBench.start({ control: new FakeCallControl([callWith()]), ...options });
  cleanUp.push(() => bench.stop());
  return bench;
}

/** A log that keeps every line. */
function keepingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (fields: object, message: string) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { lines, log: { ...silentLog, debug: keep, info: keep, warn: keep, error: keep } };
}

describe('a program on this machine without a token', () => {
  it('may neither read nor act, and learns how to', async () => {
    const bench = await start();
    for (const [method, path] of [
      ['GET', '/calls'],
      ['POST', '/calls/call-1/hangup'],
    ] as const) {
      const refused = await bench.ask(method, path, { token: null });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="Cordboard"');
      expect(refused.body?.['detail']).toContain('npm run token -- NAME');
    }
    expect(bench.control.commands).toEqual([]);
  });

  it.each([
    ['came through a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['came through a proxy that says so properly', { forwarded: 'for=203.0.113.9' }],
    ['is a foreign page in a browser', { origin: 'https://evil.example' }],
    ['is something that a foreign page embeds', { 'sec-fetch-site': 'cross-site' }],
  ])('gets nothing when it %s', async (_what, headers) => {
    const bench = await start();
    const { status, headers: answered } = await bench.ask('GET', '/status', {
      headers,
      token: null,
    });
    expect(status).toBe(401);
    expect(answered.get('www-authenticate')).toBe('Bearer realm="Cordboard"');
    expect(answered.get('access-control-allow-origin')).toBeNull();
  });

  it("is answered in the API's own page too", async () => {
    const bench = await start();
    const headers = { origin: bench.api.url, 'sec-fetch-site': 'same-origin' };
    expect((await bench.ask('GET', '/docs/json', { headers, token: null })).status).toBe(200);
  });
});

describe('a token', () => {
  it('lets read, and only the acting one act', async () => {
    const bench = await start();
    const { read, act } = bench.tokens;
    expect((await bench.ask('GET', '/calls', { token: read })).status).toBe(200);
    const refused = await bench.ask('POST', '/calls/call-1/hangup', { token: read });
    expect(refused.status).toBe(403);
    expect((await bench.ask('POST', '/calls/call-1/hangup', { token: act })).status).toBe(204);
    expect(bench.control.commands).toEqual([['call-1', { kind: 'end' }]]);
  });

  it('that is wrong is refused, also on routes that need none', async () => {
    const bench = await start();
    for (const token of ['cordboard_wrong', 'x', `${bench.tokens.act}x`]) {
      expect((await bench.ask('GET', '/calls', { token })).status).toBe(401);
    }
    const basic = { authorization: `Basic ${bench.tokens.act}` };
    expect((await bench.ask('GET', '/calls', { headers: basic })).status).toBe(401);
    expect((await bench.ask('GET', '/health', { token: 'wrong' })).status).toBe(200);
  });

  it('stands neither in its file nor in any line of the log', async () => {
    const { log, lines } = keepingLog();
    const bench = await start({ log });
    const { read, act } = bench.tokens;
    await bench.ask('POST', '/calls/call-1/hangup', { token: act });
    await bench.ask('POST', '/calls/call-1/hangup', { token: read });
    await bench.ask('POST', '/calls/call-1/voice', { token: act, body: { voice: 'nobody' } });
    const file = join(bench.dataDir, 'api-tokens.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const kept = [await readFile(file, 'utf8'), ...lines].join('\n');
    expect(kept).toContain('api:actor');
    expect(kept).not.toContain(act);
    expect(kept).not.toContain(read);
  });

  it('works as soon as it is made and stops when it is removed, without a restart', async () => {
    const bench = await start();
    expect((await bench.ask('GET', '/calls', { token: bench.tokens.read })).status).toBe(200);
    const file = join(bench.dataDir, 'api-tokens.json');
    const late = await addToken(file, 'late', 'read', 3);
    const token = late.ok ? late.value : '';
    const status = async () => (await bench.ask('GET', '/calls', { token })).status;
    await expect.poll(status, { timeout: 5_000 }).toBe(200);
    await removeToken(file, 'late');
    await expect.poll(status, { timeout: 5_000 }).toBe(401);
  });
});

describe.runIf(NETWORK_ADDRESS !== undefined)('a client on another machine', () => {
  const everywhere = { settings: { apiHost: '0.0.0.0' } };

  it('gets nothing but the health without a token', async () => {
    const control = new FakeCallControl(
      [],
      healthWith({ asterisk: componentIn('reconnecting', 'http://10.0.0.7 is not reachable') }),
    );
    const bench = await start({ ...everywhere, control });
    for (const path of ['/calls', '/status', '/docs', '/docs/json', '/events', '/history', '/no']) {
      const { status } = await bench.ask('GET', bench.remote(path), { token: null });
      expect([path, status]).toEqual([path, 401]);
    }
    const health = await bench.ask('GET', bench.remote('/health'), { token: null });
    expect(health.status).toBe(503);
    expect(JSON.stringify(health.body)).not.toContain('10.0.0.7');
  });

  it('reads with a token', async () => {
    const bench = await start(everywhere);
    const { status, body } = await bench.ask('GET', bench.remote('/calls'), {
      token: bench.tokens.read,
    });
    expect(status).toBe(200);
    expect(body?.['calls']).toMatchObject([{ callerNumber: '+12025550100' }]);
  });

  it('makes the console warn when the connection is not encrypted', async () => {
    const { log, lines } = keepingLog();
    const bench = await start({ ...everywhere, log });
    expect(bench.health?.state).toBe('ready');
    expect(wordsIn(bench.health)).toContain('API_TLS_CERT_FILE');
    expect(lines.some((line) => line.includes('without encryption'))).toBe(true);
    expect(wordsIn((await start()).health)).toBe('');
  });
});

describe('https', () => {
  it('is spoken with the configured certificate, and names in it are known as hosts', async () => {
    const { key, cert } = await makeSelfSigned();
    const bench = await start({
      settings: { apiHost: '0.0.0.0', apiTlsCertFile: 'cert.pem', apiTlsKeyFile: 'key.pem' },
      prepare: async (dataDir) => {
        await writeFile(join(dataDir, 'cert.pem'), cert);
        await writeFile(join(dataDir, 'key.pem'), key);
      },
    });
    expect(bench.health).toMatchObject({ state: 'ready', phrase: null });
    expect(bench.api.url).toMatch(/^https:/);
    const { port } = new URL(bench.api.url);
    const statusFor = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const options = {
          host: '127.0.0.1',
          port,
          path: '/calls',
          ca: cert,
          headers: { host, ...bench.reading },
          // The name is what is being tried; the certificate itself is checked.
          checkServerIdentity: () => undefined,
        };
        const sent = httpsRequest(options, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject);
        sent.end();
      });
    expect(await statusFor('desk.example')).toBe(200);
    expect(await statusFor('evil.example')).toBe(421);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });

  it('never falls back to http: a key that does not fit is a state with a reason', async () => {
    const bench = await start({ settings: { apiTlsCertFile: 'gone.pem', apiTlsKeyFile: 'k.pem' } });
    expect(bench.health?.state).toBe('failed');
    expect(wordsIn(bench.health)).toContain('API_TLS_CERT_FILE');
    const half = await start({ settings: { apiTlsCertFile: 'gone.pem' } });
    expect(wordsIn(half.health)).toContain('API_TLS_KEY_FILE');
  });
});

describe('web pages (CORS)', () => {
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };

  it('are let in by CORS_ORIGINS only', async () => {
    const bench = await start({ settings: { corsOrigins: 'https://desk.example' } });
    const good = { origin: 'https://desk.example' };
    const evil = { origin: 'https://evil.example' };
    const token = bench.tokens.act;
    const asked = await bench.ask('OPTIONS', '/calls/call-1/hangup', {
      headers: { ...good, ...preflight },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const read = await bench.ask('GET', '/calls', { headers: good, token });
    expect(read.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    expect(read.headers.get('vary')).toContain('Origin');
    const stream = await fetch(`${bench.api.url}/events`, {
      headers: { ...good, ...bench.reading },
    });
    expect(stream.status).toBe(200);
    expect(stream.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    await stream.body?.cancel();
    const foreign = await bench.ask('GET', '/calls', { headers: evil, token });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const refused = await bench.ask('OPTIONS', '/calls', { headers: { ...evil, ...preflight } });
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });

  it('need a token like every program, and can read that they do', async () => {
    const bench = await start({ settings: { corsOrigins: 'https://desk.example' } });
    for (const path of ['/calls', '/events', '/status']) {
      const { status, headers } = await bench.ask('GET', path, {
        token: null,
        headers: { origin: 'https://desk.example' },
      });
      expect([path, status]).toEqual([path, 401]);
      expect(headers.get('access-control-allow-origin')).toBe('https://desk.example');
    }
  });

  it('are not let in by default', async () => {
    const bench = await start();
    const headers = { origin: 'https://desk.example', ...preflight };
    const { status, headers: answered } = await bench.ask('OPTIONS', '/calls', { headers });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(answered.get('access-control-allow-origin')).toBeNull();
  });
});

describe('limits', () => {
  it('refuses more requests than API_RATE_LIMIT, counted by token', async () => {
    const bench = await start({ settings: { apiRateLimit: 10 } });
    for (let index = 0; index < 10; index += 1) {
      expect((await bench.ask('GET', '/status', { token: null })).status).toBe(200);
    }
    const refused = await bench.ask('GET', '/status', { token: null });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ status: 429, retryable: true });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await bench.ask('GET', '/calls', { token: bench.tokens.read })).status).toBe(200);
  });

  it('counts refused tokens too', async () => {
    const bench = await start({ settings: { apiRateLimit: 10 } });
    const answers: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      answers.push((await bench.ask('GET', '/calls', { token: `guess${index}` })).status);
    }
    expect(answers).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('refuses a body that is too large, no JSON, or not understood', async () => {
    const bench = await start();
    const { act: token } = bench.tokens;
    const large = await bench.ask('POST', '/history/call-1/notes', {
      token,
      body: { text: 'x'.repeat(40_000) },
    });
    expect(large.status).toBe(413);
    const path = `${bench.api.url}/calls/call-1/voice`;
    for (const [type, body, status] of [
      ['application/json', '{', 400],
      ['text/plain', 'Kore', 415],
      ['application/x-www-form-urlencoded', 'voice=Kore', 415],
    ] as const) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      const response = await fetch(path, { method: 'POST', headers, body });
      expect([type, response.status]).toEqual([type, status]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(bench.control.commands).toEqual([]);
  });

  it('refuses what is no HTTP in the same form, and goes on', async () => {
    const bench = await start();
    const socket = connect(Number(new URL(bench.api.url).port), '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      socket.on('close', () => {
        resolve(text);
      });
      socket.on('error', () => undefined);
      socket.write('\x16\x03\x01 no http\r\n\r\n');
    });
    expect(answer).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json\r\n/,
    );
    expect((await bench.ask('GET', '/health')).status).toBe(200);
  });

  it.each([
    ['/calls/%E0%A4%A', 400],
    [`/calls/${'x'.repeat(151)}`, 400],
    [`/calls/${'%2F'.repeat(149)}`, 404],
    [`/calls/${'x'.repeat(5_000)}`, 414],
    ['/calls/..%2f..%2fhealth', 404],
  ])('refuses the path %s with %i in the same form', async (path, status) => {
    const bench = await start();
    const answer = await bench.ask('GET', path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body?.['status']).toBe(status);
  });
});

describe.runIf(NETWORK_ADDRESS !== undefined)('a route of another part of the program', () => {
  it('is under the same rules', async () => {
    const bench = await start({
      settings: { apiHost: '0.0.0.0' },
      plugins: [
        (server, _options, done) => {
          server.get('/extra', (_request, reply) => reply.send('extra'));
          server.post('/extra', (_request, reply) => reply.send('extra'));
          done();
        },
      ],
    });
    const { read: token } = bench.tokens;
    expect((await bench.ask('GET', bench.remote('/extra'), { token: null })).status).toBe(401);
    expect((await bench.ask('GET', bench.remote('/extra'), { token })).status).toBe(200);
    expect((await bench.ask('POST', bench.remote('/extra'), { token })).status).toBe(403);
  });
});
