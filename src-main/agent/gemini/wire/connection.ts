import type * as Genai from '@google/genai';
import type { Content, LiveConnectConfig, Session } from '@google/genai';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { CallerAudioSink } from '../callerAudio/input';
import type { ModelTraits } from '../setup/modelTraits';
import { functionResponse, type FunctionResult } from '../setup/toolDeclarations';
import { AudioFlow } from './audioFlow';
import { audioMessage } from './audioMessage';
import type { ConnectionFailure } from './closePolicy';
import { rootReason } from './rootReason';
import { createGeminiClient, type GeminiEndpoint, loadGeminiSdk } from './sdk';
import { readServerMessage, type ServerMessage } from './serverMessages';
import { GeminiSocket, type SdkSocketCallbacks } from './socket';

type ConnectionRequest = {
  readonly endpoint: GeminiEndpoint;
  readonly model: string;
  readonly config: LiveConnectConfig;
  /** Longest time until the session is set up, ms. */
  readonly timeoutMs: number;
  /** A connection that takes no audio for this long counts as lost, ms. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
};

type ConnectionHandlers = {
  onMessage(message: ServerMessage): void;
  /** The connection is gone and `close` was not called. Comes at most once, and last. */
  onLost(failure: ConnectionFailure): void;
};

/** Counts of one connection, logged at its end. */
type ConnectionStats = {
  /** Chunks of the caller's audio that were not sent because the service did not read. */
  readonly droppedChunks: number;
  readonly malformedMessages: number;
  /** How often each unknown thing came, by name. */
  readonly ignored: Readonly<Record<string, number>>;
};

/** Longest wait for the closing handshake, ms. */
const CLOSE_LIMIT_MS = 1_000;

/** Most names kept in `ignored`, because the service chooses them. */
const MAX_IGNORED_NAMES = 32;

/**
 * Opens one connection through the SDK and waits until its session is set up. Fails with what went
 * wrong, never throws, and leaves no socket behind. Messages that come early are kept until
 * `listen`.
 */
export async function openGeminiConnection(
  request: ConnectionRequest,
): Promise<Result<GeminiConnection, ConnectionFailure>> {
  const sdk = await loadGeminiSdk();
  if (request.signal.aborted) {
    return fail({ kind: 'aborted' });
  }
  const { endpoint, stallMs } = request;
  const secret = endpoint.kind === 'api-key' ? endpoint.apiKey : null;
  const connection = new GeminiConnection(sdk, stallMs, secret);
  const { live } = createGeminiClient(sdk, endpoint);
  // The SDK makes its sockets with this factory, and has no public way to replace it.
  Reflect.set(live, 'webSocketFactory', {
    create: (url: string, headers: Record<string, string>, callbacks: SdkSocketCallbacks) =>
      connection.createSocket(url, headers, callbacks),
  });
  const connecting = live.connect({
    model: request.model,
    config: request.config,
    // Required by the SDK. Messages come from GeminiSocket.
    callbacks: { onmessage: ignore },
  });
  return connection.waitUntilOpen(connecting, request);
}

/**
 * One WebSocket to the service with one session on it: sends, receives, and reports its own end
 * once. It never reconnects; a talk survives it in `AgentSession`. Made by `openGeminiConnection`
 * only.
 */
export class GeminiConnection implements CallerAudioSink {
  readonly #sdk: typeof Genai;
  /** The API key, which the other side might repeat in a close reason; null with Vertex AI. */
  readonly #secret: string | null;
  readonly #flow: AudioFlow;
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = ignore;
  #socket: GeminiSocket | null = null;
  #session: Session | null = null;
  #handlers: ConnectionHandlers | null = null;
  #inbox: unknown[] = [];
  #failure: ConnectionFailure | null = null;
  /**
   * Set once the owner gets no more events: it has closed the connection, or `onLost` was called.
   */
  #finished = false;
  #malformedMessages = 0;
  readonly #ignored = new Map<string, number>();

  constructor(sdk: typeof Genai, stallMs: number, secret: string | null) {
    this.#sdk = sdk;
    this.#secret = secret;
    this.#flow = new AudioFlow(stallMs, (forMs) => {
      this.#end({ kind: 'stalled', forMs });
      this.#socket?.terminate();
    });
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get stats(): ConnectionStats {
    return {
      droppedChunks: this.#flow.dropped,
      malformedMessages: this.#malformedMessages,
      ignored: Object.fromEntries(this.#ignored),
    };
  }

  /** Whether nothing was dropped, malformed or unknown. */
  get clean(): boolean {
    return this.#flow.dropped + this.#malformedMessages + this.#ignored.size === 0;
  }

  /**
   * Called by the SDK, with Vertex AI only when it has an access token. If that came too late, it
   * throws, and the SDK's connect() fails: nobody would ever close the socket.
   */
  createSocket(
    url: string,
    headers: Record<string, string>,
    callbacks: SdkSocketCallbacks,
  ): GeminiSocket {
    if (this.#finished) {
      throw new Error('the connection was given up');
    }
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
      connecting.catch((thrown: unknown) => this.#onRejected(thrown)),
      this.#closed,
      delay(request.timeoutMs, limit.signal),
    ]);
    request.signal.removeEventListener('abort', giveUp);
    limit.abort();
    if (outcome !== undefined && this.#failure === null && !request.signal.aborted) {
      this.#session = outcome;
      return ok(this);
    }
    // A late success of connect() does no harm: its socket is gone, or is never created.
    this.#finished = true;
    this.#inbox = [];
    this.#socket?.terminate();
    if (request.signal.aborted) {
      return fail({ kind: 'aborted' });
    }
    return fail(this.#failure ?? { kind: 'no-setup', waitedMs: request.timeoutMs });
  }

  /** Delivers what came so far, then every message as it comes. Replaces the handlers of before. */
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

  /**
   * Sends 16-bit PCM at 16 kHz, or drops it while the service does not read. The buffer may be
   * reused afterwards.
   */
  sendAudio(chunk: Buffer): void {
    if (this.#session === null || this.#finished || this.#socket === null) {
      return;
    }
    if (this.#flow.admits(chunk.length, this.#socket.bufferedBytes)) {
      this.#socket.send(audioMessage(chunk));
    }
  }

  expectBacklog(bytes: number): void {
    this.#flow.expectBacklog(bytes);
  }

  startActivity(): void {
    this.#session?.sendRealtimeInput({ activityStart: {} });
  }

  endActivity(): void {
    this.#session?.sendRealtimeInput({ activityEnd: {} });
  }

  endAudioStream(): void {
    this.#session?.sendRealtimeInput({ audioStreamEnd: true });
  }

  /** Adds text turns to the talk. With `turnComplete` the agent answers at once. */
  sendTurns(turns: readonly Content[], turnComplete: boolean): void {
    this.#session?.sendClientContent({ turns: [...turns], turnComplete });
  }

  /** Sends text as realtime input, as audio is sent. */
  sendRealtimeText(text: string): void {
    this.#session?.sendRealtimeInput({ text });
  }

  sendToolResponse(result: FunctionResult, traits: ModelTraits): void {
    const parameters = new this.#sdk.LiveSendToolResponseParameters();
    parameters.functionResponses = [functionResponse(this.#sdk, result, traits)];
    this.#session?.sendToolResponse(parameters);
  }

  /** Replaces the system instruction of the running session. */
  sendInstruction(systemInstruction: string): void {
    this.#session?.sendContextUpdate({ systemInstruction });
  }

  /** Closes the connection. Resolves when it is closed, after 1 s at most. Idempotent. */
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

  /**
   * The SDK's connect() failed. Without a socket, it got no access token. With one, the socket's
   * close event follows and knows more about the reason.
   */
  async #onRejected(thrown: unknown): Promise<undefined> {
    if (this.#socket === null) {
      this.#failure = { kind: 'credentials', reason: rootReason(thrown) };
    } else {
      await Promise.race([this.#closed, delay(CLOSE_LIMIT_MS)]);
      const cause = rootReason(thrown);
      const error = cordboardError('internal', phrase('gemini.sdk-defect'), { cause });
      this.#failure ??= { kind: 'setting', error };
    }
    return undefined;
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

  /** The other side knows the key and writes the close reason. */
  #withoutSecret(failure: ConnectionFailure): ConnectionFailure {
    return failure.kind === 'closed' && this.#secret !== null
      ? { ...failure, reason: failure.reason.replaceAll(this.#secret, '[key]') }
      : failure;
  }
}

function ignore(): void {
  // Nothing to do.
}
