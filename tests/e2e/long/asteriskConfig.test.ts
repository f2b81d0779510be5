/**
 * The files of asterisk-config/, loaded as they are by a real Asterisk and tried with a real SIP
 * phone.
 */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { makeTone, rmsEnvelope } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { toneSpan } from '#support/audio/tones';
import { writeWav } from '#support/audio/wavFile';
import { createPhone, type PhoneOptions, type SipPhone } from '#support/phone/sipPhone';
import { untilHeard } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

const APP = 'gemini-voice-assistant';
const OUR_FILES = /(extensions|ari|http|pjsip|rtp|websocket_client)\.conf/;
const OUR_READERS =
  /(pbx_config|pbx|http|acl|config_options|res_sorcery_config|res_rtp_asterisk|res_websocket_client|res_http_websocket)\.c:|ari\/|res_ari|res_pjsip|websocket_client\//;
/** The distribution's own users.conf, which has nothing to do with ours. */
const NOT_OURS = /users\.conf is deprecated|manager\.d/;

function complaints(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => /\] (WARNING|ERROR)\[/.test(line))
    .filter((line) => OUR_FILES.test(line) || OUR_READERS.test(line))
    .filter((line) => !NOT_OURS.test(line));
}

/** Local addresses of all TCP listeners and UDP sockets of a process, by /proc (proc(5)). */
async function boundAddresses(pid: number): Promise<string[]> {
  const descriptors = await readdir(`/proc/${String(pid)}/fd`);
  const links = await Promise.all(
    descriptors.map((fd) => readlink(`/proc/${String(pid)}/fd/${fd}`).catch(() => '')),
  );
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const found: string[] = [];
  for (const [table, listening] of [
    ['tcp', '0A'],
    ['tcp6', '0A'],
    ['udp', '07'],
    ['udp6', '07'],
  ] as const) {
    const rows = (await readFile(`/proc/net/${table}`, 'utf8')).trim().split('\n').slice(1);
    for (const row of rows) {
      const columns = row.trim().split(/\s+/);
      if (columns[3] !== listening || !sockets.has(columns[9] ?? '')) {
        continue;
      }
      found.push(`${table} ${columns[1] ?? ''}`);
    }
  }
  return found;
}

/** 127.0.0.1 as the kernel prints it. */
function isLoopback(entry: string): boolean {
  return / 0100007F:/.test(entry);
}

/**
 * PJSIP's DNS resolver holds two UDP sockets on ports the kernel chose (32768 and up); nothing is
 * served there.
 */
function isDnsClient(entry: string): boolean {
  return entry.startsWith('udp') && Number.parseInt(entry.split(':')[1] ?? '0', 16) >= 32_768;
}

describe('asterisk-config', () => {
  let lab: AsteriskLab;
  let media: WebSocketServer;
  const phones: SipPhone[] = [];

  const makePhone = async (options: PhoneOptions): Promise<SipPhone> => {
    const phone = await createPhone(lab, options);
    phones.push(phone);
    return phone;
  };

  beforeAll(async () => {
    media = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(media, 'listening');
    lab = await startAsterisk({ externalMediaPort: (media.address() as AddressInfo).port });
  });

  afterEach(async () => {
    await Promise.all(phones.splice(0).map((phone) => phone.stop()));
    await lab.cli('dialplan set global CORDBOARD_FALLBACK_DIAL ""');
    await lab.waitUntilIdle();
  });

  afterAll(async () => {
    await lab.stop();
    media.close();
  });

  it('loads without a complaint', async () => {
    expect(complaints(await lab.log())).toEqual([]);
  });

  it('would show a complaint if there were a mistake in it', async () => {
    const broken = await startAsterisk({
      extraConfig: { 'pjsip.conf': '[phone-dan](cordboard-phone)\nno_such_option = yes' },
    });
    const log = await broken.log();
    await broken.stop();
    expect(complaints(log).join('\n')).toContain('no_such_option');
  });

  it('defines the phones and the dialplan', async () => {
    const endpoints = await lab.cli('pjsip show endpoints');
    for (const phone of ['phone-ana/2001', 'phone-ben/2002', 'phone-cleo/2003']) {
      expect(endpoints).toContain(phone);
    }
    const dialplan = await lab.cli(`dialplan show ${APP}`);
    expect([...dialplan.matchAll(/Stasis\((.*)\)/g)].map(([, given]) => given).sort()).toEqual([
      APP,
      `${APP},,,conference`,
      `${APP},,,media-test`,
    ]);
    expect(dialplan).toContain('TALK_DETECT(set)=1200,128');
    expect(dialplan).toContain("'fallback'");
  });

  it('uses only prompts that the core sound package has', async () => {
    const dialplan = `${await lab.cli(`dialplan show ${APP}`)}${await lab.cli('dialplan show cordboard-recording-test')}`;
    const prompts = [...dialplan.matchAll(/Playback\(([a-z&-]+)\)/g)].flatMap(([, names]) =>
      (names ?? '').split('&'),
    );
    expect(prompts.length).toBeGreaterThan(7);
    for (const prompt of prompts) {
      expect((await lab.ari('GET', `/sounds/${prompt}`)).status, prompt).toBe(200);
    }
  });

  it('lets in the ARI user with the password only', async () => {
    expect((await lab.ari('GET', '/asterisk/info')).status).toBe(200);
    const wrong = Buffer.from(`${lab.username}:1234`).toString('base64');
    const refused = await fetch(`${lab.ariBaseUrl}/asterisk/info`, {
      headers: { authorization: `Basic ${wrong}` },
    });
    expect(refused.status).toBe(401);
    expect((await fetch(`${lab.ariBaseUrl}/channels`)).status).toBe(401);
  });

  it('lets in a phone with its password only', async () => {
    const stranger = await createPhone(
      { sipPort: lab.sipPort, phonePassword: () => 'wrong' },
      { user: 'phone-ana' },
    );
    phones.push(stranger);
    await stranger.dial('1000');
    await expect
      .poll(() => stranger.state)
      .toMatchObject({ kind: 'closed', reason: expect.stringContaining('401') as string });
  });

  it('says to a web page of another origin nothing that lets it in', async () => {
    const answer = await fetch(`${lab.ariBaseUrl}/asterisk/info`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('opens nothing but loopback', async () => {
    const phone = await makePhone({ user: 'phone-ana' });
    await phone.call('1000');
    const bound = await boundAddresses(lab.pid());
    expect(bound.some((entry) => entry.startsWith('tcp '))).toBe(true);
    expect(bound.some((entry) => entry.startsWith('udp '))).toBe(true);
    expect(bound.filter((entry) => !isLoopback(entry) && !isDnsClient(entry))).toEqual([]);
  });

  it('lets only this machine open media sockets', async () => {
    const statusFrom = async (localAddress: string): Promise<number | undefined> => {
      const url = `ws://127.0.0.1:${String(lab.httpPort)}/media/unknown`;
      const socket = new WebSocket(url, 'media', { localAddress });
      const [, response] = (await once(socket, 'unexpected-response')) as [
        unknown,
        { statusCode?: number },
      ];
      socket.on('error', () => undefined).terminate();
      return response.statusCode;
    };
    expect(await statusFrom('127.0.0.1')).toBe(404);
    expect(await statusFrom('127.0.0.9')).toBe(403);
  });

  describe('for a caller who is transferred', () => {
    /** A phone in a call of the dialplan's own, sent to a place. */
    const sentTo = async (place: string, join?: string): Promise<SipPhone> => {
      const phone = await makePhone({ user: 'phone-ana' });
      await phone.call('1002');
      const [channel] = (await lab.ari('GET', '/channels')).body as { id: string; name: string }[];
      if (join !== undefined) {
        await lab.cli(`dialplan set chanvar ${channel?.name ?? ''} CORDBOARD_JOIN ${join}`);
      }
      await lab.cli(`channel redirect ${channel?.name ?? ''} ${place}`);
      return phone;
    };

    it.each([undefined, 'PJSIP/phone-ben-gone'])(
      'is the fallback when the party has hung up meanwhile (%s)',
      async (join) => {
        const phone = await sentTo('cordboard-transfer,join,1', join);
        await untilHeard(phone, 1_000, Date.now() + 300);
        expect(phone.state.kind).toBe('established');
        expect((await lab.ari('GET', '/channels')).body).toMatchObject([
          { dialplan: { context: APP, exten: 'fallback' } },
        ]);
      },
    );

    it('is ringing from the start, also when the phone does not say that it rings', async () => {
      const ben = await makePhone({ user: 'phone-ben', receive: 'manual' });
      await untilRegistered(ben);
      ben.freeze(true);
      const phone = await sentTo('cordboard-phones,2002,1');
      await untilHeard(phone, 500, Date.now() + 300);
      await phone.hangUp();
      ben.freeze(false);
    });
  });

  describe('for a phone that does not answer', () => {
    /** The extensions of the dialplan in which channels are. */
    const places = async (): Promise<readonly string[]> => {
      const channels = (await lab.ari('GET', '/channels')).body as {
        dialplan: { exten: string };
      }[];
      return channels.map(({ dialplan }) => dialplan.exten);
    };

    /** Calls the endpoint as Cordboard asks a party; once it has answered it is sent to 2003. */
    const ask = async (endpoint: string): Promise<void> => {
      const channelId = crypto.randomUUID();
      const place = { context: 'cordboard-transfer', extension: '2003', priority: '1' };
      const variables = { __CORDBOARD_ASKED: channelId };
      await lab.ari('POST', '/channels', { endpoint, channelId, ...place }, { variables });
    };

    afterEach(async () => {
      await lab.cli('channel request hangup all');
      await lab.waitUntilIdle();
    });

    it('takes a caller who comes over a Local channel to the fallback', async () => {
      await lab.cli('channel originate Local/2003@cordboard-transfer application Milliwatt');
      await expect.poll(places).toContain('fallback');
    });

    it('hangs up for a party that Cordboard asks, whom nobody else waits for', async () => {
      await ask('Local/2003@cordboard-transfer/n');
      await lab.waitUntilIdle(2_000);
    });

    it('takes an asked party who is transferred later to the fallback', async () => {
      await ask('Local/1002@gemini-voice-assistant/n');
      await expect.poll(places).toContain('fallback');
    });
  });

  it('serves ARI over TLS when the lines shown for it are used', async () => {
    const secured = await startAsterisk({ tls: true });
    const options = {
      ca: secured.tls?.certificate,
      auth: `${secured.username}:${secured.password}`,
    };
    const request = get(
      `https://127.0.0.1:${String(secured.tls?.port)}/ari/asterisk/info`,
      options,
    );
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    const log = await secured.log();
    await secured.stop();
    expect(response.statusCode).toBe(200);
    expect(complaints(log)).toEqual([]);
  });

  it('connects to Cordboard for a media leg of the kind websocket-listen', async () => {
    const connected = once(media, 'connection') as Promise<[WebSocket, { url?: string }]>;
    const answer = await lab.ari('POST', '/channels/externalMedia', {
      app: APP,
      channelId: crypto.randomUUID(),
      external_host: 'cordboard',
      transport: 'websocket',
      encapsulation: 'none',
      connection_type: 'client',
      format: 'slin16',
      transport_data: 'f(json)',
    });
    expect(answer.status).toBe(200);
    const [socket, request] = await connected;
    expect(request.url).toBe('/external_media');
    expect(socket.protocol).toBe('media');
    socket.terminate();
  });

  it('speaks to a caller while Cordboard is not connected', async () => {
    const phone = await makePhone({
      user: 'phone-ana',
      voiceWav: await makeSpeech('Hello, can you hear me?'),
    });
    await phone.call('1000');
    await phone.waitFor('closed', 15_000);
    const { heard, said } = await phone.audio();
    const loud = rmsEnvelope(heard.samples).filter((rms) => rms > 300).length * 20;
    expect(loud).toBeGreaterThan(2_500);
    expect(said.samples.length / 8).toBeGreaterThan(3_000);
    expect(heard.gaps.filter((gap) => gap.lostPackets > 0)).toEqual([]);
  });

  it('connects the caller to a person when one is set for the fallback', async () => {
    await lab.cli('dialplan set global CORDBOARD_FALLBACK_DIAL PJSIP/phone-ben');
    const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const voice = path.join(folder, 'tone.wav');
    await writeWav(voice, makeTone({ frequencyHz: 700, durationMs: 8_000 }), 8000);
    const supervisor = await makePhone({ user: 'phone-ben', receive: 'auto', voiceWav: voice });
    await expect
      .poll(() => lab.cli('pjsip show contacts'), { timeout: 5_000 })
      .toContain('phone-ben');
    const caller = await makePhone({ user: 'phone-ana' });
    await caller.call('1000');
    await supervisor.waitFor('established', 12_000);
    const heardSamples = async (): Promise<number> => {
      const span = toneSpan((await caller.audio()).heard.samples, 8000, 700);
      return span === undefined ? 0 : span.last - span.first;
    };
    await expect.poll(heardSamples).toBeGreaterThan(4_000);
  });

  it('leaves answering to Cordboard and takes a call that is handed back', async () => {
    const login = Buffer.from(`${lab.username}:${lab.password}`).toString('base64');
    const events = new WebSocket(`ws://127.0.0.1:${String(lab.httpPort)}/ari/events?app=${APP}`, {
      headers: { authorization: `Basic ${login}` },
    });
    await once(events, 'open');
    const caller = await makePhone({ user: 'phone-ana' });
    const started = once(events, 'message') as Promise<[Buffer]>;
    await caller.dial('1000');
    const event = JSON.parse((await started)[0].toString('utf8')) as {
      type: string;
      args: string[];
      channel: { id: string; state: string };
    };
    expect(event).toMatchObject({
      type: 'StasisStart',
      args: [],
      channel: { state: 'Ring', caller: { number: '2001' }, dialplan: { exten: '1000' } },
    });
    await lab.ari('POST', `/channels/${event.channel.id}/ring`);
    await caller.waitFor('ringing');
    const handedBack = await lab.ari('POST', `/channels/${event.channel.id}/continue`, {
      context: APP,
      extension: 'fallback',
      priority: '1',
    });
    expect(handedBack.status).toBe(204);
    await caller.waitFor('established');
    await expect
      .poll(async () => Math.max(...rmsEnvelope((await caller.audio()).heard.samples)))
      .toBeGreaterThan(1_000);
    events.terminate();
  });
});
