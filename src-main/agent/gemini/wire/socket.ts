import { type RawData, WebSocket } from 'ws';
import type { ConnectionFailure } from './closePolicy';

const TEXT_FRAME = { binary: false };

/** The SDK's callbacks for its socket. */
export type SdkSocketCallbacks = {
  onopen(): void;
  onerror(event: { message: string }): void;
  onmessage(event: { data: string }): void;
  onclose(event: { code: number; reason: string }): void;
};

/** Cordboard's callbacks. Nothing comes after `onClosed`. */
type SocketEvents = {
  /** One message of the service, parsed from JSON. */
  onMessage(message: unknown): void;
  /** A message that was not JSON. */
  onMalformed(): void;
  /** The socket is closed. Called once. */
  onClosed(failure: ConnectionFailure): void;
};

/**
 * The socket that the SDK works on, in place of the SDK's own. This one can be ended while it
 * connects, knows how much is unsent, does not compress (which would multiply the CPU cost of a
 * session), and counts messages that are not JSON, which the SDK throws as unhandled rejections.
 * The SDK gets only the message it waits for, `setupComplete`; `events` gets every message, parsed
 * once. It sends no pings, because the service answers them too late to judge by.
 */
export class GeminiSocket {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #sdk: SdkSocketCallbacks;
  readonly #events: SocketEvents;
  #ws: WebSocket | null = null;
  #opened = false;
  #error: Error | null = null;
  #closed = false;

  constructor(
    url: string,
    headers: Record<string, string>,
    sdk: SdkSocketCallbacks,
    events: SocketEvents,
  ) {
    this.#url = url;
    this.#headers = headers;
    this.#sdk = sdk;
    this.#events = events;
  }

  /** Bytes that the operating system has not taken yet. */
  get bufferedBytes(): number {
    return this.#ws?.bufferedAmount ?? 0;
  }

  /** Begins to connect; called by the SDK. */
  connect(): void {
    const ws = new WebSocket(this.#url, {
      headers: this.#headers,
      perMessageDeflate: false,
      followRedirects: false,
    });
    this.#ws = ws;
    ws.on('open', () => {
      this.#opened = true;
      this.#sdk.onopen();
    });
    ws.on('message', (data) => {
      this.#receive(data);
    });
    ws.on('error', (error) => {
      // 'close' follows, but without onerror the SDK's connect() would wait for ever.
      this.#error = error;
      this.#sdk.onerror({ message: 'connection failed' });
    });
    ws.on('close', (code, reason) => {
      this.#closed = true;
      const text = reason.toString('utf8');
      this.#sdk.onclose({ code, reason: text });
      this.#events.onClosed(this.#failure(code, text));
    });
  }

  /**
   * Sends a text frame: a message of the SDK, or one in UTF-8, which costs a single write. The
   * buffer may be reused at once: a client masks what it sends (RFC 6455, section 5.3), and ws
   * masks into a copy. Does nothing unless the socket is open.
   */
  send(message: string | Buffer): void {
    if (this.#ws?.readyState === WebSocket.OPEN) {
      this.#ws.send(message, TEXT_FRAME);
    }
  }

  /** Begins the closing handshake. Idempotent. */
  close(): void {
    this.#ws?.close(1000);
  }

  /** Ends the connection at once, also while it connects. Idempotent. */
  terminate(): void {
    if (!this.#closed) {
      this.#ws?.terminate();
    }
  }

  #receive(data: RawData): void {
    const text = textOf(data);
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#events.onMalformed();
      return;
    }
    if (typeof message === 'object' && message !== null && 'setupComplete' in message) {
      this.#sdk.onmessage({ data: text });
    }
    this.#events.onMessage(message);
  }

  #failure(code: number, reason: string): ConnectionFailure {
    if (this.#opened || this.#error === null) {
      return { kind: 'closed', code, reason };
    }
    const status = /^Unexpected server response: (\d+)$/.exec(this.#error.message)?.[1];
    if (status !== undefined) {
      return { kind: 'http', status: Number(status) };
    }
    const systemCode = (this.#error as NodeJS.ErrnoException).code;
    return { kind: 'unreachable', reason: systemCode ?? this.#error.name };
  }
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) {
    return data.toString('utf8');
  }
  return Array.isArray(data)
    ? Buffer.concat(data).toString('utf8')
    : Buffer.from(data).toString('utf8');
}
