/**
 * Both far ends of many calls at once: Asterisk's media sockets and Gemini's sessions, on one HTTP
 * server.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { type AsteriskCounts, AsteriskPeer, CALLER_CYCLE_MS, peerClock } from './asteriskPeer';
import { serveParent } from './parentLink';
import { type VoiceCounts, VoicePeer } from './voicePeer';

/** Counts since the last reset. */
export type PeerCounts = AsteriskCounts & VoiceCounts;

/**
 * How often it looks for what is due, ms: the calls' frames are spread over the 20 ms, as those of
 * real callers are.
 */
const TICK_MS = 1;
/** Steps by which calls differ in phase, ms; prime to 20, so that they fill it. */
const FRAME_PHASE_MS = 7.3;

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
const callers: AsteriskPeer[] = [];
const voices: VoicePeer[] = [];
let paused = false;
let tickedAtMs = performance.now();
const server = createServer((_request, response) => {
  // Whoever asks for a model before the first call: there is one, for live talks.
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"supportedGenerationMethods":["bidiGenerateContent"]}');
});
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
let calls = 0;

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => undefined);
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.on('error', () => undefined);
    const mediaId = /^\/media\/(.+)$/.exec(request.url ?? '')?.[1];
    if (mediaId === undefined) {
      voices.push(new VoicePeer(webSocket, counts));
    } else {
      calls += 1;
      callers.push(
        new AsteriskPeer(
          webSocket,
          mediaId,
          (calls * FRAME_PHASE_MS * 57) % CALLER_CYCLE_MS,
          counts,
        ),
      );
    }
  });
});

serveParent(
  {
    start: async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      tick();
    },
    port: () => (server.address() as AddressInfo).port,
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
  for (const peer of voices) {
    peer.tick(nowMs);
  }
  setTimeout(tick, TICK_MS);
}
