import { describe, expect, it } from 'vitest';
import { parseByteRange, rangeAnswer } from '#main/rules/byteRange';

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

describe('rangeAnswer', () => {
  const FILE = { bytes: 100, etag: '"a"' };

  it.each([
    ['the whole file', undefined, undefined, 200, 0, 99, {}],
    ['a part', 'bytes=10-19', undefined, 206, 10, 19, { 'content-range': 'bytes 10-19/100' }],
    [
      'a part of the same file',
      'bytes=10-',
      '"a"',
      206,
      10,
      99,
      { 'content-range': 'bytes 10-99/100' },
    ],
    ['all of a file that has changed', 'bytes=10-19', '"b"', 200, 0, 99, {}],
  ] as const)('gives %s', (_what, range, ifRange, status, start, end, headers) => {
    expect(rangeAnswer({ range, ifRange }, FILE)).toEqual({
      status,
      start,
      end,
      headers: {
        'accept-ranges': 'bytes',
        etag: '"a"',
        'content-length': String(end - start + 1),
        ...headers,
      },
    });
  });

  it('says how long the file is to whoever asks for more', () => {
    expect(rangeAnswer({ range: 'bytes=100-', ifRange: undefined }, FILE)).toEqual({
      status: 416,
      headers: { 'content-range': 'bytes */100' },
    });
  });
});
