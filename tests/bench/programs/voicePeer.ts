import type { WebSocket } from 'ws';
import { DATA_KEY, FIRST_OF_TURN, STAMP_PREFIX } from './socketProbe';
import { nowUs, STAMP_DIGITS, stampText, UNSTAMPED } from './stamp';

/**
 * One turn: 1.6 s in parts of 200 ms, a little faster than real time; the next begins 3 s after it
 * began.
 */
const PART_MS = 200;
const PART_INTERVAL_MS = 150;
const PARTS = 8;
/** From the beginning of one turn to that of the next, ms. */
export const VOICE_CYCLE_MS = 3_000;
const SAMPLES_PER_MS = 24;

/** Counts over all sessions. */
export type VoiceCounts = { chunksReceived: number; partsSent: number };

/** A chunk of silence that no caller sent, see UNSTAMPED. */
const SILENCE = Buffer.from(`${DATA_KEY}${UNSTAMPED}`, 'latin1');

const BINARY = { binary: true } as const;
const TONE = Buffer.alloc(PART_MS * SAMPLES_PER_MS * 2);
for (let at = 0; at < TONE.length; at += 2) {
  TONE.writeInt16LE(Math.round(6_000 * Math.sin((2 * Math.PI * 440 * at) / 2 / 24_000)), at);
}

/**
 * An audio message with room for the stamp; the field that carries it is one of the protocol that
 * Cordboard has no use for.
 */
const TEMPLATE = Buffer.from(
  `${STAMP_PREFIX}N${'0'.repeat(STAMP_DIGITS)}","serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"${TONE.toString('base64')}"}}]}}}`,
  'latin1',
);

/**
 * One Gemini Live session of the load test. The strict stand-in of the other benchmarks checks
 * every message by schema and would need the processor for itself at 100 calls; this one only
 * counts what it is sent.
 */
export class VoicePeer {
  /** When it has something to send, performance.now(). */
  dueMs = Number.POSITIVE_INFINITY;
  readonly #socket: WebSocket;
  readonly #counts: VoiceCounts;
  #setUp = false;
  #part = 0;

  /** @param phaseMs When after the setup the first turn begins. */
  constructor(socket: WebSocket, phaseMs: number, counts: VoiceCounts) {
    this.#socket = socket;
    this.#counts = counts;
    socket.on('message', (data: Buffer) => {
      if (this.#setUp) {
        counts.chunksReceived += data.includes(SILENCE) ? 0 : 1;
        return;
      }
      this.#setUp = true;
      this.#tell({ setupComplete: {} });
      this.dueMs = performance.now() + phaseMs;
    });
    socket.on('close', () => {
      this.dueMs = Number.POSITIVE_INFINITY;
    });
  }

  /** Sends what is due. */
  tick(nowMs: number): void {
    if (this.dueMs > nowMs || this.#socket.readyState !== this.#socket.OPEN) {
      return;
    }
    if (this.#part === PARTS) {
      this.#part = 0;
      this.#tell({ serverContent: { generationComplete: true } });
      this.#tell({
        serverContent: { turnComplete: true },
        usageMetadata: { promptTokenCount: 500, responseTokenCount: 75 },
      });
      this.dueMs += VOICE_CYCLE_MS - PARTS * PART_INTERVAL_MS;
      return;
    }
    const message = Buffer.from(TEMPLATE);
    message.write(
      `${this.#part === 0 ? FIRST_OF_TURN : 'N'}${stampText(nowUs())}`,
      STAMP_PREFIX.length,
      'latin1',
    );
    this.#socket.send(message, BINARY);
    this.#counts.partsSent += 1;
    this.#part += 1;
    this.dueMs += PART_INTERVAL_MS;
    if (this.#part % 3 === 0) {
      this.#tell({ serverContent: { outputTranscription: { text: ' some more words' } } });
    }
  }

  #tell(message: object): void {
    this.#socket.send(Buffer.from(JSON.stringify(message)), BINARY);
  }
}
