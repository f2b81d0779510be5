/**
 * The least that could carry a call: Asterisk's audio to the voice service and back, each message
 * at once. No VAD, no queue, no transcript, no care for faults. What Cordboard takes longer than
 * this is its own delay.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { toSamples } from '#main/media/audio/pcm';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { serveParent } from './parentLink';

const APP = 'bench-pass-through';
const FRAME_BYTES = 640;
const LIVE_PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** Where it connects to. */
export type PassThroughOptions = {
  readonly ariBaseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly geminiBaseUrl: string;
};

type StasisEvent = { readonly type: string; readonly channel?: { readonly id: string } };
type AgentMessage = {
  readonly setupComplete?: object;
  readonly serverContent?: {
    readonly modelTurn?: {
      readonly parts: readonly { readonly inlineData?: { readonly data: string } }[];
    };
  };
};

let events: WebSocket | null = null;
const sockets: WebSocket[] = [];
const entered = new Map<string, () => void>();
let ready: () => void = () => undefined;
const live = new Promise<void>((resolve) => (ready = resolve));

serveParent(
  {
    start: (options: PassThroughOptions) => connect(options),
    live: () => live,
  },
  () => {
    for (const socket of [events, ...sockets]) {
      socket?.terminate();
    }
  },
);

async function connect(options: PassThroughOptions): Promise<void> {
  const url = new URL(`${options.ariBaseUrl.replace('http', 'ws')}/events`);
  url.searchParams.set('app', APP);
  url.searchParams.set('api_key', `${options.username}:${options.password}`);
  events = new WebSocket(url);
  events.on('message', (data: Buffer) => {
    const { type, channel } = JSON.parse(data.toString('utf8')) as StasisEvent;
    if (type !== 'StasisStart' || channel === undefined) {
      return;
    }
    const waiting = entered.get(channel.id);
    if (waiting === undefined) {
      void takeCall(options, channel.id);
    } else {
      waiting();
    }
  });
  await opened(events);
}

async function takeCall(options: PassThroughOptions, channelId: string): Promise<void> {
  const mediaId = `pass-${randomUUID()}`;
  const mediaEntered = new Promise<void>((resolve) => entered.set(mediaId, resolve));
  await ari(options, 'POST', `/channels/${channelId}/answer`);
  const bridgeId = `pass-${randomUUID()}`;
  await ari(options, 'POST', `/bridges/${bridgeId}?type=mixing`);
  await ari(options, 'POST', `/bridges/${bridgeId}/addChannel?channel=${channelId}`);
  const media = await ari(
    options,
    'POST',
    `/channels/externalMedia?app=${APP}&channelId=${mediaId}&transport=websocket&encapsulation=none&connection_type=server&format=slin16`,
  );
  const variables = media['channelvars'] as Readonly<Record<string, string>>;
  const base = options.ariBaseUrl.replace('http', 'ws').replace(/\/ari$/, '');
  const toAsterisk = new WebSocket(
    `${base}/media/${variables['MEDIA_WEBSOCKET_CONNECTION_ID'] ?? ''}`,
    ['media'],
    { perMessageDeflate: false },
  );
  const toAgent = new WebSocket(
    `${options.geminiBaseUrl.replace('http', 'ws')}${LIVE_PATH}?key=TEST_KEY`,
    { perMessageDeflate: false },
  );
  sockets.push(toAsterisk, toAgent);
  await Promise.all([opened(toAsterisk), opened(toAgent), mediaEntered]);
  await ari(options, 'POST', `/bridges/${bridgeId}/addChannel?channel=${mediaId}`);
  relay(toAsterisk, toAgent);
}

function relay(toAsterisk: WebSocket, toAgent: WebSocket): void {
  const resampler = new PolyphaseResampler(24_000, 16_000);
  const samples = new Int16Array(24_000);
  let rest: Buffer = Buffer.alloc(0);
  let setUp = false;
  toAsterisk.on('message', (data: Buffer, isBinary) => {
    if (isBinary && setUp) {
      const audio = { data: data.toString('base64'), mimeType: 'audio/pcm;rate=16000' };
      toAgent.send(JSON.stringify({ realtimeInput: { audio } }));
    }
  });
  toAgent.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as AgentMessage;
    if (message.setupComplete !== undefined) {
      setUp = true;
      ready();
    }
    for (const part of message.serverContent?.modelTurn?.parts ?? []) {
      const count = resampler.process(
        toSamples(Buffer.from(part.inlineData?.data ?? '', 'base64')),
        samples,
      );
      rest = Buffer.concat([rest, Buffer.from(samples.buffer, 0, count * 2)]);
      let at = 0;
      for (; at + FRAME_BYTES <= rest.length; at += FRAME_BYTES) {
        toAsterisk.send(rest.subarray(at, at + FRAME_BYTES), { binary: true });
      }
      rest = rest.subarray(at);
    }
  });
  const voice = { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } };
  const generationConfig = { responseModalities: ['AUDIO'], speechConfig: voice };
  toAgent.send(JSON.stringify({ setup: { model: 'models/gemini-3.8-live', generationConfig } }));
}

async function ari(
  options: PassThroughOptions,
  method: string,
  route: string,
): Promise<Readonly<Record<string, unknown>>> {
  const login = Buffer.from(`${options.username}:${options.password}`).toString('base64');
  const response = await fetch(`${options.ariBaseUrl}${route}`, {
    method,
    headers: { authorization: `Basic ${login}` },
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${route}: ${response.status} ${text}`);
  }
  return text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
}
