import type { WebSocket } from 'ws';
import { FRAME_BYTES } from '#model/audio';
import { SpeechDetector } from '#support/gemini/speechDetector';
import { DATA_KEY, FIRST_OF_TURN, STAMP_PREFIX } from './socketProbe';
import { nowUs, readStamps, STAMP_DIGITS, stampText } from './stamp';

/** What it takes for the caller's speech: how loud, from when on and for how long after it. */
const HEARING = { rms: 500, startMs: 60, silenceMs: 400 };

/** An answer of 2.4 s in parts of 200 ms, a little faster than real time. */
const PART_MS = 200;
const PART_INTERVAL_MS = 150;
const PARTS = 12;
const SAMPLES_PER_MS = 24;

/** What only a message has that asks for an answer by text: for the greeting. */
const TEXT_KEY = '"text":';

/** Pitch of the answers, Hz. */
export const VOICE_HZ = 440;

/** Counts over all sessions. */
export type VoiceCounts = {
  /** Frames of a caller, not those of silence that the pipeline put in. */
  framesReceived: number;
  /** Messages with a caller's audio. */
  chunksReceived: number;
  partsSent: number;
};

/** One answer, by this process' clock, epoch ms. */
export type VoiceTurn = {
  /** Its first audio was handed to the kernel. */
  readonly sentAtMs: number;
  /** The caller interrupted it, or null: then, when the last of its audio was sent. */
  interruptedAtMs: number | null;
};

const BINARY = { binary: true } as const;
const TONE = Buffer.alloc(PART_MS * SAMPLES_PER_MS * 2);
for (let at = 0; at < TONE.length; at += 2) {
  TONE.writeInt16LE(Math.round(6_000 * Math.sin((2 * Math.PI * VOICE_HZ * at) / 2 / 24_000)), at);
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
 * One Gemini Live session for many calls: it greets when it is asked to, answers when the caller
 * has spoken, with a transcript of both, and stops when the caller interrupts. The strict stand-in
 * of the other benchmarks checks every message by schema and would need the processor for itself at
 * 100 calls.
 */
export class VoicePeer {
  /** Every answer so far. */
  readonly turns: VoiceTurn[] = [];
  /** Frames of its caller so far. */
  framesReceived = 0;
  readonly #socket: WebSocket;
  readonly #counts: VoiceCounts;
  readonly #detector = new SpeechDetector();
  #setUp = false;
  /** When the next part of an answer is due, performance.now(); infinite while none is given. */
  #dueMs = Number.POSITIVE_INFINITY;
  #part = 0;

  constructor(socket: WebSocket, counts: VoiceCounts) {
    this.#socket = socket;
    this.#counts = counts;
    socket.on('message', (data: Buffer) => {
      if (this.#setUp) {
        this.#hear(data);
      } else {
        this.#setUp = true;
        this.#tell({ setupComplete: {} });
      }
    });
    socket.on('close', () => {
      this.#dueMs = Number.POSITIVE_INFINITY;
    });
  }

  get isOpen(): boolean {
    return this.#setUp && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Sends what is due. */
  tick(nowMs: number): void {
    if (this.#dueMs > nowMs || this.#socket.readyState !== this.#socket.OPEN) {
      return;
    }
    if (this.#part === PARTS) {
      this.#dueMs = Number.POSITIVE_INFINITY;
      this.#tell({ serverContent: { generationComplete: true } });
      this.#endTurn();
      return;
    }
    const message = Buffer.from(TEMPLATE);
    message.write(
      `${this.#part === 0 ? FIRST_OF_TURN : 'N'}${stampText(nowUs())}`,
      STAMP_PREFIX.length,
      'latin1',
    );
    this.#socket.send(message, BINARY);
    if (this.#part === 0) {
      this.turns.push({ sentAtMs: performance.timeOrigin + nowMs, interruptedAtMs: null });
    }
    this.#counts.partsSent += 1;
    this.#part += 1;
    this.#dueMs += PART_INTERVAL_MS;
    if (this.#part % 3 === 0) {
      this.#tell({ serverContent: { outputTranscription: { text: ' some more words' } } });
    }
  }

  #hear(message: Buffer): void {
    const key = message.indexOf(DATA_KEY, 0, 'latin1');
    if (key < 0) {
      if (message.includes(TEXT_KEY)) {
        this.#answer();
      }
      return;
    }
    const from = key + DATA_KEY.length;
    const audio = Buffer.from(
      message.toString('latin1', from, message.indexOf(0x22, from)),
      'base64',
    );
    this.#counts.chunksReceived += 1;
    this.framesReceived += audio.length / FRAME_BYTES;
    this.#counts.framesReceived += readStamps(audio, nowUs()).frames;
    const samples = new Int16Array(audio.length >> 1);
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = audio.readInt16LE(index * 2);
    }
    this.#detector.push(samples, HEARING, (event) => {
      if (event === 'end') {
        this.#tell({ serverContent: { inputTranscription: { text: ' What the caller said.' } } });
        this.#answer();
      } else {
        this.#interrupt();
      }
    });
  }

  #answer(): void {
    this.#part = 0;
    this.#dueMs = performance.now();
  }

  #interrupt(): void {
    if (this.#dueMs === Number.POSITIVE_INFINITY) {
      return;
    }
    this.#dueMs = Number.POSITIVE_INFINITY;
    const turn = this.turns.at(-1);
    if (turn !== undefined) {
      turn.interruptedAtMs = performance.timeOrigin + performance.now();
    }
    this.#tell({ serverContent: { interrupted: true } });
    this.#endTurn();
  }

  #endTurn(): void {
    this.#tell({
      serverContent: { turnComplete: true },
      usageMetadata: { promptTokenCount: 500, responseTokenCount: 75 },
    });
  }

  #tell(message: object): void {
    this.#socket.send(Buffer.from(JSON.stringify(message)), BINARY);
  }
}
