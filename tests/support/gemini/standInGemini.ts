/**
 * A stand-in for the Gemini Live API, strict about what it is sent and able to fail in every way the service was seen to. Its
 * "model" hears the caller by energy and answers with a tone whose frequency tells the voice (`toneHzForVoice`).
 *
 *   const gemini = await startStandInGemini({ replyMs: 1000 });
 *   ... GEMINI_BASE_URL=gemini.baseUrl, key `TEST_KEY`, model `gemini-3.8-live` ...
 *   await gemini.waitFor(() => gemini.sessions[0]?.turns.length === 1, 5_000);
 *   gemini.knobs.resume = 'expired';          // takes effect at once
 *   gemini.lastSession.close(1011, 'Service is currently unavailable.');
 *   expect(gemini.violations).toEqual([]);
 *   await gemini.close();
 *
 * By hand: `node tests/support/gemini/serve.mjs --port 8500`.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Conversations } from './conversations';
import { LiveSession } from './liveSession';
import type { StandInKnobs } from './standInKnobs';
import { DEFAULT_KNOBS } from './standInKnobs';

export { toneHzForVoice } from './replyAudio';

const LIVE_PATH =
  /\/ws\/google\.ai\.generativelanguage\.(v1|v1beta|v1alpha)\.GenerativeService\.BidiGenerateContent$/;
const MODEL_PATH = /\/(v1|v1beta|v1alpha)\/models\/([^/]+)$/;
const BAD_KEY = 'API key not valid. Please pass a valid API key.';

/** Starts a stand-in on 127.0.0.1; port 0 takes a free one. */
export async function startStandInGemini(
  knobs: Partial<StandInKnobs> = {},
  port = 0,
): Promise<StandInGemini> {
  const standIn = new StandInGemini({ ...DEFAULT_KNOBS, ...knobs });
  await standIn.listen(port);
  return standIn;
}

/** The running stand-in. */
export class StandInGemini {
  readonly knobs: StandInKnobs;
  /** Every connection that was accepted, in order. */
  readonly sessions: LiveSession[] = [];
  /** Requests for a model: path with query, and the key from the header. */
  readonly modelRequests: { readonly url: string; readonly key: string | null }[] = [];
  /** Paths with query of every WebSocket upgrade that was asked for, also refused ones. */
  readonly upgrades: string[] = [];
  readonly #conversations = new Conversations();
  readonly #sockets = new Set<Socket>();
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  #server: Server | null = null;
  #port = 0;

  constructor(knobs: StandInKnobs) {
    this.knobs = knobs;
  }

  get port(): number {
    return this.#port;
  }

  /** Value for GEMINI_BASE_URL. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The newest connection. */
  get lastSession(): LiveSession {
    const session = this.sessions.at(-1);
    if (session === undefined) {
      throw new Error('nobody connected to the stand-in');
    }
    return session;
  }

  /** Connections that are open. */
  get openSessions(): LiveSession[] {
    return this.sessions.filter((session) => session.closed === null);
  }

  /** Everything clients did wrong. */
  get violations(): string[] {
    return this.sessions.flatMap((session) =>
      session.violations.map((text) => `session ${session.index}: ${text}`),
    );
  }

  /** Resumption handles sent so far, over all connections. */
  get givenHandles(): number {
    return this.#conversations.handleCount;
  }

  /** No handle given so far is of use any more. */
  expireHandles(): void {
    this.#conversations.expireAll();
  }

  /** Takes connections; after `stopListening` on the same port again. */
  async listen(port = this.#port): Promise<void> {
    const server = createServer((request, response) => {
      this.#onRequest(request, response);
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('upgrade', (request, socket, head) => {
      this.#onUpgrade(request, socket, head);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** New connections are refused by the system; those that are open stay. */
  stopListening(): void {
    this.#server?.close();
    this.#server = null;
  }

  /** Waits until `predicate` holds; throws after `ms`. */
  async waitFor(predicate: () => boolean, ms = 5_000): Promise<void> {
    const deadlineMs = performance.now() + ms;
    while (!predicate()) {
      if (performance.now() > deadlineMs) {
        throw new Error(`stand-in: not within ${ms} ms: ${predicate.toString()}`);
      }
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  /** Ends everything. Idempotent. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise<void>((resolve) => {
      if (server === null) {
        resolve();
      } else {
        server.close(() => {
          resolve();
        });
      }
    });
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await closed;
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = request.url ?? '';
    this.upgrades.push(target);
    const [path = '', query = ''] = target.split('?');
    const status = LIVE_PATH.test(path) ? this.knobs.refuseUpgrade : 404;
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (ws) => {
      if (!this.#isKey(new URLSearchParams(query).get('key'))) {
        // As the service: the upgrade succeeds, and the reason comes in the close frame.
        ws.close(1007, BAD_KEY);
        return;
      }
      const session = new LiveSession(this.sessions.length, ws, this.knobs, this.#conversations);
      this.sessions.push(session);
    });
  }

  #isKey(key: string | null): boolean {
    return this.knobs.apiKey === null || key === this.knobs.apiKey;
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://stand-in');
    const header = request.headers['x-goog-api-key'];
    const key = typeof header === 'string' ? header : url.searchParams.get('key');
    const model = MODEL_PATH.exec(url.pathname)?.[2];
    const { modelsAnswer } = this.knobs;
    if (model === undefined) {
      respond(response, 404, errorBody(404, 'Not found.', 'NOT_FOUND'));
      return;
    }
    this.modelRequests.push({ url: request.url ?? '', key });
    if (modelsAnswer === 'hang') {
      return;
    }
    if (typeof modelsAnswer === 'number') {
      respond(response, modelsAnswer, errorBody(modelsAnswer, 'Made to fail.', 'UNAVAILABLE'));
    } else if (key === null) {
      const reason =
        "Method doesn't allow unregistered callers (callers without established identity).";
      respond(response, 403, errorBody(403, reason, 'PERMISSION_DENIED'));
    } else if (!this.#isKey(key)) {
      respond(response, 400, errorBody(400, BAD_KEY, 'INVALID_ARGUMENT', 'API_KEY_INVALID'));
    } else if (!this.knobs.models.includes(model)) {
      const reason = `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
      respond(response, 404, errorBody(404, reason, 'NOT_FOUND'));
    } else {
      respond(response, 200, modelBody(model));
    }
  }
}

function modelBody(model: string): object {
  const words = model.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return {
    name: `models/${model}`,
    version: '001',
    displayName: words.join(' '),
    inputTokenLimit: 131_072,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['bidiGenerateContent'],
  };
}

function errorBody(code: number, message: string, status: string, reason?: string): object {
  const details =
    reason === undefined
      ? {}
      : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] };
  return { error: { code, message, status, ...details } };
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
