import { type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';

/** Largest message a client may send, bytes: no frame is larger. */
const MAX_MESSAGE_BYTES = 4_096;

type Upgrade = {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly response: ServerResponse;
};

/**
 * Leads requests for a WebSocket (RFC 6455, section 4.1) through the server's routes like any
 * other, so that the same rules hold for them: host, token, rate limit, refusals. A route that
 * wants the WebSocket asks for it with `accept`.
 */
export class Upgrades {
  readonly #waiting = new WeakMap<IncomingMessage, Upgrade>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  /** Begins to lead them; open WebSockets are broken off when the server closes. */
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

  /** Whether a WebSocket was asked for, and not yet accepted. */
  isUpgrade(request: IncomingMessage): boolean {
    return this.#waiting.has(request);
  }

  /**
   * Accepts. The route must have taken the answer away from the server (`hijack`). A bad handshake
   * closes the connection.
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
      // The client went before; its `close` has been told already.
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
    // Nobody reads the body of such a request any more. Node's http server always gives a socket
    // here; its type says less.
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
