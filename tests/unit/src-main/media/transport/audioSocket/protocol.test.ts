import { describe, expect, it } from 'vitest';
import {
  AudioSocketParser,
  uuidOf,
  writeAudioSocketHeader,
} from '#main/media/transport/audioSocket/protocol';
import { seededRandom } from '#support/media/signals';

function message(kind: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(3);
  writeAudioSocketHeader(header, kind, payload.length);
  return Buffer.concat([header, payload]);
}

function parsed(chunks: readonly Buffer[]): string[] {
  const got: string[] = [];
  const parser = new AudioSocketParser((kind, payload) => {
    got.push(`${kind} ${payload.toString('hex')}`);
  });
  for (const chunk of chunks) {
    parser.push(chunk);
  }
  return got;
}

describe('AudioSocketParser', () => {
  const stream = Buffer.concat([
    message(1, Buffer.alloc(16, 1)),
    message(0x12, Buffer.alloc(640, 2)),
    message(3, Buffer.from('5')),
    message(0, Buffer.alloc(0)),
    message(0x12, Buffer.alloc(65_535, 3)),
  ]);
  const whole = parsed([stream]);

  it('finds the messages', () => {
    expect(whole.map((text) => [text.split(' ')[0], text.split(' ')[1]?.length])).toEqual([
      ['1', 32],
      ['18', 1280],
      ['3', 2],
      ['0', 0],
      ['18', 131_070],
    ]);
  });

  it('finds them however the stream is cut', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 50; round += 1) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < stream.length;) {
        const size = 1 + Math.floor(random() * (round < 10 ? 40 : 4_000));
        chunks.push(Buffer.from(stream.subarray(at, at + size)));
        at += size;
      }
      expect(parsed(chunks)).toEqual(whole);
    }
  });

  it('takes any bytes', () => {
    const random = seededRandom(12);
    const parser = new AudioSocketParser((kind, payload) => {
      expect(kind).toBeLessThanOrEqual(0xff);
      expect(payload.length).toBeLessThanOrEqual(0xffff);
    });
    for (let i = 0; i < 2_000; i += 1) {
      const size = Math.floor(random() * 300);
      parser.push(Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256))));
    }
  });
});

describe('uuidOf', () => {
  it('reads 16 bytes and nothing else', () => {
    const hex = '0123456789abcdef0123456789abcdef';
    expect(uuidOf(Buffer.from(hex, 'hex'))).toBe('01234567-89ab-cdef-0123-456789abcdef');
    expect(uuidOf(Buffer.from(hex.slice(2), 'hex'))).toBeNull();
  });
});
