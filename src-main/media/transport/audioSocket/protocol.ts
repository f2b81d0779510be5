/**
 * The AudioSocket protocol (Asterisk docs, "AudioSocket"), over TCP: each message has one byte of
 * kind, two bytes of length (most significant first) and a payload of that length. Asterisk
 * connects, says a UUID, then sends audio and keys.
 */

/** Kinds of message; audio is 16-bit linear, least significant byte first. */
export const AUDIO_SOCKET_KIND = {
  hangUp: 0x00,
  uuid: 0x01,
  dtmf: 0x03,
  /** Audio at 8 kHz. */
  slin: 0x10,
  /** Audio at 16 kHz; since Asterisk 20.17, 21.12, 22.7 and 23.1. */
  slin16: 0x12,
  error: 0xff,
} as const;

/** Bytes before the payload. */
export const AUDIO_SOCKET_HEADER_BYTES = 3;

const UUID_BYTES = 16;

/** Writes the header of a message to the beginning of `message`. */
export function writeAudioSocketHeader(message: Buffer, kind: number, payloadBytes: number): void {
  message.writeUInt8(kind, 0);
  message.writeUInt16BE(payloadBytes, 1);
}

/** The text of a UUID of 16 bytes; null for a payload of another length. */
export function uuidOf(payload: Buffer): string | null {
  if (payload.length !== UUID_BYTES) {
    return null;
  }
  const hex = payload.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/**
 * Cuts a byte stream into messages, however the network has cut it. Copies every byte at most once.
 */
export class AudioSocketParser {
  readonly #onMessage: (kind: number, payload: Buffer) => void;
  /** A message that is not whole yet: at most 65,538 bytes. */
  #held = Buffer.alloc(1_024);
  #filled = 0;

  /**
   * @param onMessage Gets each message; `payload` is valid only during the call. Must not throw.
   */
  constructor(onMessage: (kind: number, payload: Buffer) => void) {
    this.#onMessage = onMessage;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#filled === 0) {
        at = this.#takeWhole(chunk, at);
      }
      at += this.#fill(chunk, at);
    }
  }

  /** Gives the messages that are whole in the chunk. Returns where the rest of the chunk begins. */
  #takeWhole(chunk: Buffer, from: number): number {
    let at = from;
    while (chunk.length - at >= AUDIO_SOCKET_HEADER_BYTES) {
      const end = at + messageBytes(chunk, at);
      if (end > chunk.length) {
        break;
      }
      this.#onMessage(chunk.readUInt8(at), chunk.subarray(at + AUDIO_SOCKET_HEADER_BYTES, end));
      at = end;
    }
    return at;
  }

  /**
   * Adds to the message that is not whole, up to the end of its header or its payload. Returns the
   * number of bytes taken.
   */
  #fill(chunk: Buffer, at: number): number {
    const hasHeader = this.#filled >= AUDIO_SOCKET_HEADER_BYTES;
    const wanted = hasHeader ? messageBytes(this.#held, 0) : AUDIO_SOCKET_HEADER_BYTES;
    if (wanted > this.#held.length) {
      this.#held = Buffer.concat([this.#held], wanted);
    }
    const copied = chunk.copy(this.#held, this.#filled, at, at + wanted - this.#filled);
    this.#filled += copied;
    if (this.#filled >= AUDIO_SOCKET_HEADER_BYTES && this.#filled === messageBytes(this.#held, 0)) {
      const payload = this.#held.subarray(AUDIO_SOCKET_HEADER_BYTES, this.#filled);
      this.#filled = 0;
      this.#onMessage(this.#held.readUInt8(0), payload);
    }
    return copied;
  }
}

/** Length of the message that begins here, its header included. */
function messageBytes(data: Buffer, at: number): number {
  return AUDIO_SOCKET_HEADER_BYTES + data.readUInt16BE(at + 1);
}
