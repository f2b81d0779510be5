/** Tables for spreadsheets (RFC 4180). */

/** The byte order mark tells spreadsheets that this is UTF-8. */
const UTF8_MARK = '\uFEFF';

/** A line of column names, and one for each row. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return UTF8_MARK + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/**
 * A spreadsheet takes what begins with one of these signs for a formula, and a caller may choose
 * their name: an apostrophe before it makes it a text (OWASP, "CSV Injection").
 */
function field(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A moment in UTC; empty for none. */
export function utc(epochMs: number | null): string {
  return epochMs === null ? '' : new Date(epochMs).toISOString();
}
