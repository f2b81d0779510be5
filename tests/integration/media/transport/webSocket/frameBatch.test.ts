import { once } from 'node:events';
import { type AddressInfo, Socket } from 'node:net';
import { connect as connectTls, createServer } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { FrameBatch } from '#main/media/transport/webSocket/frameBatch';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { connect, frame, serve } from '#support/media/dialBench';
import type { ChanPeer } from '#support/media/fakeChanWebSocket';
import { listenFor } from '#support/media/listenBench';

type Ends = { readonly transport: MediaTransport; readonly peer: ChanPeer };

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

async function dialled(): Promise<Ends> {
  const server = await serve('plain');
  cleanUps.push(() => server.stop());
  return connect(server, 'plain');
}

async function listening(): Promise<Ends> {
  const ends = await listenFor('plain');
  cleanUps.push(ends.stop);
  return ends;
}

/** Counts the times that any TCP socket hands data to the kernel. */
function countWrites(): () => number {
  const spies = [vi.spyOn(Socket.prototype, '_write'), vi.spyOn(Socket.prototype, '_writev')];
  return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe.each([
  ['dialled', dialled],
  ['listening', listening],
] as const)('frames of a %s media connection', (_side, open) => {
  it('go to the kernel in one write when they are sent in one turn, each as its own message', async () => {
    const { transport, peer } = await open();
    const writes = countWrites();
    const out = frame(0);
    for (let k = 0; k < 10; k += 1) {
      out.fill(k);
      expect(transport.sendFrame(out)).toBe(true);
    }
    await expect.poll(() => peer.audio.length).toBe(10);
    expect(peer.audio.every((f, k) => f.equals(frame(k)))).toBe(true);
    expect(writes()).toBe(1);
    for (let k = 0; k < 3; k += 1) {
      transport.sendFrame(frame(k));
      await nextTurn();
    }
    expect(writes()).toBe(4);
  });

  it('keep their place among the control messages', async () => {
    const { transport, peer } = await open();
    const came: string[] = [];
    peer.socket.on('message', (data: Buffer, isBinary) => {
      came.push(isBinary ? `frame ${data.readUInt8(0)}` : data.toString('utf8'));
    });
    transport.sendFrame(frame(1));
    transport.mark('1.1');
    transport.sendFrame(frame(2));
    transport.flush();
    transport.sendFrame(frame(3));
    transport.close();
    await expect.poll(() => peer.closed).toEqual({ code: 1000 });
    expect(came).toEqual([
      'frame 1',
      'MARK_MEDIA 1.1',
      'frame 2',
      'FLUSH_MEDIA',
      'CONTINUE_MEDIA',
      'frame 3',
    ]);
  });

  it('are kept while the kernel does not take them, however many are sent in one turn', async () => {
    const { transport, peer } = await open();
    peer.socket.pause();
    let sent = 0;
    let refused = false;
    const deadline = performance.now() + 5000;
    while (!refused && performance.now() < deadline) {
      for (let k = 0; k < 45 && !refused; k += 1) {
        refused = !transport.sendFrame(frame(sent));
        sent += refused ? 0 : 1;
      }
      await nextTurn();
    }
    expect(refused).toBe(true);
    peer.socket.resume();
    await expect.poll(() => peer.audio.length, { timeout: 5000 }).toBe(sent);
    expect(peer.audio.every((f, k) => f.equals(frame(k)))).toBe(true);
    expect(transport.sendFrame(frame(0))).toBe(true);
  });
});

describe('frames of an encrypted connection', () => {
  it('are not held back to share a TLS record', async () => {
    const records: Buffer[] = [];
    const server = createServer(await makeSelfSigned(), (socket) => {
      socket.on('data', (record: Buffer) => records.push(record));
    });
    cleanUps.push(() => {
      server.close();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    cleanUps.push(() => {
      client.destroy();
    });
    await once(client, 'secureConnect');
    const batch = new FrameBatch(client);
    const out = frame(0);
    for (let k = 0; k < 20; k += 1) {
      out.fill(k);
      client.write(batch.add(out));
    }
    await expect.poll(() => Buffer.concat(records).length).toBe(20 * 640);
    expect(records[0]).toEqual(frame(0));
    const joined = Buffer.concat(records);
    for (let k = 0; k < 20; k += 1) {
      expect(joined.subarray(k * 640, (k + 1) * 640)).toEqual(frame(k));
    }
  });
});
