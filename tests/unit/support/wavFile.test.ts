import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from '#support/audio/wavFile';

describe('WAV files', () => {
  it('gives back what was written', () => {
    const samples = Int16Array.of(0, 1, -1, 32767, -32768);
    const { sampleRateHz, samples: again } = decodeWav(encodeWav(samples, 16000));
    expect(sampleRateHz).toBe(16000);
    expect([...again]).toEqual([...samples]);
  });

  it('skips chunks it does not know and accepts an unknown length', () => {
    const plain = Buffer.from(encodeWav(Int16Array.of(7, 8, 9), 8000));
    plain.writeUInt32LE(0xffffffff, 40);
    const odd = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const withList = Buffer.concat([plain.subarray(0, 36), odd, plain.subarray(36)]);
    expect([...decodeWav(withList).samples]).toEqual([7, 8, 9]);
  });

  it('refuses what is not 16-bit PCM', () => {
    const eightBit = Buffer.from(encodeWav(Int16Array.of(1), 8000));
    eightBit.writeUInt16LE(8, 34);
    expect(() => decodeWav(eightBit)).toThrow('16-bit PCM');
    expect(() => decodeWav(Buffer.alloc(100))).toThrow('not a WAV file');
  });
});
