import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** Where the sockets are. */
export type RtpPortOptions = {
  /** Address to bind to. */
  readonly host: string;
  /** First and last UDP port, both included. */
  readonly firstPort: number;
  readonly lastPort: number;
};

/**
 * Hands out UDP sockets, each on another port of a range, in turn: a packet for the call before must not find the next one. Every second
 * port is left free: Asterisk takes it for the RTCP of the one below (RFC 3550, 11).
 */
export class RtpPorts {
  readonly #options: RtpPortOptions;
  #next: number;

  constructor(options: RtpPortOptions) {
    this.#options = options;
    this.#next = options.firstPort;
  }

  /** A socket that is bound. Fails with `config` when the address is not this machine's or no port is free. */
  async bind(): Promise<Result<Socket>> {
    const { host, firstPort, lastPort } = this.#options;
    let error: Error | null = null;
    for (let tried = 0; tried <= (lastPort - firstPort) / 2; tried += 1) {
      const port = this.#next;
      this.#next = port + 2 > lastPort ? firstPort : port + 2;
      const bound = await bindSocket(host, port);
      if (!(bound instanceof Error)) {
        return ok(bound);
      }
      error = bound;
      if (!/EADDRINUSE|EACCES/.test(bound.message)) {
        break;
      }
    }
    return fail(this.#bindError(error));
  }

  #bindError(error: Error | null): CordboardError {
    const { host, firstPort, lastPort } = this.#options;
    const message = /EADDRINUSE|EACCES/.test(error?.message ?? '')
      ? `No UDP port from EXTERNAL_MEDIA_RTP_FIRST_PORT ${firstPort} to EXTERNAL_MEDIA_RTP_LAST_PORT ${lastPort} is free on ${host}. Choose a wider range.`
      : `Cannot receive RTP on EXTERNAL_MEDIA_HOST ${host}: ${error === null ? 'the port range is empty' : messageOf(error)}. Set it to the address of this machine that Asterisk reaches.`;
    return cordboardError('config', message, { cause: error });
  }
}

function bindSocket(host: string, port: number): Promise<Socket | Error> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    socket.once('error', (error) => {
      socket.close();
      resolve(error);
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
