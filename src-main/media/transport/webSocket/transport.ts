/**
 * A call's audio over one WebSocket of Asterisk's channel driver chan_websocket, opened by either
 * side (Asterisk docs, "WebSocket Channel Driver"). Binary messages are audio, text messages are
 * control.
 *
 * Breaking one of these rules costs the caller audio or the call: one 640-byte frame per message,
 * never fragmented or compressed, because Asterisk drops bytes beyond a whole frame; CONTINUE_MEDIA
 * after FLUSH_MEDIA, because a flush does not end a pause; no WebSocket pings, because Asterisk
 * 22.11-rc1 as the server crashes on a pong.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { MediaTransportName } from '#model/call';
import { phrase } from '#model/phrases/phrase';
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
import { FrameBatch } from './frameBatch';

/**
 * Options of every media socket, on either side: no compression; large or oddly encoded messages do
 * not end it.
 */
export const MEDIA_SOCKET_OPTIONS = {
  perMessageDeflate: false,
  maxPayload: 4 * 1024 * 1024,
  // A caller's name in another encoding must not end the call.
  skipUTF8Validation: true,
} as const;

/**
 * With more unsent than this, bytes (2 s of audio), frames are refused: a flush would have to wait
 * behind them.
 */
const MAX_BUFFERED_BYTES = 64 * 1024;
/** Time for the closing handshake, ms. */
const CLOSE_GRACE_MS = 1000;
const BINARY = { binary: true, compress: false, fin: true } as const;
const TEXT = { binary: false, compress: false, fin: true } as const;

type MediaStart = {
  /** Id of the media channel; null when Asterisk does not tell it. */
  readonly channelId: string | null;
};

type WebSocketTransportOptions = {
  /** Open or opening, created with MEDIA_SOCKET_OPTIONS. */
  readonly socket: WebSocket;
  /** What carries `socket`; null while it is opening: the handshake brings it then. */
  readonly connection: Duplex | null;
  readonly name: MediaTransportName;
  /** Form of control messages that was requested; Asterisk's first message decides. */
  readonly controlFormat: MediaControlFormat;
  readonly log: Log;
};

export class WebSocketTransport implements MediaTransport {
  readonly name: MediaTransportName;
  /**
   * Resolves when Asterisk has announced the media. Fails with `network` or `protocol` when that
   * cannot happen any more.
   */
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
  #batch: FrameBatch | null;
  #socketError: unknown;

  constructor(options: WebSocketTransportOptions) {
    this.name = options.name;
    this.#socket = options.socket;
    this.#batch = options.connection === null ? null : new FrameBatch(options.connection);
    // Asterisk 22.7 may announce the media after the first audio. This audio is kept, with what
    // follows it without a gap.
    this.#port = new TransportPort(options.log, true);
    this.#controlFormat = options.controlFormat;
    this.mediaStarted = new Promise((resolve) => {
      this.#resolveStarted = resolve;
    });
    this.#socket.on('upgrade', (response) => {
      this.#batch = new FrameBatch(response.socket);
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

  get diagnostics() {
    return this.#port.diagnostics;
  }

  /** Closed by either side. */
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
    if (this.isClosed || socket.readyState !== socket.OPEN || this.#batch === null) {
      return false;
    }
    if (frame.length !== FRAME_BYTES) {
      this.counters.framesLost += 1;
      return false;
    }
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      return false;
    }
    socket.send(this.#batch.add(frame), BINARY);
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
        // Not requested; keys come through ARI.
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
      const said = phrase('media.wrong-format', { format, frameBytes, neededBytes: FRAME_BYTES });
      this.#resolveStarted(fail(cordboardError('protocol', said)));
      this.closeWith(1003, 'slin16 expected');
      return;
    }
    this.#started = true;
    this.#port.announced(channelId);
    this.#resolveStarted(ok({ channelId }));
  }

  /** Ends a connection that Asterisk does not serve any more although nothing has closed it. */
  #giveUp(): void {
    this.#finish({ by: 'error', error: cordboardError('network', phrase('media.silent')) });
    this.#socket.terminate();
  }

  #closeOf(code: number): TransportClose {
    if (this.#socketError === undefined) {
      return { by: 'remote', code };
    }
    const said = phrase('media.broke', { why: messageOf(this.#socketError) });
    return { by: 'error', error: cordboardError('network', said, { cause: this.#socketError }) };
  }

  #finish(close: TransportClose): void {
    if (this.#port.close(close)) {
      this.#liveness.stop();
      this.#resolveStarted(fail(cordboardError('network', phrase('media.closed-early'))));
    }
  }
}
