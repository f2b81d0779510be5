/**
 * EXTERNAL_MEDIA_TRANSPORT=websocket-dial: Cordboard connects to Asterisk's own HTTP server at /media/<connection id>
 * (Asterisk docs, "WebSocket Channel Driver", incoming connections). Needs no file in Asterisk and works from behind NAT.
 */
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import type { MediaControlFormat } from './control';
import { MEDIA_SOCKET_OPTIONS, WebSocketMediaTransport } from './transport';

const CONNECTION_ID_VARIABLE = 'MEDIA_WEBSOCKET_CONNECTION_ID';
const CONNECTION_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** Settings of the dial-in transport. */
export type WebSocketDialOptions = {
  /** ARI_BASE_URL, e.g. `http://localhost:8088/ari`; the media URL lies beside it, under the same path prefix. */
  readonly ariBaseUrl: string;
  /** EXTERNAL_MEDIA_CONTROL_FORMAT. */
  readonly controlFormat: MediaControlFormat;
  readonly log: Log;
};

/** Makes transports that connect to Asterisk. */
export class WebSocketDialTransportFactory implements MediaTransportFactory {
  readonly hasOtherWay = false;
  readonly #request: ExternalMediaRequest;
  readonly #options: WebSocketDialOptions;

  constructor(options: WebSocketDialOptions) {
    this.#options = options;
    this.#request = {
      params: {
        transport: 'websocket',
        encapsulation: 'none',
        connection_type: 'server',
        format: 'slin16',
        // Any other text in f() crashes Asterisk up to 22.10.
        ...(options.controlFormat === 'json' ? { transport_data: 'f(json)' } : {}),
      },
    };
  }

  expect(mediaChannelId: string): ExpectedTransport {
    const attempt = new DialAttempt(this.#options, mediaChannelId);
    return {
      request: () => Promise.resolve(ok(this.#request)),
      open: (variables, timeoutMs) => attempt.open(variables, timeoutMs),
      cancel: () => {
        attempt.cancel();
      },
    };
  }
}

/**
 * URL of a media connection, from ARI's. Fails with `config` when ARI_BASE_URL is not an http(s) URL and with `protocol` when the id
 * is none.
 */
export function mediaUrl(ariBaseUrl: string, connectionId: string): Result<string> {
  if (!URL.canParse(ariBaseUrl)) {
    return fail(
      cordboardError('config', 'ARI_BASE_URL is not a URL; e.g. http://localhost:8088/ari'),
    );
  }
  const url = new URL(ariBaseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const message =
      'ARI_BASE_URL must begin with http:// or https://; e.g. http://localhost:8088/ari';
    return fail(cordboardError('config', message));
  }
  if (!CONNECTION_ID.test(connectionId)) {
    return fail(cordboardError('protocol', 'Asterisk gave a media connection id that is none.'));
  }
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/ari$/, '');
  const scheme = url.protocol === 'https:' ? 'wss' : 'ws';
  return ok(`${scheme}://${url.host}${prefix}/media/${connectionId}`);
}

/** One connection: from the announcement to the open transport or its failure. */
class DialAttempt {
  readonly #options: WebSocketDialOptions;
  readonly #channelId: string;
  #transport: WebSocketMediaTransport | null = null;
  #cancelled = false;

  constructor(options: WebSocketDialOptions, channelId: string) {
    this.#options = options;
    this.#channelId = channelId;
  }

  async open(
    variables: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<Result<MediaTransport>> {
    const connectionId = variables[CONNECTION_ID_VARIABLE];
    if (connectionId === undefined || connectionId === '') {
      const message =
        'Asterisk did not name a media connection (MEDIA_WEBSOCKET_CONNECTION_ID). chan_websocket must be loaded; it comes with Asterisk 20.18, 22.8 or 23.2.';
      return fail(cordboardError('protocol', message));
    }
    const url = mediaUrl(this.#options.ariBaseUrl, connectionId);
    if (!url.ok) {
      return url;
    }
    if (this.#cancelled) {
      return fail(cordboardError('invalid-state', 'The media connection was given up.'));
    }
    const limitText = `Asterisk did not open the media connection within ${timeoutMs} ms.`;
    const result = await withTimeout(this.#connect(url.value, timeoutMs), timeoutMs, limitText);
    if (!result.ok) {
      this.#transport?.close();
      this.#transport = null;
      return result;
    }
    // Opened: from here on it belongs to its user, and cancel() must not touch it.
    this.#transport = null;
    return result;
  }

  cancel(): void {
    this.#cancelled = true;
    this.#transport?.close();
    this.#transport = null;
  }

  async #connect(url: string, timeoutMs: number): Promise<Result<MediaTransport>> {
    const socket = new WebSocket(url, ['media'], {
      ...MEDIA_SOCKET_OPTIONS,
      // Asterisk never pings us here, and 22.11-rc1 crashes on a pong.
      autoPong: false,
      followRedirects: false,
      handshakeTimeout: timeoutMs,
    });
    // Made before the handshake ends: audio may come in the same read as the handshake's answer.
    const transport = new WebSocketMediaTransport({
      socket,
      name: 'websocket-dial',
      controlFormat: this.#options.controlFormat,
      log: this.#options.log,
    });
    this.#transport = transport;
    const failed = handshakeFailure(socket);
    const started = await Promise.race([transport.mediaStarted, failed]);
    if (!started.ok) {
      // A refused handshake also closes the socket: its own reason says more.
      return this.#cancelled ? started : ((await settled(failed)) ?? started);
    }
    const { channelId } = started.value;
    if (channelId !== null && channelId !== this.#channelId) {
      const message = 'Asterisk connected the media of another channel than was asked for.';
      return fail(cordboardError('protocol', message));
    }
    return ok(transport);
  }
}

/** Resolves only when the handshake fails, with the reason in plain words. */
function handshakeFailure(socket: WebSocket): Promise<Result<never>> {
  return new Promise((resolve) => {
    socket.once('unexpected-response', (_request: unknown, response: IncomingMessage) => {
      response.resume();
      resolve(fail(refusal(response.statusCode ?? 0)));
      socket.terminate();
    });
    socket.once('error', (error) => {
      if (socket.readyState !== socket.OPEN) {
        resolve(fail(connectionError(error)));
      }
    });
  });
}

/** The failure if it is known already, else null. */
function settled(failed: Promise<Result<never>>): Promise<Result<never> | null> {
  return Promise.race([failed, Promise.resolve(null)]);
}

function refusal(status: number): CordboardError {
  const why: Record<number, string> = {
    403: 'access to /media is restricted: allow this machine in http.conf',
    404: 'the channel is already gone, or http.conf has another prefix than ARI_BASE_URL',
    409: 'this media channel is connected already',
  };
  const reason = why[status] ?? 'see the Asterisk log';
  const message = `Asterisk refused the media connection with HTTP ${status}: ${reason}.`;
  return cordboardError('protocol', message);
}

function connectionError(error: Error): CordboardError {
  const code = 'code' in error ? String(error.code) : '';
  if (/CERT|SIGNED|SSL|TLS|ALTNAME/.test(code)) {
    const message = `The media connection to Asterisk is not trusted: ${messageOf(error)}. Add its CA by NODE_EXTRA_CA_CERTS.`;
    return cordboardError('network', message, { retryable: false, cause: error });
  }
  const message = `The media connection to Asterisk failed: ${messageOf(error)}.`;
  return cordboardError('network', message, { cause: error });
}
