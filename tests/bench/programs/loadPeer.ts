/** Both far ends of many calls at once: Asterisk's media sockets and Gemini's sessions, on one HTTP server. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { AsteriskPeer } from './asteriskPeer';
import type { AsteriskCounts } from './asteriskPeer';
import { serveParent } from './parentLink';
import { VoicePeer } from './voicePeer';
import type { VoiceCounts } from './voicePeer';

/** Counts since the last reset. */
export type PeerCounts = AsteriskCounts & VoiceCounts;

/** How often it looks for what is due, ms: the calls' frames are spread over the 20 ms, as those of real callers are. */
const TICK_MS = 1;
/** Steps by which calls differ in phase, ms; prime to 20, so that they fill it. */
const FRAME_PHASE_MS = 7.3;
const TURN_PHASE_MS = 137;

const counts: PeerCounts = {
  framesSent: 0,
  framesPlayed: 0,
  flushes: 0,
  gaps: 0,
  longestGapMs: 0,
  chunksReceived: 0,
  partsSent: 0,
};
const peers: (AsteriskPeer | VoicePeer)[] = [];
const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
let calls = 0;
let sessions = 0;

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => undefined);
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.on('error', () => undefined);
    const mediaId = /^\/media\/(.+)$/.exec(request.url ?? '')?.[1];
    if (mediaId === undefined) {
      sessions += 1;
      peers.push(new VoicePeer(webSocket, (sessions * TURN_PHASE_MS) % 7_000, counts));
    } else {
      calls += 1;
      peers.push(
        new AsteriskPeer(webSocket, mediaId, (calls * FRAME_PHASE_MS * 57) % 8_000, counts),
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
    reset: () => {
      for (const name of Object.keys(counts)) {
        counts[name as keyof PeerCounts] = 0;
      }
    },
    counts: () => counts,
  },
  () => undefined,
);

function tick(): void {
  const nowMs = performance.now();
  for (const peer of peers) {
    peer.tick(nowMs);
  }
  setTimeout(tick, TICK_MS);
}
