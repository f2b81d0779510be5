/**
 * Blocks of free loopback ports for programs that take a port or a port range by configuration.
 *
 * `reservePorts(count)` gives `count` consecutive ports between 10000 and 31999, below the range
 * the kernel hands out by itself. The claim is a listening TCP socket on the first port of each
 * hundred, so that labs in several processes never share a block and a dead process releases its
 * claim.
 */
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';

const FIRST_PORT = 10_000;
const LAST_PORT = 31_999;
const CELL_PORTS = 100;
const CELLS = (LAST_PORT + 1 - FIRST_PORT) / CELL_PORTS;
const ATTEMPTS = 200;

/** A claimed run of ports. */
export type PortBlock = {
  /** First usable port, always even (RTP wants even ports). */
  readonly first: number;
  /** Number of usable consecutive ports. */
  readonly count: number;
  /** Gives the ports back. Idempotent. */
  release(): Promise<void>;
};

/** Claims `count` consecutive loopback ports; throws when none is free. */
export async function reservePorts(count: number): Promise<PortBlock> {
  // The first two ports of the run are not handed out: the first is the claim itself.
  const cells = Math.ceil((count + 2) / CELL_PORTS);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const cell = Math.floor(Math.random() * (CELLS - cells + 1));
    const base = FIRST_PORT + cell * CELL_PORTS;
    const claims = await claimCells(base, cells);
    if (claims === undefined) {
      continue;
    }
    const first = base + 2;
    if (await isUsable(first, count)) {
      return { first, count, release: () => closeAll(claims) };
    }
    await closeAll(claims);
  }
  throw new Error(`no ${String(count)} consecutive free ports between 10000 and 31999`);
}

async function claimCells(base: number, cells: number): Promise<Server[] | undefined> {
  const claims: Server[] = [];
  for (let index = 0; index < cells; index += 1) {
    const claim = await listenTcp(base + index * CELL_PORTS);
    if (claim === undefined) {
      await closeAll(claims);
      return undefined;
    }
    claims.push(claim);
  }
  return claims;
}

/** Some program that knows nothing of the claims may sit in the block: look at a sample of it. */
async function isUsable(first: number, count: number): Promise<boolean> {
  const sample = Array.from({ length: Math.min(count, 12) }, (_, index) => first + index);
  for (const port of sample) {
    const tcp = await listenTcp(port);
    if (tcp === undefined) {
      return false;
    }
    await closeAll([tcp]);
    if (!(await canBindUdp(port))) {
      return false;
    }
  }
  return true;
}

function listenTcp(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

function canBindUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.close(() => {
        resolve(true);
      });
    });
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          if (!server.listening) {
            resolve();
            return;
          }
          server.close(() => {
            resolve();
          });
        }),
    ),
  );
}
