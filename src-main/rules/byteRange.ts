/** How a request for a file, or for a part of it, is answered (RFC 9110, sections 13 to 15). */

/** What the request's headers say. */
export type RangeRequest = {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
};

/** The file as it is now. */
export type RangedFile = { readonly bytes: number; readonly etag: string };

/** The answer; `start` and `end` are the first and the last byte of its body. */
export type RangeAnswer =
  | {
      readonly status: 200 | 206;
      readonly headers: Readonly<Record<string, string>>;
      readonly start: number;
      readonly end: number;
    }
  | { readonly status: 416; readonly headers: Readonly<Record<string, string>> };

/** The answer to a GET or HEAD of a file that is not empty. */
export function rangeAnswer(
  { range, ifRange }: RangeRequest,
  { bytes, etag }: RangedFile,
): RangeAnswer {
  // A client that continues an older state of the file gets all of the new one (section 13.1.5).
  const isSame = ifRange === undefined || ifRange === etag;
  const part = parseByteRange(isSame ? range : undefined, bytes);
  if (part.kind === 'unsatisfiable') {
    return { status: 416, headers: { 'content-range': `bytes */${bytes}` } };
  }
  const { start, end } = part.kind === 'part' ? part : { start: 0, end: bytes - 1 };
  const headers = { 'accept-ranges': 'bytes', 'content-length': String(end - start + 1), etag };
  return part.kind === 'whole'
    ? { status: 200, headers, start, end }
    : {
        status: 206,
        headers: { ...headers, 'content-range': `bytes ${start}-${end}/${bytes}` },
        start,
        end,
      };
}

/** The part of a file that is asked for. */
type ByteRange =
  | { readonly kind: 'whole' }
  /** From the first to the last byte, both included. */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const WHOLE: ByteRange = { kind: 'whole' };

/**
 * Reads a Range header (sections 14.1.2 and 14.2). Anything but a single range of bytes is ignored,
 * as the section allows.
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
