import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { preflightAri } from '#main/ari/preflight';
import type { Result } from '#main/util/result';
import { type GatewayProbe, probeGateway } from '#support/ari/gatewayProbe';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { wordsIn } from '#support/phrases';

const APP = 'gemini-voice-assistant';
const TIMING = { openTimeoutMs: 3_000, pingIntervalMs: 500, slowRetryMs: 300 };
const DIALPLAN = `
[ari-test]
exten => phone,1,Answer()
 same => n,Wait(60)
exten => talker,1,Answer()
 same => n,Wait(0.5)
 same => n,Playback(hello-world&silence/2)
 same => n,Stasis(gemini-voice-assistant,talker)
exten => after,1,NoOp(came back)
 same => n,Wait(60)
`;
const ARI_USERS = `
[looker]
type = user
read_only = yes
password = looker-secret-5501
`;

let lab: AsteriskLab;
let probe: GatewayProbe;
const probes: GatewayProbe[] = [];

function newProbe(app = APP, password?: string): GatewayProbe {
  const made = probeGateway({
    baseUrl: lab.ariBaseUrl,
    username: lab.username,
    password: password ?? lab.password,
    app,
    timing: TIMING,
  });
  probes.push(made);
  return made;
}

async function connect(made: GatewayProbe): Promise<void> {
  made.gateway.start();
  await made.until(() => made.gateway.health.state === 'ready', 10_000);
}

/** A call from a Local channel into the application; returns the id of the half that is in it. */
async function call(
  made: GatewayProbe,
  args: string = randomUUID(),
  extension = 'phone',
): Promise<string> {
  const answer = await lab.ari('POST', '/channels', {
    endpoint: `Local/${extension}@ari-test`,
    app: APP,
    appArgs: args,
    callerId: '"Ada" <5551234>',
  });
  expect(answer.status).toBe(200);
  return (await made.next('stasisStart', (event) => event.args.join(',') === args)).channel.id;
}

beforeAll(async () => {
  lab = await startAsterisk({
    extraConfig: { 'extensions.conf': DIALPLAN, 'ari.conf': ARI_USERS },
  });
});

afterAll(async () => {
  await lab.stop();
});

beforeEach(() => {
  probe = newProbe();
});

afterEach(async () => {
  await Promise.all(probes.splice(0).map((made) => made.gateway.close()));
  for (const { id } of (await lab.ari('GET', '/channels')).body as { id: string }[]) {
    await lab.ari('DELETE', `/channels/${id}`);
  }
  for (const { id } of (await lab.ari('GET', '/bridges')).body as { id: string }[]) {
    await lab.ari('DELETE', `/bridges/${id}`);
  }
  await lab.waitUntilIdle();
});

describe('AriClientGateway on real Asterisk', () => {
  it('reports version, modules and problems before connecting', async () => {
    const facts = await preflightAri({ ...endpoint(), password: () => lab.password });
    expect(facts).toMatchObject({
      ok: true,
      value: {
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
        modules: { 'chan_websocket.so': 'Running', 'app_stasis.so': 'Running' },
        problems: [],
      },
    });
  });

  it('says that a read-only user cannot work, and that a password is wrong', async () => {
    const looker = await preflightAri({
      ...endpoint(),
      username: 'looker',
      password: () => 'looker-secret-5501',
    });
    expect(looker).toMatchObject({
      ok: true,
      value: { problems: [{ said: { code: 'ari.read-only-user' } }] },
    });
    const wrong = await preflightAri({ ...endpoint(), password: () => 'not-the-password' });
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'auth', retryable: false } });
  });

  it('announces a call with its caller, answers it, and tells when it hangs up', async () => {
    await connect(probe);
    expect(probe.of('connected')).toEqual([
      { version: expect.stringMatching(/^\d+\.\d+/) as string },
    ]);
    const channelId = await call(probe, 'first,second');
    const { channel, args } = probe.of('stasisStart')[0]!;
    expect(args).toEqual(['first', 'second']);
    expect(channel).toMatchObject({ id: channelId, state: 'Up' });
    expect(await probe.gateway.ring(channelId)).toMatchObject({ ok: true });
    expect(await probe.gateway.answer(channelId)).toMatchObject({ ok: true });
    expect(ids(await probe.gateway.listApplicationChannels())).toContain(channelId);
    expect(await probe.gateway.findChannel(channelId)).toMatchObject({ value: { place: 'here' } });
    expect(await probe.gateway.hangUp(channelId)).toMatchObject({ ok: true });
    await probe.next('stasisEnd', (event) => event.channelId === channelId);
    await probe.next('channelDestroyed', (event) => event.channelId === channelId);
    await lab.waitUntilIdle();
    expect(await probe.gateway.hangUp(channelId)).toMatchObject({ ok: true });
  });

  it('bridges the caller with an external media channel in server mode and leaves nothing behind', async () => {
    await connect(probe);
    const caller = await call(probe);
    const bridge = randomUUID();
    const media = `media-${randomUUID()}`;
    expect(await probe.gateway.createBridge(bridge, 'call')).toMatchObject({ ok: true });
    expect(await probe.gateway.addToBridge(bridge, [caller])).toMatchObject({ ok: true });
    const params = {
      transport: 'websocket',
      encapsulation: 'none',
      connection_type: 'server',
      format: 'slin16',
      transport_data: 'f(json)',
    };
    const created = await probe.gateway.createExternalMedia(media, params, {
      CORDBOARD_CALL: 'c1',
    });
    expect(created).toMatchObject({ ok: true, value: { channelId: media } });
    expect(ids(await probe.gateway.listApplicationChannels())).toEqual(
      expect.arrayContaining([caller, media]),
    );
    expect(await probe.gateway.findChannel(media)).toMatchObject({ value: { place: 'arriving' } });
    const variables = created.ok ? created.value.variables : {};
    const connectionId = variables['MEDIA_WEBSOCKET_CONNECTION_ID'] ?? '';
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`ws://127.0.0.1:${lab.httpPort}/media/${connectionId}`, 'media');
    await probe.next('stasisStart', (event) => event.channel.id === media);
    expect(await probe.gateway.addToBridge(bridge, [media])).toMatchObject({ ok: true });
    const bridges = await probe.gateway.listBridges();
    expect(bridges).toMatchObject({ ok: true, value: [{ id: bridge }] });
    expect(new Set(bridges.ok ? bridges.value[0]?.channelIds : [])).toEqual(
      new Set([caller, media]),
    );
    expect(await probe.gateway.createExternalMedia(media, params, {})).toMatchObject({ ok: false });
    expect(await probe.gateway.hangUp(media)).toMatchObject({ ok: true });
    expect(await probe.gateway.hangUp(caller)).toMatchObject({ ok: true });
    expect(await probe.gateway.destroyBridge(bridge)).toMatchObject({ ok: true });
    await lab.waitUntilIdle();
    expect(await probe.gateway.destroyBridge(bridge)).toMatchObject({ ok: true });
    socket.terminate();
  });

  it('sends a caller on in the dialplan', async () => {
    await connect(probe);
    const caller = await call(probe);
    const target = { context: 'ari-test', extension: 'after', priority: 1 };
    expect(await probe.gateway.continueInDialplan(caller, target)).toMatchObject({ ok: true });
    await probe.next('stasisEnd', (event) => event.channelId === caller);
    const { body } = await lab.ari('GET', `/channels/${caller}`);
    expect(body).toMatchObject({ dialplan: { exten: 'after' } });
    expect(await probe.gateway.findChannel(caller)).toMatchObject({
      value: { place: 'elsewhere' },
    });
  });

  it('hears digits and talking', async () => {
    await connect(probe);
    const caller = await call(probe, randomUUID(), 'talker');
    const mine = (event: { readonly channelId: string }) => event.channelId === caller;
    await lab.ari('POST', `/channels/${caller}/variable`, {
      variable: 'TALK_DETECT(set)',
      value: '400,100',
    });
    await probe.next('channelTalkingStarted', mine);
    expect((await probe.next('channelTalkingFinished', mine)).durationMs).toBeGreaterThan(200);
    const peer = await otherThan(caller);
    await probe.next('stasisStart', (event) => event.channel.id === peer, 10_000);
    await lab.ari('POST', `/channels/${peer}/dtmf`, { dtmf: '5' });
    expect(await probe.next('channelDtmf', mine)).toMatchObject({ digit: '5' });
  });

  it('passes on Asterisk’s answer to an impossible operation', async () => {
    await connect(probe);
    const caller = await call(probe);
    const missing = { ok: false, error: { kind: 'not-found' } };
    expect(await probe.gateway.answer('no-such-channel')).toMatchObject(missing);
    expect(await probe.gateway.addToBridge('no-such-bridge', [caller])).toMatchObject(missing);
    const bridge = randomUUID();
    await probe.gateway.createBridge(bridge, 'call');
    const peer = await otherThan(caller);
    expect(await probe.gateway.addToBridge(bridge, [peer])).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state' },
    });
    expect(await probe.gateway.hangUp(caller, 'no-such-reason')).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
  });

  it('reconnects after Asterisk crashed and was started again', async () => {
    await connect(probe);
    await lab.kill();
    await probe.until(() => probe.gateway.health.state === 'reconnecting', 10_000);
    expect(probe.of('disconnected')).toHaveLength(1);
    expect(await probe.gateway.answer('anything')).toMatchObject({
      ok: false,
      error: { kind: 'network' },
    });
    await lab.restart();
    await probe.until(() => probe.gateway.health.state === 'ready', 20_000);
    expect(probe.of('connected')).toHaveLength(2);
    await call(probe);
  });

  it('notices a frozen Asterisk by its own pings', async () => {
    await connect(probe);
    process.kill(lab.pid(), 'SIGSTOP');
    try {
      await probe.until(() => probe.gateway.health.state === 'reconnecting', 5_000);
    } finally {
      process.kill(lab.pid(), 'SIGCONT');
    }
    await probe.until(() => probe.gateway.health.state === 'ready', 10_000);
    await call(probe);
  });

  it('stays connected while Asterisk answers its pings', async () => {
    await connect(probe);
    await sleep(3_000);
    expect(probe.of('disconnected')).toEqual([]);
    expect(probe.gateway.health.state).toBe('ready');
  });

  it('learns that another console serves the application, and takes nothing from it', async () => {
    await connect(probe);
    const second = newProbe();
    second.gateway.start();
    await second.until(() => second.gateway.health.state === 'taken');
    expect(wordsIn(second.gateway.health)).toContain('probe@test');
    expect(wordsIn(second.gateway.health)).toContain('STASIS_APP');
    await call(probe);
    expect(second.of('connected')).toEqual([]);
    expect(probe.of('disconnected')).toEqual([]);
  });

  it('shows that another console took the application over, and leaves the calls to it', async () => {
    await connect(probe);
    const second = newProbe();
    second.gateway.start();
    await second.until(() => second.gateway.health.state === 'taken');
    second.gateway.takeOver();
    await probe.until(() => wordsIn(probe.gateway.health).includes('probe@test'));
    expect(probe.gateway.health.state).toBe('taken');
    expect(wordsIn(probe.gateway.health)).toContain('STASIS_APP');
    await sleep(1_500);
    expect(probe.of('connected')).toHaveLength(1);
    await call(second);
    expect(probe.of('stasisStart')).toEqual([]);

    await second.gateway.close();
    await probe.until(() => probe.gateway.health.state === 'ready');
    await call(probe);
  });

  it('lets two gateways with different users each use their own', async () => {
    await connect(probe);
    const other = probeGateway({
      baseUrl: lab.ariBaseUrl,
      username: 'looker',
      password: 'looker-secret-5501',
      app: 'elsewhere',
      timing: TIMING,
    });
    probes.push(other);
    other.gateway.start();
    await other.until(() => wordsIn(other.gateway.health).includes('may only read'));
    expect(await other.gateway.createBridge(randomUUID(), 'no')).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
    expect(await probe.gateway.createBridge(randomUUID(), 'yes')).toMatchObject({ ok: true });
  });

  it('writes neither password nor login into its log', async () => {
    await connect(probe);
    await lab.kill();
    await probe.until(() => probe.gateway.health.state === 'reconnecting', 10_000);
    await lab.restart();
    await probe.until(() => probe.gateway.health.state === 'ready', 20_000);
    const wrong = newProbe('wrong', 'wrong-secret-7731');
    wrong.gateway.start();
    await wrong.until(() => wrong.gateway.health.state === 'reconnecting');
    const text = `${probe.logText()}${wrong.logText()}${wordsIn(wrong.gateway.health)}`;
    expect(text).not.toContain(lab.password);
    expect(text).not.toContain('wrong-secret-7731');
    expect(text).not.toContain('api_key');
  });
});

function ids(result: Result<readonly string[]>): readonly string[] {
  return result.ok ? result.value : [];
}

/** The channel beside this one. */
async function otherThan(channelId: string): Promise<string> {
  const { body } = await lab.ari('GET', '/channels');
  return (body as readonly { readonly id: string }[]).find(({ id }) => id !== channelId)!.id;
}

function endpoint(): { readonly baseUrl: string; readonly username: string } {
  return { baseUrl: lab.ariBaseUrl, username: lab.username };
}
