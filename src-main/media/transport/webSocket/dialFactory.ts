/**
 * EXTERNAL_MEDIA_TRANSPORT=websocket-dial: Cordboard connects to Asterisk's HTTP server at
 * /media/<connection id> (Asterisk docs, "WebSocket Channel Driver", incoming connections). Needs
 * no file in Asterisk and works from behind NAT.
 */
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import { codeOf } from '../listenError';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import type { MediaControlFormat } from './control';
import { MEDIA_SOCKET_OPTIONS, WebSocketTransport } from './transport';

const CONNECTION_ID_VARIABLE = 'MEDIA_WEBSOCKET_CONNECTION_ID';
const CONNECTION_ID = /^[A-Za-z0-9_-]{1,128}$/;

type WebSocketDialFactoryOptions = {
  /**
   * ARI_BASE_URL, e.g. `http://localhost:8088/ari`; the media URL has the same host and path
   * prefix.
   */
  readonly ariBaseUrl: string;
  /** EXTERNAL_MEDIA_CONTROL_FORMAT. */
  readonly controlFormat: MediaControlFormat;
  readonly log: Log;
};

/** Makes transports that connect to Asterisk. */
export class WebSocketDialFactory implements MediaTransportFactory {
  readonly hasAlternative = false;
  readonly #request: ExternalMediaRequest;
  readonly #options: WebSocketDialFactoryOptions;

  constructor(options: WebSocketDialFactoryOptions) {
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
 * URL of a media connection. Fails with `config` when ARI_BASE_URL is not an http(s) URL, and with
 * `protocol` when the id is invalid.
 */
export function mediaUrl(ariBaseUrl: string, connectionId: string): Result<string> {
  if (!URL.canParse(ariBaseUrl)) {
    return fail(cordboardError('config', phrase('ari.base-url-invalid')));
  }
  const url = new URL(ariBaseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail(cordboardError('config', phrase('ari.base-url-scheme')));
  }
  if (!CONNECTION_ID.test(connectionId)) {
    return fail(cordboardError('protocol', phrase('media.connection-id-invalid')));
  }
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/ari$/, '');
  const scheme = url.protocol === 'https:' ? 'wss' : 'ws';
  return ok(`${scheme}://${url.host}${prefix}/media/${connectionId}`);
}

/** One connection: from the announcement to the open transport or its failure. */
class DialAttempt {
  readonly #options: WebSocketDialFactoryOptions;
  readonly #channelId: string;
  #transport: WebSocketTransport | null = null;
  #cancelled = false;

  constructor(options: WebSocketDialFactoryOptions, channelId: string) {
    this.#options = options;
    this.#channelId = channelId;
  }

  async open(
    variables: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<Result<MediaTransport>> {
    const connectionId = variables[CONNECTION_ID_VARIABLE];
    if (connectionId === undefined || connectionId === '') {
      return fail(cordboardError('protocol', phrase('media.connection-unnamed')));
    }
    const url = mediaUrl(this.#options.ariBaseUrl, connectionId);
    if (!url.ok) {
      return url;
    }
    if (this.#cancelled) {
      return fail(cordboardError('cancelled', phrase('media.called-off')));
    }
    const result = await withTimeout(
      this.#connect(url.value, timeoutMs),
      timeoutMs,
      phrase('media.websocket-late', { limitMs: timeoutMs }),
    );
    if (!result.ok) {
      this.#transport?.close();
      this.#transport = null;
      return result;
    }
    // The transport belongs to its user now; cancel() must not close it.
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
    // Created before the handshake ends: audio may come in the same read as the answer to the
    // handshake.
    const transport = new WebSocketTransport({
      socket,
      connection: null,
      name: 'websocket-dial',
      controlFormat: this.#options.controlFormat,
      log: this.#options.log,
    });
    this.#transport = transport;
    const failed = handshakeFailure(socket);
    const started = await Promise.race([transport.mediaStarted, failed]);
    if (this.#cancelled) {
      return fail(cordboardError('cancelled', phrase('media.called-off')));
    }
    if (!started.ok) {
      // A refused handshake also closes the socket. The reason of the refusal says more.
      return (await settled(failed)) ?? started;
    }
    const { channelId } = started.value;
    if (channelId !== null && channelId !== this.#channelId) {
      return fail(cordboardError('protocol', phrase('media.wrong-channel')));
    }
    return ok(transport);
  }
}

/** Resolves only when the handshake fails, with the reason. */
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

/** The failure if it has come already, else null. */
function settled(failed: Promise<Result<never>>): Promise<Result<never> | null> {
  return Promise.race([failed, Promise.resolve(null)]);
}

function refusal(status: number): CordboardError {
  switch (status) {
    case 403:
      return cordboardError('protocol', phrase('media.refused-forbidden'));
    case 404:
      return cordboardError('protocol', phrase('media.refused-unknown'));
    case 409:
      return cordboardError('protocol', phrase('media.refused-taken'));
    default:
      return cordboardError('protocol', phrase('media.refused', { status }));
  }
}

function connectionError(error: Error): CordboardError {
  const why = messageOf(error);
  return /CERT|SIGNED|SSL|TLS|ALTNAME/.test(codeOf(error))
    ? cordboardError('network', phrase('media.certificate-untrusted', { why }), {
        retryable: false,
        cause: error,
      })
    : cordboardError('network', phrase('media.connection-failed', { why }), { cause: error });
}
