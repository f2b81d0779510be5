/**
 * A call's audio over one WebSocket of Asterisk's channel driver chan_websocket, whichever side opened it
 * (Asterisk docs, "WebSocket Channel Driver"). Binary messages are audio, text messages control.
 *
 * Rules kept here because breaking one costs the caller audio or the call: one 640-byte frame per message, never fragmented or
 * compressed; what is beyond a whole frame would be dropped by Asterisk; FLUSH_MEDIA leaves a pause in force, so CONTINUE_MEDIA
 * follows it; no WebSocket pings (Asterisk 22.11-rc1 as the server crashes on a pong).
 */
import type { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { MediaTransportName } from '#model/call';
import { LivenessWatch } from '../livenessWatch';
import type { MediaTransport, MediaTransportHandlers, TransportClose } from '../mediaTransport';
import { TransportPort } from '../transportPort';
import {
  formatMediaCommand,
  type MediaCommand,
  type MediaControlFormat,
  type MediaEvent,
  parseMediaEvent,
} from './control';

/** Options every media socket must be made with, on either side: no compression, large or oddly encoded messages survived. */
export const MEDIA_SOCKET_OPTIONS = {
  perMessageDeflate: false,
  maxPayload: 4 * 1024 * 1024,
  // A caller's name in another encoding must not end the call.
  skipUTF8Validation: true,
} as const;

/** More than this unsent, bytes (2 s of audio), and frames are refused: a flush would have to wait behind them. */
const MAX_BUFFERED_BYTES = 64 * 1024;
/** Time for the closing handshake, ms. */
const CLOSE_GRACE_MS = 1000;
const BINARY = { binary: true, compress: false, fin: true } as const;
const TEXT = { binary: false, compress: false, fin: true } as const;

/** What MEDIA_START told. */
export type MediaStart = {
  /** Id of the media channel; null where Asterisk does not tell it. */
  readonly channelId: string | null;
};

/** What a WebSocketMediaTransport is made from. */
export type WebSocketMediaTransportOptions = {
  /** The socket, open or about to be, made with MEDIA_SOCKET_OPTIONS. */
  readonly socket: WebSocket;
  readonly name: MediaTransportName;
  /** Form of control messages that was asked for; Asterisk's first message decides. */
  readonly controlFormat: MediaControlFormat;
  /** Told the first exception of a handler, and at the end what was survived. */
  readonly log: Log;
};

/** MediaTransport over one WebSocket. */
export class WebSocketMediaTransport implements MediaTransport {
  readonly name: MediaTransportName;
  /** Resolves when Asterisk announced the media, or with `network` / `protocol` when that can no longer happen. */
  readonly mediaStarted: Promise<Result<MediaStart>>;

  readonly #socket: WebSocket;
  readonly #port: TransportPort;
  readonly #liveness = new LivenessWatch({
    ask: () => {
      this.requestQueueLength();
    },
    onDead: () => {
      this.#giveUp();
    },
  });
  #resolveStarted: (result: Result<MediaStart>) => void = () => undefined;
  #started = false;
  #controlFormat: MediaControlFormat;
  #outgoing = Buffer.allocUnsafeSlow(FRAME_BYTES);
  #socketError: unknown;

  constructor(options: WebSocketMediaTransportOptions) {
    this.name = options.name;
    this.#socket = options.socket;
    // Asterisk 22.7 may announce the media after the first audio: that is kept, and what follows it without a gap.
    this.#port = new TransportPort(options.log, true);
    this.#controlFormat = options.controlFormat;
    this.mediaStarted = new Promise((resolve) => {
      this.#resolveStarted = resolve;
    });
    this.#socket.on('message', (data, isBinary) => {
      this.#onMessage(data as Buffer, isBinary);
    });
    this.#socket.on('error', (error) => {
      this.#socketError ??= error;
    });
    this.#socket.on('close', (code) => {
      this.#finish(this.#closeOf(code));
    });
  }

  get counters() {
    return this.#port.counters;
  }

  /** What was survived on this connection. */
  get diagnostics() {
    return this.#port.diagnostics;
  }

  /** Closed by whichever side. */
  get isClosed(): boolean {
    return this.#port.isClosed;
  }

  start(handlers: MediaTransportHandlers): void {
    if (!this.isClosed) {
      this.#liveness.start();
    }
    this.#port.start(handlers);
  }

  sendFrame(frame: Buffer): boolean {
    const socket = this.#socket;
    if (this.isClosed || socket.readyState !== socket.OPEN) {
      return false;
    }
    if (frame.length !== FRAME_BYTES) {
      this.counters.framesLost += 1;
      return false;
    }
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      return false;
    }
    frame.copy(this.#outgoing);
    socket.send(this.#outgoing, BINARY);
    if (socket.bufferedAmount > 0) {
      // The kernel has not taken it all: the socket still needs this memory, the next frame gets its own.
      this.#outgoing = Buffer.allocUnsafe(FRAME_BYTES);
    }
    this.counters.framesOut += 1;
    return true;
  }

  flush(): void {
    this.#command({ type: 'flush' });
    this.#command({ type: 'continue' });
  }

  pausePlayback(): void {
    this.#command({ type: 'pause' });
  }

  resumePlayback(): void {
    this.#command({ type: 'continue' });
  }

  mark(id: string): void {
    this.#command({ type: 'mark', id });
  }

  requestQueueLength(): void {
    this.#command({ type: 'status' });
  }

  close(): void {
    this.closeWith(1000, '');
  }

  /** Like `close`, with a code and reason for the other side (RFC 6455, 7.4.1). */
  closeWith(code: number, reason: string): void {
    if (this.isClosed) {
      return;
    }
    const socket = this.#socket;
    if (socket.readyState === socket.CONNECTING) {
      socket.terminate();
    } else {
      socket.close(code, reason);
      const timer = setTimeout(() => {
        socket.terminate();
      }, CLOSE_GRACE_MS);
      timer.unref();
      socket.once('close', () => {
        clearTimeout(timer);
      });
    }
    this.#finish({ by: 'local' });
  }

  #command(command: MediaCommand): void {
    const socket = this.#socket;
    const text = formatMediaCommand(command, this.#controlFormat);
    if (text !== null && !this.isClosed && socket.readyState === socket.OPEN) {
      socket.send(text, TEXT);
    }
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (this.isClosed) {
      return;
    }
    if (isBinary) {
      this.#liveness.frameCame();
      this.#port.audio(data);
    } else {
      this.#liveness.messageCame();
      const { event, format } = parseMediaEvent(data.toString('utf8'));
      if (event.type !== 'unknown') {
        this.#controlFormat = format;
      }
      this.#onEvent(event);
    }
  }

  #onEvent(event: MediaEvent): void {
    switch (event.type) {
      case 'mediaStart':
        this.#onMediaStart(event.channelId, event.format, event.frameBytes);
        return;
      case 'unknown':
        this.diagnostics.unknownControl += 1;
        return;
      case 'error':
        this.diagnostics.controlErrors += 1;
        this.diagnostics.lastControlError = event.text.slice(0, 200);
        return;
      case 'queueDrained':
      case 'bufferingCompleted':
      case 'dtmf':
        // Not asked for; keys come through ARI.
        return;
      case 'xoff':
        this.#port.tell((handlers) => {
          handlers.onPause();
        });
        return;
      case 'xon':
        this.#port.tell((handlers) => {
          handlers.onResume();
        });
        return;
      case 'mark':
        this.#port.tell((handlers) => {
          handlers.onMark(event.id);
        });
        return;
      case 'status':
        this.#port.tell((handlers) => {
          handlers.onQueueLength(event.queueLength);
        });
    }
  }

  #onMediaStart(channelId: string | null, format: string, frameBytes: number): void {
    if (this.#started) {
      return;
    }
    if (format !== 'slin16' || frameBytes !== FRAME_BYTES) {
      const message = `Asterisk opened the media channel as ${format} with ${frameBytes}-byte frames; Cordboard needs slin16 with ${FRAME_BYTES}. Check for a codec option on the external media channel.`;
      this.#resolveStarted(fail(cordboardError('protocol', message)));
      this.closeWith(1003, 'slin16 expected');
      return;
    }
    this.#started = true;
    this.#port.announced(channelId);
    this.#resolveStarted(ok({ channelId }));
  }

  /** A connection that nobody serves any more, although nothing has closed it. */
  #giveUp(): void {
    const message = 'Asterisk neither sends audio nor answers on the media connection.';
    this.#finish({ by: 'error', error: cordboardError('network', message, { retryable: true }) });
    this.#socket.terminate();
  }

  #closeOf(code: number): TransportClose {
    if (this.#socketError === undefined) {
      return { by: 'remote', code };
    }
    const message = `The media connection broke: ${messageOf(this.#socketError)}.`;
    return { by: 'error', error: cordboardError('network', message, { cause: this.#socketError }) };
  }

  #finish(close: TransportClose): void {
    if (this.#port.close(close)) {
      this.#liveness.stop();
      const message = 'The media connection closed before Asterisk announced its media.';
      this.#resolveStarted(fail(cordboardError('network', message)));
    }
  }
}
