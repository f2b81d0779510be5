/**
 * The text of a file that people write, without its byte order mark: UTF-8, or UTF-16 where the
 * mark says so (Notepad and PowerShell 5 write either). Null when the bytes are no such text, e.g.
 * UTF-16 without a mark: they hold NULs.
 */
export function decodeText(bytes: Buffer): string | null {
  const text = decodeByMark(bytes);
  return text.includes('\0') ? null : text;
}

function decodeByMark(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 3);
  if (mark.startsWith('fffe')) {
    return bytes.toString('utf16le', 2);
  }
  if (mark.startsWith('feff')) {
    // A half character at the end is dropped, as above.
    const whole = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(whole).swap16().toString('utf16le');
  }
  return bytes.toString('utf8', mark === 'efbbbf' ? 3 : 0);
}
