import type { WebSocket } from 'ws';
import { FRAME_BYTES, FRAME_MS } from '#model/audio';
import { nowUs, stampFrame } from './stamp';

/** An empty queue inside a turn is heard as a gap when it lasts this long, ms. */
const GAP_MS = 40;

/** Counts over all calls. */
export type AsteriskCounts = {
  framesSent: number;
  framesPlayed: number;
  flushes: number;
  /** Times a queue was empty for more than 40 ms inside a turn of the agent. */
  gaps: number;
  /**
   * Those within 400 ms of a stall of this process itself, which sends the agent's audio too: no
   * fault of the pipeline.
   */
  ownGaps: number;
};

/** When this process last came late to its own clock, performance.now(). */
export const peerClock = { stalledAtMs: Number.NEGATIVE_INFINITY };

/**
 * After a stall of this process, gaps are its own for so long, ms: two parts of the agent's audio.
 */
const STALL_ECHO_MS = 400;

export type AsteriskPeerOptions = {
  readonly socket: WebSocket;
  readonly channelId: string;
  /** Whole frames of 16-bit PCM at 16 kHz that the caller says over and over. */
  readonly talk: Buffer;
  /** Where in the talk, and so in the 20 ms, this call begins. */
  readonly phaseMs: number;
  readonly counts: AsteriskCounts;
};

const BINARY = { binary: true } as const;
const TEXT = { binary: false } as const;

/**
 * The media channel of one call as Asterisk's channel driver chan_websocket shows it (Asterisk
 * docs, "WebSocket Channel Driver"): a frame of the caller every 20 ms, a queue that plays a frame
 * every 20 ms, and the commands Cordboard uses.
 */
export class AsteriskPeer {
  /** When the next frame is due, performance.now(). */
  dueMs: number;
  readonly #socket: WebSocket;
  readonly #channelId: string;
  readonly #counts: AsteriskCounts;
  readonly #talk: Buffer;
  /** Where in the talk the caller is, bytes. */
  #at: number;
  /** When the queue runs empty. */
  #emptyAtMs = 0;
  #turnOpen = false;
  #marks: { readonly id: string; readonly atMs: number }[] = [];

  constructor({ socket, channelId, talk, phaseMs, counts }: AsteriskPeerOptions) {
    this.#socket = socket;
    this.#channelId = channelId;
    this.#counts = counts;
    this.#talk = talk;
    this.#at = Math.floor(phaseMs / FRAME_MS) * FRAME_BYTES;
    this.dueMs = performance.now() + (phaseMs % FRAME_MS);
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.#play();
      } else {
        this.#command(
          JSON.parse(data.toString('utf8')) as { command: string; correlation_id?: string },
        );
      }
    });
    this.#tell({
      event: 'MEDIA_START',
      format: 'slin16',
      optimal_frame_size: FRAME_BYTES,
      ptime: 20,
    });
  }

  /** Sends the caller's frame when it is due, and the marks that were reached. */
  tick(nowMs: number): void {
    while (this.dueMs <= nowMs && this.#socket.readyState === this.#socket.OPEN) {
      // A copy: the socket may keep it for a while.
      const frame = Buffer.from(this.#talk.subarray(this.#at, this.#at + FRAME_BYTES));
      this.#at = (this.#at + FRAME_BYTES) % this.#talk.length;
      stampFrame(frame, nowUs());
      this.#socket.send(frame, BINARY);
      this.#counts.framesSent += 1;
      this.dueMs += FRAME_MS;
    }
    while (this.#marks[0] !== undefined && this.#marks[0].atMs <= nowMs) {
      const correlation_id = this.#marks.shift()?.id ?? '';
      this.#turnOpen = false;
      this.#tell({ event: 'MEDIA_MARK_PROCESSED', correlation_id });
    }
  }

  /** Goes on after a pause of its clock, without making up for what was left out. */
  resume(nowMs: number): void {
    this.dueMs += Math.ceil(Math.max(0, nowMs - this.dueMs) / FRAME_MS) * FRAME_MS;
  }

  #play(): void {
    const nowMs = performance.now();
    const emptyMs = nowMs - this.#emptyAtMs;
    if (this.#turnOpen && emptyMs > GAP_MS) {
      const own = nowMs - peerClock.stalledAtMs < STALL_ECHO_MS;
      this.#counts[own ? 'ownGaps' : 'gaps'] += 1;
    }
    this.#turnOpen = true;
    this.#emptyAtMs = Math.max(nowMs, this.#emptyAtMs) + FRAME_MS;
    this.#counts.framesPlayed += 1;
  }

  #command({ command, correlation_id = '' }: { command: string; correlation_id?: string }): void {
    const nowMs = performance.now();
    switch (command) {
      case 'MARK_MEDIA':
        this.#marks.push({ id: correlation_id, atMs: Math.max(nowMs, this.#emptyAtMs) });
        return;
      case 'FLUSH_MEDIA':
        this.#counts.flushes += 1;
        this.#emptyAtMs = nowMs;
        this.#turnOpen = false;
        this.#marks = [];
        return;
      case 'GET_STATUS': {
        const queued = Math.max(0, Math.ceil((this.#emptyAtMs - nowMs) / FRAME_MS));
        this.#tell({
          event: 'STATUS',
          queue_length: queued,
          xon_level: 800,
          xoff_level: 900,
          queue_full: false,
          bulk_media: false,
          media_paused: false,
        });
      }
    }
  }

  #tell(event: object): void {
    this.#socket.send(JSON.stringify({ channel_id: this.#channelId, ...event }), TEXT);
  }
}
