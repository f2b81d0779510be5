import { describe, expect, it } from 'vitest';
import { decodeText } from '#main/util/decodeText';

const TEXT = 'NAME=Zoë 😀\r\nB=1\r\n';
const littleEndian = Buffer.from(TEXT, 'utf16le');
const bigEndian = Buffer.from(TEXT, 'utf16le').swap16();
const mark = (...bytes: readonly number[]) => Buffer.from(bytes);

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(TEXT)])],
    ['little-endian UTF-16', Buffer.concat([mark(0xff, 0xfe), littleEndian])],
    ['big-endian UTF-16', Buffer.concat([mark(0xfe, 0xff), bigEndian])],
  ])('reads %s, and leaves the bytes as they are', (_name, bytes) => {
    const before = Buffer.from(bytes);
    expect(decodeText(bytes)).toBe(TEXT);
    expect(bytes).toEqual(before);
  });

  it('drops half a character at the end', () => {
    expect(decodeText(Buffer.concat([mark(0xff, 0xfe), littleEndian, mark(0)]))).toBe(TEXT);
    expect(decodeText(Buffer.concat([mark(0xfe, 0xff), bigEndian, mark(0)]))).toBe(TEXT);
  });

  it('reads no bytes, or only a mark, as an empty text', () => {
    expect(decodeText(Buffer.alloc(0))).toBe('');
    expect(decodeText(mark(0xef, 0xbb, 0xbf))).toBe('');
    expect(decodeText(mark(0xff, 0xfe))).toBe('');
    expect(decodeText(mark(0xfe, 0xff))).toBe('');
  });

  it.each([
    ['UTF-16 without a mark', littleEndian],
    ['big-endian UTF-16 without a mark', bigEndian],
    ['UTF-32', mark(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0)],
  ])('finds no text in %s', (_name, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });
});
