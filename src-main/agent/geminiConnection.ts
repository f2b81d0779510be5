import type * as Genai from '@google/genai';
import type { Content, LiveConnectConfig, Session } from '@google/genai';
import type { Result } from '../util/result';
import { fail, ok } from '../util/result';
import { delay } from '../util/timeout';
import type { ConnectionFailure } from './closePolicy';
import type { ServerMessage } from './geminiMessages';
import { readServerMessage } from './geminiMessages';
import type { GeminiEndpoint } from './geminiSdk';
import { createGeminiClient, loadGeminiSdk } from './geminiSdk';
import type { SdkSocketCallbacks } from './geminiSocket';
import { GeminiSocket } from './geminiSocket';

/** What a connection is opened with. */
export type ConnectionRequest = {
  readonly endpoint: GeminiEndpoint;
  readonly model: string;
  readonly config: LiveConnectConfig;
  /** Longest time until the session is set up, ms. */
  readonly timeoutMs: number;
  /** The service counts as lost when it takes no audio for this time, ms. */
  readonly stallMs: number;
  /** Gives the attempt up. */
  readonly signal: AbortSignal;
};

/** What a connection tells its owner. */
export type ConnectionHandlers = {
  onMessage(message: ServerMessage): void;
  /** The connection is gone without having been closed by us. Called at most once; nothing comes after it. */
  onLost(failure: ConnectionFailure): void;
};

/** Counts of one connection, for its last log line. */
export type ConnectionStats = {
  /** Chunks of the caller's audio not sent because the service did not take them. */
  readonly droppedChunks: number;
  readonly malformedMessages: number;
  /** What was not understood, by name. */
  readonly ignored: Readonly<Record<string, number>>;
};

/**
 * Unsent bytes above which audio is dropped, about 1.5 s of it. A socket that is not read takes everything and grows without
 * bound, and old audio is of no use to a talk.
 */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** Bytes on the wire for one byte of audio, at most: base64 and the JSON around it. */
const WIRE_BYTES_PER_BYTE = 1.6;

/** Longest wait for the closing handshake, ms. */
const CLOSE_LIMIT_MS = 1_000;

/** Different names kept in `ignored`; the service decides how many there are. */
const MAX_IGNORED_NAMES = 32;

const AUDIO_MIME_TYPE = 'audio/pcm;rate=16000';

/**
 * Opens one connection with one session on it, through the SDK. Fails with what went wrong, never throws, and leaves no socket
 * behind. Messages that come early are kept until `listen`.
 */
export async function openGeminiConnection(
  request: ConnectionRequest,
): Promise<Result<GeminiConnection, ConnectionFailure>> {
  const sdk = await loadGeminiSdk();
  if (request.signal.aborted) {
    return fail({ kind: 'aborted' });
  }
  const connection = new GeminiConnection(sdk, request.stallMs, request.endpoint.apiKey);
  const { live } = createGeminiClient(sdk, request.endpoint);
  // The SDK takes its sockets from here; it has no public way to replace the factory of a client.
  Reflect.set(live, 'webSocketFactory', {
    create: (url: string, headers: Record<string, string>, callbacks: SdkSocketCallbacks) =>
      connection.createSocket(url, headers, callbacks),
  });
  const connecting = live.connect({
    model: request.model,
    config: request.config,
    // Messages come from our socket; this only satisfies the SDK.
    callbacks: { onmessage: ignore },
  });
  return connection.waitUntilOpen(connecting, request);
}

/** One open connection. Made by `openGeminiConnection` only. */
export class GeminiConnection {
  readonly #sdk: typeof Genai;
  readonly #stallMs: number;
  readonly #secret: string;
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = ignore;
  #socket: GeminiSocket | null = null;
  #session: Session | null = null;
  #handlers: ConnectionHandlers | null = null;
  #inbox: unknown[] = [];
  #failure: ConnectionFailure | null = null;
  /** Set once nothing more may be told to the owner: closed by us, or reported as lost. */
  #finished = false;
  #stalledSinceMs: number | null = null;
  /** Unsent bytes above which audio is dropped now. */
  #mostBufferedBytes = MAX_BUFFERED_BYTES;
  /** Audio of the announced backlog that has not been sent yet, bytes. */
  #backlogBytes = 0;
  #droppedChunks = 0;
  #malformedMessages = 0;
  readonly #ignored = new Map<string, number>();
  /** Reused for every chunk; the SDK reads it during the call. */
  readonly #audioInput = { audio: { data: '', mimeType: AUDIO_MIME_TYPE } };

  constructor(sdk: typeof Genai, stallMs: number, secret: string) {
    this.#sdk = sdk;
    this.#stallMs = stallMs;
    this.#secret = secret;
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get stats(): ConnectionStats {
    return {
      droppedChunks: this.#droppedChunks,
      malformedMessages: this.#malformedMessages,
      ignored: Object.fromEntries(this.#ignored),
    };
  }

  /** Nothing was dropped, malformed or not understood. */
  get clean(): boolean {
    return this.#droppedChunks + this.#malformedMessages + this.#ignored.size === 0;
  }

  /** Makes the socket the SDK works on. */
  createSocket(
    url: string,
    headers: Record<string, string>,
    callbacks: SdkSocketCallbacks,
  ): GeminiSocket {
    const socket = new GeminiSocket(url, headers, callbacks, {
      onMessage: (message) => {
        this.#receive(message);
      },
      onMalformed: () => {
        this.#malformedMessages += 1;
      },
      onClosed: (failure) => {
        this.#end(this.#withoutSecret(failure));
      },
    });
    this.#socket = socket;
    return socket;
  }

  /** Waits for the SDK's connect(), within the limits of the request. */
  async waitUntilOpen(
    connecting: Promise<Session>,
    request: ConnectionRequest,
  ): Promise<Result<GeminiConnection, ConnectionFailure>> {
    const limit = new AbortController();
    const giveUp = (): void => {
      limit.abort();
    };
    request.signal.addEventListener('abort', giveUp);
    const outcome = await Promise.race([
      // connect() rejects before the socket's own close event, which knows more about the reason.
      connecting.catch(() => (this.#socket === null ? undefined : this.#closed)),
      this.#closed,
      delay(request.timeoutMs, limit.signal),
    ]);
    request.signal.removeEventListener('abort', giveUp);
    limit.abort();
    if (outcome !== undefined && this.#failure === null && !request.signal.aborted) {
      this.#session = outcome;
      return ok(this);
    }
    // A late success of connect() needs no care: its socket is gone.
    this.#finished = true;
    this.#inbox = [];
    this.#socket?.terminate();
    if (request.signal.aborted) {
      return fail({ kind: 'aborted' });
    }
    if (this.#socket === null) {
      return fail({ kind: 'unreachable', reason: 'the SDK opened no connection' });
    }
    return fail(this.#failure ?? { kind: 'no-setup', waitedMs: request.timeoutMs });
  }

  /** Delivers what came so far and from now on everything as it comes. */
  listen(handlers: ConnectionHandlers): void {
    this.#handlers = handlers;
    const waiting = this.#inbox;
    this.#inbox = [];
    for (const message of waiting) {
      this.#deliver(message);
    }
    if (this.#failure !== null) {
      this.#reportLost(this.#failure);
    }
  }

  /** Sends 16-bit PCM at 16 kHz; the buffer may be reused after the call returns. Dropped when the service does not take it. */
  sendAudio(chunk: Buffer): void {
    if (this.#session === null || this.#finished || this.#socket === null) {
      return;
    }
    const { bufferedBytes } = this.#socket;
    if (bufferedBytes > this.#mostBufferedBytes) {
      this.#drop();
      return;
    }
    if (this.#backlogBytes > 0) {
      this.#backlogBytes -= chunk.length;
    } else if (bufferedBytes <= MAX_BUFFERED_BYTES) {
      this.#mostBufferedBytes = MAX_BUFFERED_BYTES;
    }
    this.#stalledSinceMs = null;
    this.#audioInput.audio.data = chunk.toString('base64');
    this.#session.sendRealtimeInput(this.#audioInput);
  }

  /**
   * So many bytes of audio follow at once. They may wait in the socket: none of them is dropped for being more than a talk
   * makes in that time.
   */
  expectBacklog(bytes: number): void {
    this.#backlogBytes = bytes;
    this.#mostBufferedBytes = MAX_BUFFERED_BYTES + bytes * WIRE_BYTES_PER_BYTE;
  }

  /** Adds text turns to the talk; with `turnComplete` the agent answers at once. */
  sendTurns(turns: readonly Content[], turnComplete: boolean): void {
    this.#session?.sendClientContent({ turns: [...turns], turnComplete });
  }

  /** Sends text the way audio is sent. */
  sendRealtimeText(text: string): void {
    this.#session?.sendRealtimeInput({ text });
  }

  /** Answers a tool call with the message that there is no such tool, or the service would wait for it for ever. */
  refuseToolCall(id: string, name: string): void {
    const response = new this.#sdk.FunctionResponse();
    Object.assign(response, { id, name, response: { error: 'There is no such tool.' } });
    const parameters = new this.#sdk.LiveSendToolResponseParameters();
    parameters.functionResponses = [response];
    this.#session?.sendToolResponse(parameters);
  }

  /** Closes the connection; resolves when it is closed, after 1 s at most. Idempotent. */
  async close(): Promise<void> {
    this.#finished = true;
    this.#handlers = null;
    this.#inbox = [];
    this.#socket?.close();
    const limit = new AbortController();
    await Promise.race([this.#closed, delay(CLOSE_LIMIT_MS, limit.signal)]);
    limit.abort();
    this.#socket?.terminate();
  }

  #receive(message: unknown): void {
    if (this.#finished) {
      return;
    }
    if (this.#handlers === null) {
      this.#inbox.push(message);
    } else {
      this.#deliver(message);
    }
  }

  #deliver(raw: unknown): void {
    const message = readServerMessage(raw);
    for (const name of message.ignored) {
      if (this.#ignored.has(name) || this.#ignored.size < MAX_IGNORED_NAMES) {
        this.#ignored.set(name, (this.#ignored.get(name) ?? 0) + 1);
      }
    }
    this.#handlers?.onMessage(message);
  }

  #drop(): void {
    this.#droppedChunks += 1;
    const nowMs = performance.now();
    this.#stalledSinceMs ??= nowMs;
    const forMs = Math.round(nowMs - this.#stalledSinceMs);
    if (forMs >= this.#stallMs) {
      this.#end({ kind: 'stalled', forMs });
      this.#socket?.terminate();
    }
  }

  #end(failure: ConnectionFailure): void {
    if (failure.kind !== 'stalled') {
      this.#resolveClosed();
    }
    if (this.#failure !== null) {
      return;
    }
    this.#failure = failure;
    if (this.#handlers !== null) {
      this.#reportLost(failure);
    }
  }

  #reportLost(failure: ConnectionFailure): void {
    if (!this.#finished) {
      this.#finished = true;
      this.#handlers?.onLost(failure);
    }
  }

  /** Close reasons are written by the other side, which knows the key. */
  #withoutSecret(failure: ConnectionFailure): ConnectionFailure {
    return failure.kind === 'closed'
      ? { ...failure, reason: failure.reason.replaceAll(this.#secret, '[key]') }
      : failure;
  }
}

function ignore(): void {
  // Nothing to do.
}
