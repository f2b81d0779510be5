import { describe, expect, it, vi } from 'vitest';
import type { WireFormat } from '#main/media/audio/frameCodec';
import {
  emptyRtpHeader,
  readRtp,
  type RtpHeader,
  writeRtpHeader,
} from '#main/media/transport/rtp/packet';
import { RtpReceiver, RtpSender } from '#main/media/transport/rtp/stream';
import { fitSine, noise, seededRandom, sine } from '#support/media/signals';

function packetOf(payloadType: number, sequence: number, payload: Buffer, ssrc = 7): Buffer {
  const packet = Buffer.concat([Buffer.alloc(12), payload]);
  writeRtpHeader(packet, { payloadType, marker: false, sequence, timestamp: 0, ssrc });
  return packet;
}

function receiver(format: WireFormat): {
  receiver: RtpReceiver;
  audio: Buffer[];
  counts: { lost: number; late: number; sources: number };
} {
  const audio: Buffer[] = [];
  const counts = { lost: 0, late: 0, sources: 0 };
  return {
    audio,
    counts,
    receiver: new RtpReceiver(format, {
      onAudio: (pcm) => audio.push(Buffer.from(pcm)),
      onNewSource: () => (counts.sources += 1),
      onLost: (frames) => (counts.lost += frames),
      onLate: () => (counts.late += 1),
    }),
  };
}

describe('packets of other payload types', () => {
  it('leave no gap in the audio', () => {
    vi.useFakeTimers();
    const { receiver: under, audio, counts } = receiver('ulaw');
    for (let sequence = 0; sequence < 9; sequence += 1) {
      const isKey = sequence % 3 === 1;
      under.push(packetOf(isKey ? 101 : 0, sequence, Buffer.alloc(isKey ? 4 : 160, 0x55)));
    }
    // Of another source, they say nothing about this stream.
    under.push(packetOf(101, 30, Buffer.alloc(4), 8));
    vi.advanceTimersByTime(1_000);
    expect(audio).toHaveLength(6);
    expect(counts).toEqual({ lost: 0, late: 0, sources: 1 });
    vi.useRealTimers();
  });
});

describe('RTP packets', () => {
  it('are read with sources, extension and padding', () => {
    const header = emptyRtpHeader();
    const packet = Buffer.from(
      'b2f61234000003e80000000a' +
        '00000001' +
        '00000002' +
        'bede0001' +
        'aabbccdd' +
        'cafe' +
        '000003',
      'hex',
    );
    expect(readRtp(packet, header)).toBe(true);
    expect(header).toMatchObject({
      payloadType: 118,
      marker: true,
      sequence: 0x1234,
      timestamp: 1000,
      ssrc: 10,
    });
    expect(packet.subarray(header.payloadStart, header.payloadEnd).toString('hex')).toBe('cafe');
  });

  it.each([
    ['too short', '8000000100000000000000'],
    ['of another version', '400000010000000000000001'],
    ['with more sources than bytes', '8f0000010000000000000001'],
    ['with an extension beyond the end', '900000010000000000000001bede00ff'],
    ['with more padding than payload', 'a0000001000000000000000100ff'],
    ['with no padding though it is said', 'a000000100000000000000010000'],
  ])('%s are rejected', (_what, hex) => {
    expect(readRtp(Buffer.from(hex, 'hex'), emptyRtpHeader())).toBe(false);
  });

  it('of random bytes do no harm', () => {
    const random = seededRandom(3);
    const { receiver: under, audio } = receiver('ulaw');
    for (let i = 0; i < 20_000; i += 1) {
      const packet = Buffer.from(
        Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256)),
      );
      if (i % 2 === 0 && packet.length > 1) {
        packet[0] = 0x80;
        packet[1] = 0;
      }
      under.push(packet);
    }
    under.close();
    expect(audio.every((pcm) => pcm.length > 0 && pcm.length % 4 === 0)).toBe(true);
  });
});

describe('RtpSender', () => {
  it('counts packets by one and time by the slot, and begins once', () => {
    const sender = new RtpSender('slin16');
    const header = emptyRtpHeader();
    const seen = [0, 1, 5].map((slot) => {
      readRtp(sender.packet(Buffer.alloc(640), slot), header);
      return { ...header };
    });
    const [first, second, third] = seen;
    expect(seen.map(({ marker }) => marker)).toEqual([true, false, false]);
    expect(seen.map(({ payloadType }) => payloadType)).toEqual([11, 11, 11]);
    expect(((second?.sequence ?? 0) - (first?.sequence ?? 0)) & 0xffff).toBe(1);
    expect(((third?.sequence ?? 0) - (second?.sequence ?? 0)) & 0xffff).toBe(1);
    expect(((third?.timestamp ?? 0) - (first?.timestamp ?? 0)) >>> 0).toBe(5 * 160);
  });
});

describe('the streams of one call', () => {
  /** Sequence number and timestamp of a packet. */
  function placeOf(sender: RtpSender, slot: number): { sequence: number; timestamp: number } {
    const { sequence, timestamp } = readInto(sender.packet(Buffer.alloc(640), slot));
    return { sequence, timestamp };
  }

  function readInto(packet: Buffer): RtpHeader {
    const header = emptyRtpHeader();
    readRtp(packet, header);
    return header;
  }

  it('begin at the clock: a new one is ahead of the one before, in number and time', () => {
    vi.useFakeTimers();
    const first = new RtpSender('ulaw');
    for (let slot = 0; slot < 50; slot += 1) {
      placeOf(first, slot);
      vi.advanceTimersByTime(20);
    }
    const last = placeOf(first, 50);
    vi.advanceTimersByTime(60);
    const next = placeOf(new RtpSender('ulaw'), 0);
    vi.useRealTimers();
    expect((next.timestamp - last.timestamp) >>> 0).toBe(60 * 8);
    expect((next.sequence - last.sequence) & 0xffff).toBe(3);
  });
});

describe('RtpReceiver', () => {
  it('takes slin16 most significant byte first', () => {
    const { receiver: under, audio } = receiver('slin16');
    const payload = Buffer.alloc(640);
    payload.writeInt16BE(-12_345, 0);
    under.push(packetOf(118, 1, payload));
    expect(audio[0]?.readInt16LE(0)).toBe(-12_345);
  });

  it.each(['ulaw', 'alaw', 'slin'] as const)('hears in %s what was sent in it', (format) => {
    const type = { ulaw: 0, alaw: 8, slin: 10 }[format];
    const sender = new RtpSender(format);
    const { receiver: under, audio } = receiver(format);
    const tone = Buffer.from(sine(1_000, 16_000, 16_000, 0.5).buffer);
    for (let i = 0; i < 50; i += 1) {
      const packet = Buffer.from(sender.packet(tone.subarray(i * 640, (i + 1) * 640), i));
      packet.writeUInt8(type, 1);
      under.push(packet);
    }
    const heard = Buffer.concat(audio);
    expect(heard).toHaveLength(50 * 640);
    const samples = Int16Array.from({ length: 12_000 }, (_, i) =>
      heard.readInt16LE(2 * (i + 2_000)),
    );
    const fit = fitSine(samples, 1_000, 16_000);
    expect(fit.snrDb).toBeGreaterThan(format === 'slin' ? 70 : 35);
    expect(fit.amplitude).toBeCloseTo(16_383, -3);
  });

  describe.each(['ulaw', 'alaw', 'slin', 'slin16'] as const)('in %s', (format) => {
    const type = { ulaw: 0, alaw: 8, slin: 10, slin16: 118 }[format];
    const bytesPerMs = { ulaw: 8, alaw: 8, slin: 16, slin16: 32 }[format];
    const coded = Buffer.from(noise((1_200 * bytesPerMs) / 2, 4, 0.9).buffer);

    /** What is heard of packets of these lengths, ms, in turn. */
    function heardIn(...lengthsMs: number[]): Buffer {
      const { receiver: under, audio } = receiver(format);
      let at = 0;
      for (let sequence = 0; at < coded.length; sequence += 1) {
        const end = at + (lengthsMs[sequence % lengthsMs.length] ?? 20) * bytesPerMs;
        under.push(packetOf(type, sequence, coded.subarray(at, end)));
        at = end;
      }
      return Buffer.concat(audio);
    }

    it.each([[[10]], [[30]], [[40]], [[60]], [[30, 20, 10]], [[0.125, 59]]])(
      'hears the same in packets of %j ms as in packets of 20 ms',
      (lengthsMs) => {
        const heard = heardIn(...lengthsMs);
        expect(heard).toHaveLength(1_200 * 32);
        expect(heard.equals(heardIn(20))).toBe(true);
      },
    );
  });

  it('leaves out half a sample', () => {
    const { receiver: under, audio } = receiver('slin16');
    under.push(packetOf(118, 1, Buffer.alloc(641, 1)));
    under.push(packetOf(118, 2, Buffer.alloc(3, 1)));
    expect(audio.map((pcm) => pcm.length)).toEqual([640, 2]);
  });

  it.each([
    { packetMs: 10, lost: 1, filledMs: 10, frames: 1 },
    { packetMs: 30, lost: 1, filledMs: 30, frames: 2 },
    { packetMs: 30, lost: 3, filledMs: 60, frames: 5 },
    { packetMs: 60, lost: 1, filledMs: 60, frames: 3 },
  ])(
    'fills $filledMs ms where $lost packets of $packetMs ms are lost',
    ({ packetMs, lost, filledMs, frames }) => {
      const { receiver: under, audio, counts } = receiver('ulaw');
      const send = (sequence: number): void => {
        under.push(packetOf(0, sequence, Buffer.alloc(packetMs * 8, 0x20)));
      };
      send(0);
      for (let i = 1; i <= 4; i += 1) {
        send(lost + i);
      }
      expect(audio.map((pcm) => pcm.length / 32)).toEqual([
        packetMs,
        filledMs,
        ...Array.from({ length: 4 }, () => packetMs),
      ]);
      expect(counts.lost).toBe(frames);
    },
  );

  it('fills a lost packet: a tone goes on and fades out', () => {
    const { receiver: under, audio, counts } = receiver('slin16');
    const tone = Buffer.from(sine(400, 16_000, 6_400, 0.5).buffer).swap16();
    const piece = (i: number): Buffer => tone.subarray(i * 640, (i + 1) * 640);
    for (const i of [0, 1, 2, 3, 5, 6, 7, 8]) {
      under.push(packetOf(118, i, piece(i)));
    }
    expect(audio).toHaveLength(9);
    expect(counts.lost).toBe(1);
    const filled = audio[4] ?? Buffer.alloc(640);
    const expected = Buffer.from(piece(4)).swap16();
    let error = 0;
    let power = 0;
    for (let at = 0; at < 640; at += 2) {
      error += (filled.readInt16LE(at) - expected.readInt16LE(at)) ** 2;
      power += expected.readInt16LE(at) ** 2;
    }
    // Nothing but the fade: a third of the level is gone at the end of the frame.
    expect(error / power).toBeLessThan(0.06);
  });

  it('skips keys, comfort noise and empty packets', () => {
    const { receiver: under, audio, counts } = receiver('ulaw');
    under.push(packetOf(13, 2, Buffer.alloc(1)));
    under.push(packetOf(101, 3, Buffer.alloc(4)));
    under.push(packetOf(0, 4, Buffer.alloc(0)));
    expect(audio).toEqual([]);
    expect(counts).toEqual({ lost: 0, late: 0, sources: 1 });
    expect(under.push(Buffer.from('GET / HTTP/1.1'))).toBe(false);
  });

  it('goes on at once with another source, and reports it', () => {
    const { receiver: under, audio, counts } = receiver('ulaw');
    under.push(packetOf(0, 100, Buffer.alloc(160), 1));
    under.push(packetOf(0, 90, Buffer.alloc(160), 2));
    expect(audio).toHaveLength(2);
    expect(counts).toEqual({ lost: 0, late: 0, sources: 2 });
  });
});
