import { type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';

/** Largest message from a client, bytes: larger than any frame. */
const MAX_MESSAGE_BYTES = 4_096;

type Upgrade = {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly response: ServerResponse;
};

/**
 * Routes WebSocket requests (RFC 6455, section 4.1) through the server like any other, so that host
 * check, token, rate limit and refusals apply to them. A route takes the WebSocket with `accept`.
 */
export class Upgrades {
  readonly #waiting = new WeakMap<IncomingMessage, Upgrade>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  /** Begins to route WebSocket requests. Open WebSockets are broken off when the server closes. */
  attach(server: FastifyInstance): void {
    server.server.on('upgrade', (request, socket, head) => {
      this.#lead(server, request, socket, head);
    });
    server.addHook('preClose', (closed) => {
      for (const socket of this.#sockets.clients) {
        socket.terminate();
      }
      closed();
    });
  }

  /** Whether this request asks for a WebSocket and is not accepted yet. */
  isUpgrade(request: IncomingMessage): boolean {
    return this.#waiting.has(request);
  }

  /**
   * Accepts the WebSocket. The route must have called `reply.hijack()` before. A bad handshake
   * closes the connection and calls `onFail`.
   */
  accept(request: IncomingMessage, onOpen: (socket: WebSocket) => void, onFail: () => void): void {
    const upgrade = this.#waiting.get(request);
    if (upgrade === undefined) {
      return;
    }
    this.#waiting.delete(request);
    const { socket, head, response } = upgrade;
    response.detachSocket(socket);
    if (socket.destroyed) {
      // The client left earlier, so its `close` event is already over.
      onFail();
      return;
    }
    socket.once('close', onFail);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      socket.off('close', onFail);
      onOpen(opened);
    });
  }

  #lead(server: FastifyInstance, request: IncomingMessage, duplex: Duplex, head: Buffer): void {
    duplex.on('error', () => {
      duplex.destroy();
    });
    // Only GET can become a WebSocket. Node's http server always passes a Socket here, though its
    // type says Duplex.
    if (request.method !== 'GET' || !(duplex instanceof Socket)) {
      duplex.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
      return;
    }
    const socket = duplex;
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => {
      socket.end();
    });
    this.#waiting.set(request, { socket, head, response });
    server.routing(request, response);
  }
}
