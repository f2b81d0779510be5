import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

type RtpPortOptions = {
  /** Address to bind to. */
  readonly host: string;
  /** First and last UDP port, both included. */
  readonly firstPort: number;
  readonly lastPort: number;
};

/**
 * Hands out UDP sockets on the ports of a range in turn, so that a late packet of one call does not
 * reach the next one. Every second port is left free: Asterisk takes it for the RTCP of the port
 * below (RFC 3550, 11).
 */
export class RtpPorts {
  readonly #options: RtpPortOptions;
  #next: number;

  constructor(options: RtpPortOptions) {
    this.#options = options;
    this.#next = options.firstPort;
  }

  /**
   * A bound socket. Fails with `config` when the address is not of this machine or no port is free.
   */
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
    return fail(cordboardError('config', this.#reasonOf(error), { cause: error }));
  }

  #reasonOf(error: Error | null): Phrase {
    const { host, firstPort: first, lastPort: last } = this.#options;
    if (error === null) {
      return phrase('media.rtp-ports-none', { first, last });
    }
    return /EADDRINUSE|EACCES/.test(error.message)
      ? phrase('media.rtp-ports-taken', { first, last, host })
      : phrase('media.rtp-cannot-bind', { host, why: messageOf(error) });
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
