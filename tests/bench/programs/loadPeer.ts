/**
 * Both far ends of many calls at once: Asterisk (its REST interface and its media sockets, on one
 * HTTP server) and Gemini's sessions, over TLS.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { makeCrowdTalks, talkPhaseMs } from '../crowd/crowdTalk';
import { AriPeer } from './ariPeer';
import { type AsteriskCounts, AsteriskPeer, peerClock } from './asteriskPeer';
import { serveParent } from './parentLink';
import { type VoiceCounts, VoicePeer } from './voicePeer';

/** Counts since the last reset. */
export type PeerCounts = AsteriskCounts & VoiceCounts;

/** Of Gemini's side, PEM texts. */
export type PeerCertificate = { readonly key: string; readonly cert: string };

/** Where the far ends are. */
export type PeerAddresses = { readonly ariBaseUrl: string; readonly geminiBaseUrl: string };

/** The default of STASIS_APP. */
const APPLICATION = 'gemini-voice-assistant';

/** Between two calls that come, ms. */
const ARRIVAL_MS = 50;

/**
 * How often it looks for what is due, ms: the calls' frames are spread over the 20 ms, as those of
 * real callers are.
 */
const TICK_MS = 1;

/** Coming so late to its own clock counts as a stall, ms. */
const STALL_MS = 20;
/** Time for everything sent to arrive, ms. */
const PAUSE_MS = 500;

const counts: PeerCounts = {
  framesSent: 0,
  framesPlayed: 0,
  flushes: 0,
  gaps: 0,
  ownGaps: 0,
  framesReceived: 0,
  chunksReceived: 0,
  partsSent: 0,
};
const ari = new AriPeer(APPLICATION);
const callers = new Set<AsteriskPeer>();
const voices: VoicePeer[] = [];
/** Those of the voices whose session is open. */
const atWork = new Set<VoicePeer>();
/** Callers that have come so far, and those of them that have gone. */
let came = 0;
let gone = 0;
let heard = 0;
let talks: readonly Buffer[] = [];
let addresses: PeerAddresses | null = null;
let paused = false;
let tickedAtMs = performance.now();

serveParent(
  {
    start: async (certificate: PeerCertificate) => {
      talks = (await makeCrowdTalks(16_000)).map((samples) => Buffer.from(samples.buffer));
      const asterisk = await listen(
        createServer((request, response) => void ari.answer(request, response)),
        openAsteriskSocket,
      );
      const gemini = await listen(
        createTlsServer({ ...certificate }, (_request, response) => {
          // Whether the key is good and the model is for live talks.
          response.setHeader('content-type', 'application/json');
          response.end('{"supportedGenerationMethods":["bidiGenerateContent"]}');
        }),
        (socket) => {
          const voice = new VoicePeer(socket, counts);
          voices.push(voice);
          atWork.add(voice);
          socket.on('close', () => atWork.delete(voice));
        },
      );
      addresses = {
        ariBaseUrl: `http://127.0.0.1:${asterisk}/ari`,
        geminiBaseUrl: `https://127.0.0.1:${gemini}`,
      };
      tick();
    },
    addresses: () => addresses,
    /** So many callers come, one after the other. */
    call: async (callCount: number) => {
      for (let index = 0; index < callCount; index += 1) {
        callComes();
        await sleep(ARRIVAL_MS);
      }
    },
    /** From now on the caller who came first hangs up every so many ms, and another one comes. */
    comeAndGo: (everyMs: number) => {
      setInterval(() => {
        ari.hangUp(gone);
        gone += 1;
        callComes();
      }, everyMs);
    },
    /** Counts from now on; no frame is under way at this moment. */
    reset: async () => {
      await pause();
      for (const name of Object.keys(counts)) {
        counts[name as keyof PeerCounts] = 0;
      }
      paused = false;
      const nowMs = performance.now();
      for (const peer of callers) {
        peer.resume(nowMs);
      }
    },
    /** Frames of all callers but the first so far; nothing stops. */
    crowdFrames: () => voices.slice(1).reduce((sum, { framesReceived }) => sum + framesReceived, 0),
    /** Frames that all callers have sent since the last reset; nothing stops. */
    callerFrames: () => counts.framesSent,
    openSessions: () => voices.filter(({ isOpen }) => isOpen).length,
    /** The answers of the first session so far. */
    turnsOfFirst: () => voices[0]?.turns ?? [],
    /** Stops the callers, and tells the counts once everything has arrived. */
    counts: async () => {
      await pause();
      return counts;
    },
  },
  () => undefined,
);

function callComes(): void {
  ari.call(came);
  came += 1;
}

/** Listens on a free port, and gives it. */
async function listen(
  server: Server,
  onSocket: (socket: WebSocket, request: IncomingMessage) => void,
): Promise<number> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined);
      onSocket(webSocket, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function openAsteriskSocket(socket: WebSocket, { url = '' }: IncomingMessage): void {
  const channelId = /^\/media\/(.+)$/.exec(url)?.[1];
  if (channelId === undefined) {
    ari.takeEvents(socket);
    return;
  }
  const talk = talks[heard % talks.length] ?? Buffer.alloc(0);
  const phaseMs = talkPhaseMs(heard);
  heard += 1;
  const caller = new AsteriskPeer({ socket, channelId, talk, phaseMs, counts });
  callers.add(caller);
  socket.on('close', () => callers.delete(caller));
}

async function pause(): Promise<void> {
  paused = true;
  await sleep(PAUSE_MS);
}

function tick(): void {
  const nowMs = performance.now();
  if (nowMs - tickedAtMs > STALL_MS) {
    peerClock.stalledAtMs = nowMs;
  }
  tickedAtMs = nowMs;
  if (!paused) {
    for (const peer of callers) {
      peer.tick(nowMs);
    }
  }
  for (const peer of atWork) {
    peer.tick(nowMs);
  }
  setTimeout(tick, TICK_MS);
}
