/**
 * A stand-in for the Gemini Live API and for text requests (textRequests.ts). It is strict about
 * what it receives, and can fail in every way that was observed at the service. Its "model" hears
 * the caller by energy and answers with a tone whose frequency marks the voice (`toneHzForVoice`).
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
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Conversations } from './conversations';
import { LiveSession } from './liveSession';
import { errorBody, modelBody, respond } from './modelAnswers';
import { DEFAULT_KNOBS, type StandInKnobs } from './standInKnobs';
import { answerText, textModelOf, type TextRequest } from './textRequests';

export { toneHzForVoice } from './replyAudio';

const LIVE_PATH =
  /\/ws\/google\.ai\.generativelanguage\.(v1|v1beta|v1alpha)\.GenerativeService\.BidiGenerateContent$/;
const VERTEX_LIVE_PATH =
  /\/ws\/google\.cloud\.aiplatform\.v1beta1\.LlmBidiService\/BidiGenerateContent$/;
const MODEL_PATH = /\/(v1|v1beta|v1alpha)\/models\/([^/]+)$/;
const VERTEX_MODEL_PATH = /\/v1beta1\/(publishers\/google\/models)\/([^/]+)$/;
/** Security Token Service: the `token_url` of a credentials file of type external_account. */
const TOKEN_PATH = '/token';
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
  /** Text requests that were well-formed, in order. */
  readonly textRequests: TextRequest[] = [];
  /** Paths with query of every WebSocket upgrade, refused ones included. */
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

  /**
   * Resumption handles so far, over all connections, that the client has read, or never will
   * because its connection is closed.
   */
  get givenHandles(): number {
    return this.sessions.reduce((sum, { handlesGiven }) => sum + handlesGiven, 0);
  }

  /** Makes all handles given so far useless. */
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

  /** Makes the system refuse new connections; open ones stay. */
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

  /**
   * Waits until no connection is open. A client that has closed its session is seen here only
   * once the close frame has crossed the socket, so a test must not look at once.
   */
  async untilNoneOpen(): Promise<void> {
    await this.waitFor(() => this.openSessions.length === 0);
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
    const vertex = VERTEX_LIVE_PATH.test(path);
    const status = this.#refusalOf(request, path, vertex);
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (ws) => {
      if (!vertex && !this.#isKey(new URLSearchParams(query).get('key'))) {
        // As the service does: the upgrade succeeds, and the reason comes in the close frame.
        ws.close(1007, BAD_KEY);
        return;
      }
      const session = new LiveSession(this.sessions.length, ws, this.knobs, this.#conversations);
      this.sessions.push(session);
    });
  }

  /** HTTP status an upgrade is refused with; null accepts it. */
  #refusalOf(request: IncomingMessage, path: string, vertex: boolean): number | null {
    if (!vertex && !LIVE_PATH.test(path)) {
      return 404;
    }
    return vertex && !this.#hasToken(request) ? 401 : this.knobs.refuseUpgrade;
  }

  #hasToken(request: IncomingMessage): boolean {
    return request.headers.authorization === `Bearer ${this.knobs.accessToken}`;
  }

  #isKey(key: string | null): boolean {
    return this.knobs.apiKey === null || key === this.knobs.apiKey;
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://stand-in');
    if (url.pathname === TOKEN_PATH) {
      setTimeout(() => {
        this.#giveToken(response);
      }, this.knobs.tokenDelayMs);
      return;
    }
    const header = request.headers['x-goog-api-key'];
    const key = typeof header === 'string' ? header : url.searchParams.get('key');
    const textModel = textModelOf(url.pathname);
    if (textModel !== null) {
      void this.#onTextRequest(request, response, { path: url.pathname, key, model: textModel });
      return;
    }
    const vertexModel = VERTEX_MODEL_PATH.exec(url.pathname)?.[2];
    const model = vertexModel ?? MODEL_PATH.exec(url.pathname)?.[2];
    if (model === undefined) {
      respond(response, 404, errorBody(404, 'Not found.', 'NOT_FOUND'));
      return;
    }
    this.modelRequests.push({ url: request.url ?? '', key });
    const allowed = vertexModel === undefined ? null : this.#hasToken(request);
    this.#answerForModel(response, model, key, allowed);
  }

  async #onTextRequest(
    request: IncomingMessage,
    response: ServerResponse,
    about: Pick<TextRequest, 'path' | 'key' | 'model'>,
  ): Promise<void> {
    const vertex = about.path.includes('/publishers/');
    if (vertex ? !this.#hasToken(request) : !this.#isKey(about.key)) {
      respond(response, vertex ? 401 : 400, errorBody(400, BAD_KEY, 'INVALID_ARGUMENT'));
      return;
    }
    const received = await answerText(request, response, this.knobs, about);
    if (received !== null) {
      this.textRequests.push(received);
    }
  }

  #giveToken(response: ServerResponse): void {
    const { accessToken, tokenAnswer } = this.knobs;
    if (tokenAnswer === 'refused') {
      respond(response, 400, { error: 'invalid_grant', error_description: 'Made to fail.' });
      return;
    }
    respond(response, 200, {
      access_token: accessToken,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 3_600,
    });
  }

  /** `allowed`: the access token decided; null: the key decides. */
  #answerForModel(
    response: ServerResponse,
    model: string,
    key: string | null,
    allowed: boolean | null,
  ): void {
    const { modelsAnswer } = this.knobs;
    if (modelsAnswer === 'hang') {
      return;
    }
    if (typeof modelsAnswer === 'number') {
      respond(response, modelsAnswer, errorBody(modelsAnswer, 'Made to fail.', 'UNAVAILABLE'));
    } else if (allowed === false) {
      respond(response, 401, errorBody(401, 'Invalid credentials.', 'UNAUTHENTICATED'));
    } else if (allowed === null && key === null) {
      const reason =
        "Method doesn't allow unregistered callers (callers without established identity).";
      respond(response, 403, errorBody(403, reason, 'PERMISSION_DENIED'));
    } else if (allowed === null && !this.#isKey(key)) {
      respond(response, 400, errorBody(400, BAD_KEY, 'INVALID_ARGUMENT', 'API_KEY_INVALID'));
    } else if (this.knobs.textModels.includes(model)) {
      respond(response, 200, modelBody(model, 'generateContent'));
    } else if (!this.knobs.models.includes(model)) {
      const reason = `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
      respond(response, 404, errorBody(404, reason, 'NOT_FOUND'));
    } else {
      respond(response, 200, modelBody(model, 'bidiGenerateContent'));
    }
  }
}
