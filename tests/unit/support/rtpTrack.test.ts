import { describe, expect, it } from 'vitest';
import { encodeUlaw } from '#support/audio/g711';
import { makeTone } from '#support/audio/signal';
import { buildTrack, parseRtp, type RtpPacket } from '#support/phone/rtpTrack';

const START = 1_700_000_000_000;
const audio = makeTone({ frequencyHz: 500, durationMs: 20 });

type Shape = {
  sequence: number;
  timestamp: number;
  arrivalMs: number;
  ssrc?: number;
  event?: boolean;
};

function packet({ sequence, timestamp, arrivalMs, ssrc = 1, event = false }: Shape): RtpPacket {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(event ? 101 : 0, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  const payload = Buffer.concat([header, event ? Buffer.alloc(4) : encodeUlaw(audio)]);
  const parsed = parseRtp({
    epochMs: START + arrivalMs,
    sourcePort: 1,
    destinationPort: 2,
    payload,
  });
  if (parsed === undefined) {
    throw new Error('the packet is not RTP');
  }
  return parsed;
}

describe('RTP tracks', () => {
  it('joins packets without a seam in spite of jitter and wrapping counters', () => {
    const track = buildTrack(
      [0, 31, 40, 59].map((arrivalMs, index) =>
        packet({ sequence: 65_534 + index, timestamp: 2 ** 32 - 160 + index * 160, arrivalMs }),
      ),
    );
    expect(track.samples).toHaveLength(640);
    expect(track.gaps).toEqual([]);
    expect([...track.samples.subarray(160, 320)]).toEqual([...track.samples.subarray(0, 160)]);
  });

  it('puts silence where nothing was sent and says so', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0 }),
      packet({ sequence: 2, timestamp: 160 + 800, arrivalMs: 120 }),
    ]);
    expect(track.samples).toHaveLength(160 + 800 + 160);
    expect(Math.max(...track.samples.subarray(160, 960))).toBe(0);
    expect(track.gaps).toEqual([
      { atEpochMs: START, arrivalMs: 120, missingMs: 100, lostPackets: 0 },
    ]);
  });

  it('tells a key once, however many packets its event has', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0, event: true }),
      packet({ sequence: 2, timestamp: 0, arrivalMs: 20, event: true }),
      packet({ sequence: 3, timestamp: 1_600, arrivalMs: 200, event: true }),
      packet({ sequence: 4, timestamp: 1_760, arrivalMs: 220 }),
    ]);
    expect(track.keys).toBe('00');
  });

  it('counts lost packets, but not telephone events, as lost', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0 }),
      packet({ sequence: 2, timestamp: 0, arrivalMs: 10, event: true }),
      packet({ sequence: 3, timestamp: 160, arrivalMs: 20 }),
      packet({ sequence: 5, timestamp: 480, arrivalMs: 60 }),
    ]);
    expect(track.packets).toHaveLength(3);
    expect(track.gaps).toEqual([
      { atEpochMs: START + 20, arrivalMs: 40, missingMs: 20, lostPackets: 1 },
    ]);
  });

  it('goes on by the clock when the sender starts a new stream', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0 }),
      packet({ sequence: 900, timestamp: 777_777, arrivalMs: 50, ssrc: 2 }),
    ]);
    expect(track.samples).toHaveLength(400 + 160);
    expect(track.gaps[0]?.lostPackets).toBe(0);
  });

  it('translates between samples and time', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0 }),
      packet({ sequence: 2, timestamp: 160, arrivalMs: 23 }),
    ]);
    expect(track.epochMsAt(80)).toBe(START + 10);
    expect(track.epochMsAt(200)).toBe(START + 28);
    expect(track.sampleIndexAt(START + 28)).toBe(200);
    expect(track.sampleIndexAt(START + 9999)).toBe(320);
  });

  it('skips nothing of what comes after a pause of the sender, all at once', () => {
    const track = buildTrack([
      packet({ sequence: 1, timestamp: 0, arrivalMs: 0 }),
      packet({ sequence: 2, timestamp: 160, arrivalMs: 300 }),
      packet({ sequence: 3, timestamp: 320, arrivalMs: 300 }),
    ]);
    expect(track.sampleIndexAt(START + 290)).toBe(160);
    expect(track.sampleIndexAt(START + 300)).toBe(320);
  });

  it('is empty without packets and ignores RTCP', () => {
    expect(buildTrack([]).samples).toHaveLength(0);
    const rtcp = Buffer.alloc(28);
    rtcp.writeUInt8(0x80, 0);
    rtcp.writeUInt8(200, 1);
    expect(
      parseRtp({ epochMs: 0, sourcePort: 1, destinationPort: 2, payload: rtcp }),
    ).toBeUndefined();
  });
});
