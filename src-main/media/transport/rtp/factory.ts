import type { Socket } from 'node:dgram';
import { isIP, isIPv6 } from 'node:net';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type { WireFormat } from '../../audio/frameCodec';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import { RtpPorts } from './ports';
import { RtpMediaTransport } from './transport';

/** How often Asterisk's port is asked for an answer before the first one, ms. */
const ASK_EVERY_MS = 200;
/** Without an answer for so long UDP does not get through, ms. */
const ANSWER_LIMIT_MS = 1_500;

/** Settings of the RTP transport. */
export type RtpTransportFactoryOptions = {
  /** EXTERNAL_MEDIA_HOST: address of this machine that Asterisk sends to. */
  readonly host: string;
  /** EXTERNAL_MEDIA_RTP_FIRST_PORT and EXTERNAL_MEDIA_RTP_LAST_PORT. */
  readonly firstPort: number;
  readonly lastPort: number;
  /** AUDIO_FORMAT. */
  readonly format: WireFormat;
  readonly log: Log;
};

/** Makes RTP transports, each with a UDP port of its own. */
export class RtpTransportFactory implements MediaTransportFactory {
  readonly hasOtherWay = false;
  readonly #options: RtpTransportFactoryOptions;
  readonly #ports: RtpPorts;

  constructor(options: RtpTransportFactoryOptions) {
    // One address, not one of two: Asterisk would choose for itself.
    const host = options.host.toLowerCase() === 'localhost' ? '127.0.0.1' : options.host;
    this.#options = { ...options, host };
    this.#ports = new RtpPorts({ ...options, host });
  }

  expect(mediaChannelId: string): ExpectedTransport {
    const attempt = new RtpAttempt(this.#options, this.#ports, mediaChannelId);
    return {
      request: () => attempt.request(),
      open: (variables, timeoutMs) => attempt.open(variables, timeoutMs),
      cancel: () => {
        attempt.cancel();
      },
    };
  }
}

type AttemptState =
  | { readonly kind: 'new' }
  | { readonly kind: 'bound'; readonly socket: Socket }
  /** Opened, or given up: nothing here to be closed. */
  | { readonly kind: 'over' };

/** One connection: from the port to the open transport or its failure. */
class RtpAttempt {
  readonly #options: RtpTransportFactoryOptions;
  readonly #ports: RtpPorts;
  readonly #channelId: string;
  #state: AttemptState = { kind: 'new' };

  constructor(options: RtpTransportFactoryOptions, ports: RtpPorts, channelId: string) {
    this.#options = options;
    this.#ports = ports;
    this.#channelId = channelId;
  }

  async request(): Promise<Result<ExternalMediaRequest>> {
    const bound = await this.#ports.bind();
    if (!bound.ok) {
      return bound;
    }
    if (this.#state.kind !== 'new') {
      bound.value.close();
      return fail(cordboardError('invalid-state', 'The media connection was given up.'));
    }
    this.#state = { kind: 'bound', socket: bound.value };
    const { host, format } = this.#options;
    const address = isIPv6(host) ? `[${host}]` : host;
    return ok({
      params: {
        transport: 'udp',
        encapsulation: 'rtp',
        connection_type: 'client',
        format,
        external_host: `${address}:${bound.value.address().port}`,
      },
    });
  }

  async open(
    variables: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<Result<MediaTransport>> {
    const before = this.#state;
    if (before.kind !== 'bound') {
      return fail(cordboardError('invalid-state', 'The media connection was given up.'));
    }
    // From here on the socket is closed by whoever fails, or belongs to the transport.
    this.#state = { kind: 'over' };
    const { socket } = before;
    const address = variables['UNICASTRTP_LOCAL_ADDRESS'] ?? '';
    const port = Number(variables['UNICASTRTP_LOCAL_PORT']);
    if (isIP(address) === 0 || !(port > 0 && port < 65_536)) {
      socket.close();
      const message =
        'Asterisk did not name the RTP port of its media channel (UNICASTRTP_LOCAL_ADDRESS, UNICASTRTP_LOCAL_PORT). chan_rtp must be loaded; it comes with Asterisk 16.6.';
      return fail(cordboardError('protocol', message));
    }
    const connectError = await connectSocket(socket, address, port);
    if (connectError !== undefined) {
      socket.close();
      const message = `There is no way from EXTERNAL_MEDIA_HOST ${this.#options.host} to Asterisk's RTP port ${address}:${port}: ${messageOf(connectError)}.`;
      return fail(cordboardError('network', message));
    }
    return await this.#open(socket, `${address}:${port}`, timeoutMs);
  }

  cancel(): void {
    const before = this.#state;
    this.#state = { kind: 'over' };
    if (before.kind === 'bound') {
      before.socket.close();
    }
  }

  /** Makes the transport, and proves that UDP gets through both ways. */
  async #open(socket: Socket, peer: string, timeoutMs: number): Promise<Result<MediaTransport>> {
    const { format, log, host } = this.#options;
    const { port } = socket.address();
    const transport = new RtpMediaTransport({ socket, format, channelId: this.#channelId, log });
    const limitMs = Math.min(timeoutMs, ANSWER_LIMIT_MS);
    const answer = await withTimeout(
      transport.answered(ASK_EVERY_MS).then((): Result<void> => done),
      limitMs,
      `Asterisk's RTP port ${peer} did not answer within ${limitMs} ms. UDP must get through from here to it, and from it to ${host}:${port}.`,
    );
    if (!answer.ok) {
      transport.close();
      return answer;
    }
    return ok(transport);
  }
}

/** Lets only this peer in. Resolves with an error where there is no way to it. */
function connectSocket(socket: Socket, address: string, port: number): Promise<unknown> {
  return new Promise((resolve) => {
    socket.connect(port, address, (error?: unknown) => {
      resolve(error);
    });
  });
}
