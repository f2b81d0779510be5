/** How long to wait for a missing packet, ms. */
const WAIT_MS = 40;
/** Packets kept after a missing one; when one more comes, the missing one is given up. */
const MAX_HELD = 3;
/** A step in the sequence greater than this is an outage or a new stream: nothing is waited for. */
const MAX_GAP = 50;
/** A step forward greater than this is a new stream, not an outage (RFC 3550, A.1: MAX_DROPOUT). */
const MAX_OUTAGE = 3_000;

/** What a packet holds that is not for us. */
const NOTHING = Buffer.alloc(0);

/** What a JitterBuffer gives; no handler may throw. */
interface JitterBufferHandlers {
  /** The next payload in order, never empty; valid only during the call. */
  onPayload(payload: Buffer): void;
  /** This number of packets in a row are lost. */
  onLost(packets: number): void;
  /** A packet came too late to be used, or twice. */
  onLate(): void;
}

/**
 * Puts packets into their order (RFC 3550, sequence numbers). The receiver needs no even pace: a
 * packet that comes in its turn is given at once, and only a gap makes later packets wait, up to 40
 * ms. So lateness never becomes a lasting delay.
 */
export class JitterBuffer {
  readonly #handlers: JitterBufferHandlers;
  /** Sequence number that is due; null before the first packet. */
  #due: number | null = null;
  /** Packets after a gap, by sequence number. */
  readonly #held = new Map<number, Buffer>();
  #timer: NodeJS.Timeout | null = null;

  constructor(handlers: JitterBufferHandlers) {
    this.#handlers = handlers;
  }

  /** Takes a packet's payload; the buffer may be reused after the call. */
  push(sequence: number, payload: Buffer): void {
    this.#due ??= sequence;
    const ahead = distance(this.#due, sequence);
    if (Math.abs(ahead) > MAX_GAP) {
      this.#jump(ahead);
      this.#give(sequence, payload);
    } else if (ahead === 0) {
      this.#give(sequence, payload);
      this.#giveHeld();
    } else if (ahead < 0 || this.#held.has(sequence)) {
      this.#handlers.onLate();
    } else {
      this.#held.set(sequence, Buffer.from(payload));
      if (this.#held.size > MAX_HELD) {
        this.#skipGap();
      } else {
        this.#wait();
      }
    }
  }

  /** A packet that holds nothing for us has come: it is not missing. */
  skip(sequence: number): void {
    this.push(sequence, NOTHING);
  }

  /** Forgets what it waits for: the next packet begins a new stream. Idempotent. */
  reset(): void {
    this.#due = null;
    this.#held.clear();
    this.#stopWaiting();
  }

  #give(sequence: number, payload: Buffer): void {
    this.#due = (sequence + 1) & 0xffff;
    if (payload.length > 0) {
      this.#handlers.onPayload(payload);
    }
  }

  /** Drops what was kept. The packets of an outage are lost, the kept ones among them. */
  #jump(ahead: number): void {
    const lost = ahead > 0 && ahead <= MAX_OUTAGE ? ahead : this.#held.size;
    this.reset();
    if (lost > 0) {
      this.#handlers.onLost(lost);
    }
  }

  /** Gives the kept packets up to the next gap, and waits anew there. */
  #giveHeld(): void {
    this.#stopWaiting();
    for (;;) {
      const due = this.#due;
      const payload = due === null ? undefined : this.#held.get(due);
      if (due === null || payload === undefined) {
        break;
      }
      this.#held.delete(due);
      this.#give(due, payload);
    }
    if (this.#held.size > 0) {
      this.#wait();
    }
  }

  /** Gives up the packets that are missing before the first one kept. */
  #skipGap(): void {
    const due = this.#due ?? 0;
    let lost = MAX_GAP;
    for (const sequence of this.#held.keys()) {
      lost = Math.min(lost, distance(due, sequence));
    }
    this.#due = (due + lost) & 0xffff;
    this.#handlers.onLost(lost);
    this.#giveHeld();
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#skipGap();
    }, WAIT_MS).unref();
  }

  #stopWaiting(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}

/** How far `to` lies ahead of `from`, -32768..32767: sequence numbers wrap. */
function distance(from: number, to: number): number {
  return ((to - from + 0x18000) & 0xffff) - 0x8000;
}
