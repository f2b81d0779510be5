import { describe, expect, it } from 'vitest';
import { parsePcap } from '#support/phone/pcap';

function fileHeader(magic = 0xa1b2c3d4, linkType = 1): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(magic, 0);
  header.writeUInt32LE(linkType, 20);
  return header;
}

function record(seconds: number, fraction: number, frame: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(seconds, 0);
  header.writeUInt32LE(fraction, 4);
  header.writeUInt32LE(frame.length, 8);
  header.writeUInt32LE(frame.length, 12);
  return Buffer.concat([header, frame]);
}

function udpFrame(
  sourcePort: number,
  destinationPort: number,
  text: string,
  protocol = 17,
): Buffer {
  const frame = Buffer.alloc(14 + 20 + 8 + text.length);
  frame.writeUInt16BE(0x0800, 12);
  frame.writeUInt8(0x45, 14);
  frame.writeUInt8(protocol, 14 + 9);
  frame.writeUInt16BE(sourcePort, 34);
  frame.writeUInt16BE(destinationPort, 36);
  frame.writeUInt16BE(8 + text.length, 38);
  frame.write(text, 42, 'latin1');
  return frame;
}

describe('parsePcap', () => {
  it('gives ports, payload and the time to the microsecond', () => {
    const bytes = Buffer.concat([
      fileHeader(),
      record(1_700_000_000, 123_456, udpFrame(4000, 5000, 'abc')),
    ]);
    const [packet, ...rest] = parsePcap(bytes);
    expect(rest).toEqual([]);
    expect(packet).toMatchObject({ sourcePort: 4000, destinationPort: 5000 });
    expect(Buffer.from(packet?.payload ?? []).toString('latin1')).toBe('abc');
    expect(packet?.epochMs).toBeCloseTo(1_700_000_000_123.456, 3);
  });

  it('leaves out an unfinished last record and frames that are not UDP over IPv4', () => {
    const whole = record(1, 0, udpFrame(1, 2, 'x'));
    const tcp = record(1, 0, udpFrame(1, 2, 'x', 6));
    const bytes = Buffer.concat([fileHeader(), tcp, whole, whole.subarray(0, whole.length - 1)]);
    expect(parsePcap(bytes)).toHaveLength(1);
    expect(parsePcap(fileHeader().subarray(0, 10))).toEqual([]);
  });

  it('refuses other files and other link types', () => {
    expect(() => parsePcap(fileHeader(0x12345678))).toThrow('not a pcap file');
    expect(() => parsePcap(fileHeader(0xa1b2c3d4, 113))).toThrow('Ethernet');
  });
});
