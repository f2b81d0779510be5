import { createSocket, type Socket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExpectedTransport, MediaTransport } from '#main/media/transport/mediaTransport';
import { RtpFactory } from '#main/media/transport/rtp/factory';
import { writeRtpHeader } from '#main/media/transport/rtp/packet';
import { silentLog } from '#main/observability/log';
import { type PortBlock, reservePorts } from '#support/asterisk/portBlock';
import { useStallWatch } from '#support/machine/stalls';
import { RecordingHandlers } from '#support/media/recordingHandlers';

/** Ports of the factory under test, and one more for another. */
const FACTORY_PORTS = 100;

/** Asterisk's side: a port that answers STUN and keeps RTP. */
class FakeRtpPort {
  readonly socket: Socket = createSocket('udp4');
  readonly packets: Buffer[] = [];
  answers = true;
  questions = 0;
  #closed = false;

  async listen(): Promise<this> {
    this.socket.on('message', (packet, { port, address }) => {
      if (packet.readUInt16BE(0) === 0x0001) {
        this.questions += 1;
        if (this.answers) {
          const answer = Buffer.from(packet);
          answer.writeUInt16BE(0x0111, 0);
          this.socket.send(answer, port, address);
        }
      } else {
        this.packets.push(Buffer.from(packet));
      }
    });
    await new Promise<void>((resolve) => {
      this.socket.bind(0, '127.0.0.1', resolve);
    });
    return this;
  }

  send(to: number, sequence: number, value: number, ms = 20, ssrc = 5): void {
    const packet = Buffer.alloc(12 + 32 * ms, value);
    writeRtpHeader(packet, { payloadType: 118, marker: false, sequence, timestamp: 0, ssrc });
    this.socket.send(packet, to, '127.0.0.1');
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.socket.close();
    }
  }
}

const ports: FakeRtpPort[] = [];
const transports: MediaTransport[] = [];
const timed = useStallWatch();
let block: PortBlock;
let factory: RtpFactory;

beforeAll(async () => {
  block = await reservePorts(FACTORY_PORTS + 1);
});

afterAll(() => block.release());

beforeEach(() => {
  factory = new RtpFactory({
    host: 'localhost',
    firstPort: block.first,
    lastPort: block.first + FACTORY_PORTS - 1,
    format: 'slin16',
    log: silentLog,
  });
});

afterEach(() => {
  for (const transport of transports.splice(0)) {
    transport.close();
  }
  for (const port of ports.splice(0)) {
    port.close();
  }
});

async function asterisk(): Promise<FakeRtpPort> {
  const port = await new FakeRtpPort().listen();
  ports.push(port);
  return port;
}

async function ask(expected: ExpectedTransport): Promise<number> {
  const request = await expected.request();
  if (!request.ok) {
    throw new Error(request.error.message);
  }
  expect(request.value.params).toMatchObject({ transport: 'udp', encapsulation: 'rtp' });
  return Number(request.value.params['external_host']?.split(':')[1]);
}

function variablesOf(port: FakeRtpPort): Record<string, string> {
  return {
    UNICASTRTP_LOCAL_ADDRESS: '127.0.0.1',
    UNICASTRTP_LOCAL_PORT: String(port.socket.address().port),
  };
}

async function connected() {
  const peer = await asterisk();
  const expected = factory.expect('chan-1');
  const ourPort = await ask(expected);
  const opened = await expected.open(variablesOf(peer), 1_000);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  transports.push(opened.value);
  const handlers = new RecordingHandlers();
  opened.value.start(handlers);
  return { peer, ourPort, transport: opened.value, handlers };
}

describe('a connection by RTP', () => {
  it('hears Asterisk and nobody else', async () => {
    const { peer, ourPort, handlers } = await connected();
    const stranger = await asterisk();
    stranger.send(ourPort, 900, 9);
    peer.send(ourPort, 1, 1);
    peer.send(ourPort, 2, 2);
    await expect.poll(() => handlers.frames.map((frame) => frame[0])).toEqual([1, 2]);
  });

  it('hears a phone without loss, however long its packets are', async () => {
    const { peer, ourPort, transport, handlers } = await connected();
    [30, 10, 10, 10, 60, 40].forEach((ms, index) => {
      peer.send(ourPort, index, index + 1, ms);
    });
    await expect.poll(() => handlers.frames.length).toBe(8);
    const halves = handlers.frames.flatMap((frame) => [frame[0], frame[639]]);
    expect(halves).toEqual([1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6]);
    expect(transport.counters).toMatchObject({ framesIn: 8, framesLost: 0 });
  });

  it('begins a new frame with another source', async () => {
    const { peer, ourPort, handlers } = await connected();
    peer.send(ourPort, 1, 1, 30);
    await expect.poll(() => handlers.frames.length).toBe(1);
    peer.send(ourPort, 9, 2, 20, 6);
    await expect.poll(() => handlers.frames.map((frame) => frame[639])).toEqual([1, 0, 2]);
  });

  it('sends all the time, as a phone does, with the frames it is given in their order', async () => {
    const { peer, transport } = await connected();
    await expect.poll(() => peer.packets.length).toBeGreaterThan(3);
    const tone = Buffer.alloc(640);
    for (let at = 0; at < 640; at += 2) {
      tone.writeInt16LE(10_000, at);
    }
    transport.sendFrame(tone);
    transport.sendFrame(tone);
    await expect
      .poll(() => peer.packets.filter((packet) => packet.readInt16BE(300) > 9_000).length)
      .toBe(2);
    const sequences = peer.packets.map((packet) => packet.readUInt16BE(2));
    const steps = sequences.slice(1).map((next, i) => (next - (sequences[i] ?? 0)) & 0xffff);
    expect(steps.every((step) => step === 1)).toBe(true);
    expect(peer.packets.every((packet) => packet.length === 332)).toBe(true);
  });

  it('ends at once when Asterisk has closed its port', timed, async () => {
    const { peer, handlers } = await connected();
    const closedAt = performance.now();
    peer.close();
    await expect
      .poll(() => handlers.closes, { interval: 5 })
      .toMatchObject([{ by: 'error', error: { kind: 'network', retryable: true } }]);
    expect(performance.now() - closedAt).toBeLessThan(300);
  });

  it('survives packets that are not RTP', async () => {
    const { peer, ourPort, transport, handlers } = await connected();
    for (const text of ['', 'x', 'hello, this is not RTP at all']) {
      peer.socket.send(Buffer.from(text), ourPort, '127.0.0.1');
    }
    peer.send(ourPort, 1, 3);
    await expect.poll(() => handlers.frames.length).toBe(1);
    expect(handlers.closes).toEqual([]);
    expect(transport.counters.framesIn).toBe(1);
  });
});

describe('opening a connection by RTP', () => {
  it('gives each call a port of its own', async () => {
    const first = factory.expect('chan-1');
    const second = factory.expect('chan-2');
    expect(await ask(first)).not.toBe(await ask(second));
    first.cancel();
    second.cancel();
  });

  it('fails when UDP does not get through, and says between which ports', async () => {
    const peer = await asterisk();
    peer.answers = false;
    const expected = factory.expect('chan-1');
    const ourPort = await ask(expected);
    const opened = await expected.open(variablesOf(peer), 250);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(opened.ok ? '' : opened.error.message).toContain(`127.0.0.1:${String(ourPort)}`);
    expect(peer.questions).toBeGreaterThan(0);
  });

  it('fails when Asterisk names no port', async () => {
    const expected = factory.expect('chan-1');
    await ask(expected);
    expect(await expected.open({}, 250)).toMatchObject({ ok: false, error: { kind: 'protocol' } });
  });

  it('says that all ports are taken, or that the address is not of this machine', async () => {
    const port = block.first + FACTORY_PORTS;
    const narrow = { host: '127.0.0.1', firstPort: port, lastPort: port };
    const rest = { format: 'slin16', log: silentLog } as const;
    const one = new RtpFactory({ ...narrow, ...rest });
    const held = one.expect('chan-1');
    await ask(held);
    const refused = await one.expect('chan-2').request();
    expect(refused.ok ? '' : refused.error.message).toContain('EXTERNAL_MEDIA_RTP_FIRST_PORT');
    held.cancel();
    const elsewhere = new RtpFactory({ ...narrow, ...rest, host: '192.0.2.77' });
    const foreign = await elsewhere.expect('chan-1').request();
    expect(foreign.ok ? '' : foreign.error.message).toContain('EXTERNAL_MEDIA_HOST 192.0.2.77');
  });
});
