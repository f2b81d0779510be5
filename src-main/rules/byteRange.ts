/** The part of a file that is asked for. */
type ByteRange =
  | { readonly kind: 'whole' }
  /** From the first to the last byte, both included. */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const WHOLE: ByteRange = { kind: 'whole' };

/**
 * Reads a Range header (RFC 9110, sections 14.1.2 and 14.2). Anything but a single range of bytes
 * is ignored, as the section allows.
 * @param size Bytes of the file.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes *= *(\d*) *- *(\d*) *$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) {
    return WHOLE;
  }
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0
      ? { kind: 'unsatisfiable' }
      : { kind: 'part', start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) {
    return WHOLE;
  }
  return start >= size ? { kind: 'unsatisfiable' } : { kind: 'part', start, end };
}
