import { describe, expect, it } from 'vitest';
import { A_LAW, type Companding, MU_LAW } from '#main/media/audio/g711';
import { decodeAlaw, decodeUlaw } from '#support/audio/g711';

const CODES = Buffer.from(Array.from({ length: 256 }, (_, code) => code));

function encode(law: Companding, sample: number): number {
  return law.encode[sample + 32_768] ?? -1;
}

describe.each([
  ['mu-law', MU_LAW, decodeUlaw(CODES)],
  ['A-law', A_LAW, decodeAlaw(CODES)],
] as const)('%s', (_name, law, oracle) => {
  it('decodes every code as another implementation does', () => {
    expect([...law.decode]).toEqual([...oracle]);
  });

  it('loses at most half a step, which is a 32nd of the sample', () => {
    const far: number[] = [];
    for (let sample = -32_000; sample <= 32_000; sample += 1) {
      const decoded = law.decode[encode(law, sample)] ?? 0;
      if (Math.abs(decoded - sample) > 8 + Math.abs(sample) / 32) {
        far.push(sample);
      }
    }
    expect(far).toEqual([]);
  });

  it('brings every code back to itself', () => {
    const changed = [...CODES].filter((code) => {
      const sample = law.decode[code] ?? 0;
      return (law.decode[encode(law, sample)] ?? 0) !== sample;
    });
    expect(changed).toEqual([]);
  });
});
