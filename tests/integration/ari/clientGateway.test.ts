import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { loadAriClient } from '#main/ari/clientLoader';
import { AriHttp } from '#main/ari/http';
import { PASSWORD, useAriSuite, USER } from '#support/ari/ariSuite';
import type { FakeAri } from '#support/ari/fakeAri';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { useStallWatch } from '#support/machine/stalls';
import { wordsIn } from '#support/phrases';

const timed = useStallWatch();
const { newFake, newProbe, ready } = useAriSuite();

describe('login', () => {
  it('shows a wrong password, keeps trying slowly, and comes up once it is right', async () => {
    const fake = await newFake();
    let password = 'wrong';
    const probe = newProbe(fake.baseUrl, { password: () => password });
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes('refused the login'));
    expect(probe.gateway.health.state).toBe('reconnecting');
    password = PASSWORD;
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('survives a password that becomes wrong between the preflight and the API description', async () => {
    const fake = await newFake();
    fake.answerWith('GET /api-docs/resources.json', { status: 401 });
    const probe = newProbe(fake.baseUrl);
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes('refused the login'));
    fake.answerWith('GET /api-docs/resources.json', null);
    fake.answerWith('GET /events', { status: 401 });
    await sleep(200);
    expect(wordsIn(probe.gateway.health)).toContain('refused the login');
    fake.answerWith('GET /events', null);
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('sends the login as a header only, never in a URL, and keeps it out of the log', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.dropAll();
    await probe.until(() => fake.opened() === 2);
    const events = fake.requests.filter(({ url }) => url.includes('/events'));
    expect(events.every(({ login }) => login === `${USER}:${PASSWORD}`)).toBe(true);
    const urls = fake.requests.map(({ url }) => decodeURIComponent(url)).join('\n');
    expect(urls).not.toContain(PASSWORD);
    expect(probe.logText()).not.toContain(PASSWORD);
  });

  it('gives each gateway of the process its own login, to its own host only', async () => {
    const one = await newFake();
    const two = await newFake({ username: 'second', password: 'other' });
    const first = newProbe(one.baseUrl);
    const second = newProbe(two.baseUrl, { username: 'second', password: 'other' });
    first.gateway.start();
    second.gateway.start();
    await first.until(() => first.gateway.health.state === 'ready');
    await second.until(() => second.gateway.health.state === 'ready');
    await first.gateway.hangUp('a');
    await second.gateway.hangUp('b');
    const logins = (fake: FakeAri) =>
      new Set(fake.requests.map(({ login }) => login).filter((login) => login !== ''));
    expect(logins(one)).toEqual(new Set([`${USER}:${PASSWORD}`]));
    expect(logins(two)).toEqual(new Set(['second:other']));
  });
});

describe('coming back', () => {
  it('never gives up: 30 drops in a row, one socket at a time, each announced', async () => {
    const fake = await newFake();
    const probe = await ready(fake, { stableMs: 60_000 });
    fake.dropOnOpen(true);
    fake.dropAll();
    await probe.until(() => fake.opened() >= 30, 20_000);
    fake.dropOnOpen(false);
    await probe.until(() => probe.gateway.health.state === 'ready' && fake.sockets.size === 1);
    await sleep(300);
    expect(fake.sockets.size).toBe(1);
    expect(probe.gateway.health.state).toBe('ready');
    expect(probe.of('connected')).toHaveLength(fake.opened());
    expect(probe.of('disconnected')).toHaveLength(fake.opened() - 1);
  });

  it('opens no second socket beside ari-client, which would reconnect after 100 ms by itself', async () => {
    const fake = await newFake();
    const waitMs = 400;
    const probe = await ready(fake, {
      backoff: { firstMs: waitMs, maxMs: waitMs, factor: 1, jitter: 0 },
    });
    const droppedMs = performance.now();
    fake.dropAll();
    await probe.until(() => fake.opened() === 2);
    expect(performance.now() - droppedMs).toBeGreaterThan(waitMs - 100);
    await probe.until(() => probe.gateway.health.state === 'ready');
    await sleep(300);
    expect(fake.opened()).toBe(2);
  });

  it('finds an Asterisk that starts later, and tells meanwhile that nothing listens', async () => {
    const early = await newFake();
    const { port, baseUrl } = early;
    await early.stop();
    const probe = newProbe(baseUrl);
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes('Nothing listens'));
    expect(probe.gateway.health.state).toBe('connecting');
    await newFake({ port });
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('takes a peer that answers no ping for dead', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.freeze();
    const { reason } = await probe.next('disconnected');
    expect(reason.code).toBe('ari.silent');
    await probe.until(() => fake.opened() === 2);
  });

  it('does not wait for ever for an answer', async () => {
    const fake = await newFake();
    fake.answerWith('GET /channels', { never: true });
    const endpoint = { baseUrl: fake.baseUrl, username: USER, password: () => PASSWORD };
    const request = { method: 'GET', path: '/channels', timeoutMs: 100 } as const;
    expect(await new AriHttp(endpoint).request(request)).toMatchObject({
      ok: false,
      error: { kind: 'timeout', retryable: true },
    });
  });

  it('gets over an event socket whose handshake never ends', async () => {
    const fake = await newFake();
    fake.answerWith('GET /events', { never: true });
    const probe = newProbe(fake.baseUrl, { timing: { openTimeoutMs: 100 } });
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes('event socket within'));
    fake.answerWith('GET /events', null);
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('ends its wait when it is started again', async () => {
    const fake = await newFake();
    fake.answerWith('GET /asterisk/info', { status: 401 });
    const probe = newProbe(fake.baseUrl, { timing: { slowRetryMs: 60_000 } });
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health) !== '');
    fake.answerWith('GET /asterisk/info', null);
    probe.gateway.start();
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('warns once about an Asterisk that stays away', async () => {
    const fake = await newFake();
    fake.answerWith('GET /asterisk/info', { status: 503 });
    const probe = newProbe(fake.baseUrl);
    probe.gateway.start();
    await probe.until(() => fake.requests.length > 8);
    expect(probe.logText().match(/"level":"warn"/g)).toHaveLength(1);
  });
});

describe('being replaced', () => {
  it('shows it, does not fight, and takes the application back only on command', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.send({ type: 'ApplicationReplaced', application: 'desk' });
    await probe.until(() => probe.gateway.health.state === 'taken');
    expect(wordsIn(probe.gateway.health)).toMatch(/Another console.*STASIS_APP/);
    await sleep(300);
    expect(fake.opened()).toBe(1);
    expect(fake.sockets.size).toBe(0);
    expect(probe.of('disconnected')).toHaveLength(1);
    probe.gateway.takeOver();
    await probe.until(() => probe.gateway.health.state === 'ready');
    expect(fake.opened()).toBe(2);
  });

  it('can be undone by a listener of the event', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    const off = probe.gateway.on('health', ({ state }) => {
      if (state === 'taken') {
        probe.gateway.takeOver();
      }
    });
    fake.send({ type: 'ApplicationReplaced', application: 'desk' });
    await probe.until(() => fake.opened() === 2 && probe.gateway.health.state === 'ready');
    off();
  });
});

describe('two consoles of one application', () => {
  it('the second names the first, and takes the application over only on command', async () => {
    const fake = await newFake();
    await ready(fake);
    const second = newProbe(fake.baseUrl);
    second.gateway.start();
    await second.until(() => second.gateway.health.state === 'taken');
    expect(wordsIn(second.gateway.health)).toContain('probe@test');
    await sleep(300);
    expect(fake.opened()).toBe(1);
    second.gateway.takeOver();
    await second.until(() => second.gateway.health.state === 'ready');
    expect(fake.opened()).toBe(2);
  });

  it(
    'the second quits at once, also while it checks whether the first still runs',
    timed,
    async () => {
      const fake = await newFake();
      await ready(fake);
      const second = newProbe(fake.baseUrl, { timing: { aliveMs: 20_000 } });
      second.gateway.start();
      await sleep(300);
      const closedAt = performance.now();
      await second.gateway.close();
      expect(performance.now() - closedAt).toBeLessThan(3_000);
    },
  );

  it('the second goes on by itself once the first has quit', async () => {
    const fake = await newFake();
    const first = await ready(fake);
    const second = newProbe(fake.baseUrl);
    second.gateway.start();
    await second.until(() => second.gateway.health.state === 'taken');
    await first.gateway.close();
    await second.until(() => second.gateway.health.state === 'ready');
  });

  it('the second goes on by itself once the first has died', async () => {
    const fake = await newFake();
    const dead = { id: 'dead', name: 'ana@desk-1' };
    fake.variables.set('CORDBOARD_CONSOLE_desk', JSON.stringify(dead));
    fake.variables.set('CORDBOARD_BEAT_dead', '17');
    const probe = await ready(fake);
    expect(probe.of('health').map(({ state }) => state)).not.toContain('taken');
  });

  it('comes back at once to an application it served before a crash', async () => {
    const fake = await newFake();
    const self = { id: 'me', name: 'ana@desk-1' };
    fake.variables.set('CORDBOARD_CONSOLE_desk', JSON.stringify(self));
    fake.variables.set('CORDBOARD_BEAT_me', '17');
    const probe = newProbe(fake.baseUrl, { console: self, timing: { aliveMs: 60_000 } });
    probe.gateway.start();
    await probe.until(() => probe.gateway.health.state === 'ready');
  });
});

describe('other servers', () => {
  it('says that a certificate is not trusted, in ari-client too', async () => {
    const fake = await newFake({ tls: await makeSelfSigned() });
    const probe = newProbe(fake.baseUrl);
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes('not trusted'));
    expect(wordsIn(probe.gateway.health)).toContain('NODE_EXTRA_CA_CERTS');
    const endpoint = { baseUrl: fake.baseUrl, username: USER, password: () => PASSWORD };
    const loaded = await loadAriClient(new AriHttp(endpoint), new AbortController().signal);
    expect(loaded).toMatchObject({ ok: false, error: { kind: 'network', retryable: false } });
    expect(fake.requests).toEqual([]);
  });

  it('finds ARI below a path prefix, and reads the description where ARI is, not where it says', async () => {
    const probe = await ready(await newFake({ prefix: '/pbx' }));
    expect(probe.of('connected')).toHaveLength(1);
  });

  it.each([
    ['GET /asterisk/info', { status: 404 }, 'enabled=yes in ari.conf'],
    ['GET /asterisk/info', { status: 200, body: '<html>hello' }, 'is not Asterisk'],
    ['GET /asterisk/info', { status: 503 }, 'starting'],
    ['GET /asterisk/modules', { status: 200, body: [] }, 'app_stasis.so'],
    ['GET /api-docs/resources.json', { status: 404 }, 'api-docs'],
    ['GET /api-docs/resources.json', { status: 200, body: '{"apis":' }, 'not JSON'],
    ['GET /api-docs/resources.json', { status: 200, body: {} }, 'not as expected'],
    ['GET /api-docs/events.json', { status: 500, body: {} }, 'is not Asterisk'],
    ['GET /events', { status: 500 }, 'is not Asterisk'],
  ] as const)('says what to do when %s answers %o, and recovers', async (route, answer, words) => {
    const fake = await newFake();
    fake.answerWith(route, answer);
    const probe = newProbe(fake.baseUrl);
    probe.gateway.start();
    await probe.until(() => wordsIn(probe.gateway.health).includes(words));
    fake.answerWith(route, null);
    await probe.until(() => probe.gateway.health.state === 'ready');
  });

  it('prints nothing: the notice of the Swagger client is silenced', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await ready(await newFake());
    expect(print).not.toHaveBeenCalled();
  });
});

describe('close', () => {
  it('ends the socket and every wait, at once and twice', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    await Promise.all([probe.gateway.close(), probe.gateway.close()]);
    expect(probe.gateway.health.state).toBe('off');
    await sleep(150);
    expect(fake.sockets.size).toBe(0);
    expect(fake.opened()).toBe(1);
    probe.gateway.start();
    await sleep(100);
    expect(fake.opened()).toBe(1);
  });

  it.each([
    ['the preflight', 'GET /asterisk/info'],
    ['the API description', 'GET /api-docs/events.json'],
    ['the WebSocket handshake', 'GET /events'],
  ])('does not wait for %s', timed, async (_what, route) => {
    const fake = await newFake();
    fake.answerWith(route, { never: true });
    const probe = newProbe(fake.baseUrl);
    probe.gateway.start();
    const path = route.split(' ')[1]!;
    await probe.until(() => fake.requests.some(({ url }) => url.includes(path)));
    const before = performance.now();
    await probe.gateway.close();
    expect(performance.now() - before).toBeLessThan(500);
  });
});
