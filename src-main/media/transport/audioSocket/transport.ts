/**
 * EXTERNAL_MEDIA_TRANSPORT=audiosocket: Asterisk connects to Cordboard by TCP and speaks
 * AudioSocket (Asterisk docs, "AudioSocket"). Works with Asterisk 18 and later. Asterisk plays
 * audio at once when it arrives, so frames are paced here.
 */
import type { Socket } from 'node:net';
import type { Log } from '#main/observability/log';
import { messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import { createFrameCodec, type FrameCodec } from '../../audio/frameCodec';
import type { TransportClose } from '../mediaTransport';
import { PacedTransport } from '../pacedTransport';
import {
  AUDIO_SOCKET_HEADER_BYTES,
  AUDIO_SOCKET_KIND,
  AudioSocketParser,
  uuidOf,
  writeAudioSocketHeader,
} from './protocol';

export type AudioSocketFormat = 'slin16' | 'slin';

/**
 * With more unsent than this, bytes (1 s of audio), Asterisk has stopped reading: the connection is
 * dead.
 */
const MAX_BUFFERED_BYTES = 32 * 1024;
/** Time for the other side to close, ms. */
const CLOSE_GRACE_MS = 1_000;
const PROBE_AFTER_MS = 5_000;

type AudioSocketTransportOptions = {
  /** Just accepted; the transport owns it. */
  readonly socket: Socket;
  readonly format: AudioSocketFormat;
  readonly log: Log;
  /** The connection said its UUID. Called at most once. */
  readonly onUuid: (uuid: string) => void;
};

/** MediaTransport over one AudioSocket connection. */
export class AudioSocketTransport extends PacedTransport {
  readonly name = 'audiosocket';
  readonly #socket: Socket;
  readonly #codec: FrameCodec;
  readonly #audioKind: number;
  #message: Buffer;
  #onUuid: ((uuid: string) => void) | null;

  constructor({ socket, format, log, onUuid }: AudioSocketTransportOptions) {
    super(log);
    this.#socket = socket;
    this.#codec = createFrameCodec(format, 'little-endian');
    this.#audioKind = AUDIO_SOCKET_KIND[format];
    this.#message = this.#newMessage();
    this.#onUuid = onUuid;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    const parser = new AudioSocketParser((kind, payload) => {
      this.#onMessage(kind, payload);
    });
    socket.on('data', (chunk) => {
      parser.push(chunk);
    });
    socket.on('error', (error) => {
      this.fail(phrase('media.broke', { why: messageOf(error) }));
    });
    socket.on('close', () => {
      this.end({ by: 'remote', code: 0 });
    });
  }

  protected override send(frame: Buffer): void {
    const socket = this.#socket;
    if (socket.writableLength > MAX_BUFFERED_BYTES) {
      this.fail(phrase('media.stuck'));
      return;
    }
    this.#codec.encode(frame, this.#message, AUDIO_SOCKET_HEADER_BYTES);
    socket.write(this.#message);
    if (socket.writableLength > 0) {
      // The kernel has not taken it all: the socket still needs this memory, the next frame gets
      // its own.
      this.#message = this.#newMessage();
    }
  }

  protected override disconnect(close: TransportClose): void {
    const socket = this.#socket;
    if (close.by === 'local' && !socket.destroyed) {
      const farewell = Buffer.alloc(AUDIO_SOCKET_HEADER_BYTES);
      writeAudioSocketHeader(farewell, AUDIO_SOCKET_KIND.hangUp, 0);
      socket.end(farewell);
      // What still comes is of no use, and must not keep the connection open.
      socket.pause();
      const timer = setTimeout(() => {
        socket.destroy();
      }, CLOSE_GRACE_MS);
      socket.once('close', () => {
        clearTimeout(timer);
      });
    } else {
      socket.destroy();
    }
  }

  #onMessage(kind: number, payload: Buffer): void {
    if (this.isClosed) {
      return;
    }
    switch (kind) {
      case this.#audioKind:
        this.port.audio(this.#codec.decode(payload));
        return;
      case AUDIO_SOCKET_KIND.uuid:
        this.#identify(uuidOf(payload));
        return;
      case AUDIO_SOCKET_KIND.dtmf:
        // Keys come through ARI.
        return;
      case AUDIO_SOCKET_KIND.hangUp:
        this.end({ by: 'remote', code: 0 });
        return;
      case AUDIO_SOCKET_KIND.error:
        this.diagnostics.controlErrors += 1;
        this.diagnostics.lastControlError = `AudioSocket error ${payload.toString('hex', 0, 8)}`;
        return;
      case AUDIO_SOCKET_KIND.slin:
      case AUDIO_SOCKET_KIND.slin16:
        this.counters.framesLost += 1;
        return;
      default:
        this.diagnostics.unknownControl += 1;
    }
  }

  #identify(uuid: string | null): void {
    const onUuid = this.#onUuid;
    if (uuid === null || onUuid === null) {
      this.diagnostics.unknownControl += 1;
      return;
    }
    this.#onUuid = null;
    onUuid(uuid);
  }

  #newMessage(): Buffer {
    const message = Buffer.alloc(AUDIO_SOCKET_HEADER_BYTES + this.#codec.frameBytes);
    writeAudioSocketHeader(message, this.#audioKind, this.#codec.frameBytes);
    return message;
  }
}
