import { describe, expect, it } from 'vitest';
import { judgeAsteriskVersion, parseAsteriskVersion } from '#main/ari/asteriskVersion';

describe('parseAsteriskVersion', () => {
  it.each([
    ['22.10.1~dfsg+~cs6.15.60671435', '22.10.1', [22, 10, 1]],
    ['23.2.0', '23.2.0', [23, 2, 0]],
    ['certified-20.7-cert5', '20.7', [20, 7, 0]],
    ['22.11.0-rc1', '22.11.0', [22, 11, 0]],
  ])('reads %s', (text, short, numbers) => {
    expect(parseAsteriskVersion(text)).toEqual({ text: short, numbers });
  });

  it('keeps the text of a build without numbers', () => {
    expect(parseAsteriskVersion('GIT-master-1a2b3c')).toEqual({
      text: 'GIT-master-1a2b3c',
      numbers: null,
    });
  });
});

describe('judgeAsteriskVersion', () => {
  it.each([
    ['22.7.0', 'too-old'],
    ['22.8.0', 'insecure'],
    ['22.10.0', 'insecure'],
    ['22.10.1', 'recommended'],
    ['22.11.0', 'recommended'],
    ['20.17.9', 'too-old'],
    ['20.18.0', 'insecure'],
    ['20.20.1', 'recommended'],
    ['21.12.3', 'too-old'],
    ['23.1.0', 'too-old'],
    ['23.2.0', 'insecure'],
    ['23.4.1', 'recommended'],
    ['24.0.0', 'recommended'],
    ['18.26.0', 'too-old'],
    ['GIT-master-abc', 'unknown'],
  ] as const)('finds %s %s', (text, verdict) => {
    expect(judgeAsteriskVersion(parseAsteriskVersion(text))).toBe(verdict);
  });
});
