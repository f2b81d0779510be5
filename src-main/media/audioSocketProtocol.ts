/**
 * The AudioSocket protocol (Asterisk docs, "AudioSocket"): messages of one byte of kind, two bytes of length (most significant first) and
 * so many bytes of payload, over TCP. Asterisk connects, says a UUID, then sends audio and keys.
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

/** A UUID in its 16 bytes as text; null for a payload of another length. */
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

/** Cuts a byte stream into messages, however it is cut by the network. */
export class AudioSocketParser {
  readonly #onMessage: (kind: number, payload: Buffer) => void;
  /** The beginning of a message that is not whole yet; never more than one, 65,538 bytes. */
  #rest = Buffer.alloc(0);

  /** @param onMessage Told each message; `payload` is valid only during the call. Must not throw. */
  constructor(onMessage: (kind: number, payload: Buffer) => void) {
    this.#onMessage = onMessage;
  }

  push(chunk: Buffer): void {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (data.length - at >= AUDIO_SOCKET_HEADER_BYTES) {
      const start = at + AUDIO_SOCKET_HEADER_BYTES;
      const end = start + data.readUInt16BE(at + 1);
      if (end > data.length) {
        break;
      }
      this.#onMessage(data.readUInt8(at), data.subarray(start, end));
      at = end;
    }
    this.#rest = at === data.length ? Buffer.alloc(0) : Buffer.from(data.subarray(at));
  }
}

/** Cuts audio into frames of one length: a phone with longer packets makes Asterisk send longer messages. */
export class FrameCutter {
  readonly #frame: Buffer;
  #filled = 0;

  constructor(frameBytes: number) {
    this.#frame = Buffer.alloc(frameBytes);
  }

  /** `onFrame`'s buffer is valid only during the call. */
  push(audio: Buffer, onFrame: (frame: Buffer) => void): void {
    for (let at = 0; at < audio.length;) {
      const copied = audio.copy(this.#frame, this.#filled, at);
      at += copied;
      this.#filled += copied;
      if (this.#filled === this.#frame.length) {
        this.#filled = 0;
        onFrame(this.#frame);
      }
    }
  }
}
