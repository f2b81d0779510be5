import { describe, expect, it } from 'vitest';
import { parseByteRange } from '#main/rules/byteRange';

describe('parseByteRange', () => {
  it.each([
    ['bytes=0-', 0, 99],
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=90-', 90, 99],
    ['bytes=90-1000', 90, 99],
    ['bytes=-10', 90, 99],
    ['bytes=-1000', 0, 99],
    ['Bytes = 5-6', 5, 6],
  ])('%s of 100 bytes is %i to %i', (header, start, end) => {
    expect(parseByteRange(header, 100)).toEqual({ kind: 'part', start, end });
  });

  it.each([
    undefined,
    '',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-4',
    'bytes=0-1,5-6',
    'items=0-1',
    'bytes=1',
  ])('%s is ignored', (header) => {
    expect(parseByteRange(header, 100)).toEqual({ kind: 'whole' });
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])(
    '%s cannot be satisfied by 100 bytes',
    (header) => {
      expect(parseByteRange(header, 100)).toEqual({ kind: 'unsatisfiable' });
    },
  );
});
