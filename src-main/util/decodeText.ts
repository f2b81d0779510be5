/**
 * The text of a file that people write: UTF-8, or UTF-16 where a byte order mark says so (Notepad and PowerShell 5 write either).
 * The mark is no part of it. Null for what is no such text: it holds NULs, as UTF-16 without a mark does.
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
    // Half a sign at the end is dropped, as above.
    const whole = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(whole).swap16().toString('utf16le');
  }
  return bytes.toString('utf8', mark === 'efbbbf' ? 3 : 0);
}
