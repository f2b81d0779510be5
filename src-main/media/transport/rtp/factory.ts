import type { Socket } from 'node:dgram';
import { isIP, isIPv6 } from 'node:net';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { WireFormat } from '../../audio/frameCodec';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import { RtpPorts } from './ports';
import { RtpTransport } from './transport';

/** How often Asterisk's port is asked until its first answer, ms. */
const ASK_EVERY_MS = 200;
/** Without an answer within this time UDP does not get through, ms. */
const ANSWER_LIMIT_MS = 1_500;

type RtpFactoryOptions = {
  /** EXTERNAL_MEDIA_HOST: address of this machine that Asterisk sends to. */
  readonly host: string;
  /** EXTERNAL_MEDIA_RTP_FIRST_PORT and EXTERNAL_MEDIA_RTP_LAST_PORT. */
  readonly firstPort: number;
  readonly lastPort: number;
  /** AUDIO_FORMAT. */
  readonly format: WireFormat;
  readonly log: Log;
};

/** Makes RTP transports, each with its own UDP port. */
export class RtpFactory implements MediaTransportFactory {
  readonly hasAlternative = false;
  readonly #options: RtpFactoryOptions;
  readonly #ports: RtpPorts;

  constructor(options: RtpFactoryOptions) {
    // One address of `localhost`, not both: Asterisk might choose the other one.
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
  /** Opened or called off: the attempt has no socket to close any more. */
  | { readonly kind: 'over' };

/** One connection: from the port to the open transport or its failure. */
class RtpAttempt {
  readonly #options: RtpFactoryOptions;
  readonly #ports: RtpPorts;
  readonly #channelId: string;
  #state: AttemptState = { kind: 'new' };

  constructor(options: RtpFactoryOptions, ports: RtpPorts, channelId: string) {
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
      return fail(cordboardError('cancelled', phrase('media.called-off')));
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
      return fail(cordboardError('cancelled', phrase('media.called-off')));
    }
    // From here on the code that fails closes the socket, until the transport owns it.
    this.#state = { kind: 'over' };
    const { socket } = before;
    const address = variables['UNICASTRTP_LOCAL_ADDRESS'] ?? '';
    const port = Number(variables['UNICASTRTP_LOCAL_PORT']);
    if (isIP(address) === 0 || !(port > 0 && port < 65_536)) {
      socket.close();
      return fail(cordboardError('protocol', phrase('media.rtp-port-unnamed')));
    }
    const peer = `${address}:${port}`;
    const connectError = await connectSocket(socket, address, port);
    if (connectError !== undefined) {
      socket.close();
      const why = messageOf(connectError);
      const said = phrase('media.rtp-no-route', { host: this.#options.host, peer, why });
      return fail(cordboardError('network', said));
    }
    return await this.#open(socket, peer, timeoutMs);
  }

  cancel(): void {
    const before = this.#state;
    this.#state = { kind: 'over' };
    if (before.kind === 'bound') {
      before.socket.close();
    }
  }

  /** Makes the transport, and checks that UDP gets through both ways. */
  async #open(socket: Socket, peer: string, timeoutMs: number): Promise<Result<MediaTransport>> {
    const { format, log, host } = this.#options;
    const { port } = socket.address();
    const transport = new RtpTransport({ socket, format, channelId: this.#channelId, log });
    const limitMs = Math.min(timeoutMs, ANSWER_LIMIT_MS);
    const answer = await withTimeout(
      transport.answered(ASK_EVERY_MS).then((): Result<void> => done),
      limitMs,
      phrase('media.rtp-no-answer', { peer, limitMs, host, port }),
    );
    if (!answer.ok) {
      transport.close();
      return answer;
    }
    return ok(transport);
  }
}

/**
 * Lets packets of this peer in, and no others. Resolves with an error when there is no route to it.
 */
function connectSocket(socket: Socket, address: string, port: number): Promise<unknown> {
  return new Promise((resolve) => {
    socket.connect(port, address, (error?: unknown) => {
      resolve(error);
    });
  });
}
