import { type RawData, WebSocket } from 'ws';
import type { ConnectionFailure } from './closePolicy';

/** What the SDK wants to be told about its socket. */
export type SdkSocketCallbacks = {
  onopen(): void;
  onerror(event: { message: string }): void;
  onmessage(event: { data: string }): void;
  onclose(event: { code: number; reason: string }): void;
};

/** What we want to be told. Nothing comes after `onClosed`. */
export type SocketEvents = {
  /** One message of the service, parsed from JSON. */
  onMessage(message: unknown): void;
  /** A message that is not JSON. */
  onMalformed(): void;
  /** The socket is closed; called once. */
  onClosed(failure: ConnectionFailure): void;
};

/**
 * The socket the SDK works on, made by us for what the SDK's own does not give: a socket that can be ended while it connects, the
 * amount of unsent data, no compression (it multiplies the cost of a session), and messages that are no JSON counted instead of
 * thrown as unhandled rejections. The SDK gets only what it waits for, the message with `setupComplete`; everything goes
 * to `events` without being parsed a second time. It never pings: the service answers pings too late to judge by.
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

  /** Bytes handed over and not yet taken by the system. */
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
      // 'close' follows; the SDK must hear of the error all the same, or its connect() would wait for ever.
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

  /** Sends a text frame; called by the SDK. Does nothing unless the socket is open. */
  send(message: string): void {
    if (this.#ws?.readyState === WebSocket.OPEN) {
      this.#ws.send(message);
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
