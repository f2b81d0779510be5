/** Tables for spreadsheets (RFC 4180). */
import type { Language } from '#model/language';
import { phrase, type PhraseCode } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';

/** The byte order mark tells spreadsheets that this is UTF-8. */
const UTF8_MARK = '\uFEFF';

/**
 * What stands between fields, and before the fraction of a figure. A spreadsheet expects what is
 * usual where its user lives: in German a comma would leave the whole line in one cell, and a point
 * would make a date of 1.5.
 */
const SIGNS: Readonly<Record<Language, { readonly between: string; readonly decimal: string }>> = {
  en: { between: ',', decimal: '.' },
  de: { between: ';', decimal: ',' },
};

/** A line of column names, and one for each row. A figure is given as a number; null is empty. */
export function csvOf(
  rows: readonly (readonly (string | number | null)[])[],
  language: Language,
): string {
  const { between, decimal } = SIGNS[language];
  const field = (value: string | number | null): string =>
    typeof value === 'string'
      ? textField(value, between)
      : value === null
        ? ''
        : String(value).replace('.', decimal);
  return UTF8_MARK + rows.map((row) => `${row.map(field).join(between)}\r\n`).join('');
}

/**
 * A telephone number. A spreadsheet would make a figure of it, without its plus and its leading
 * zeros, or `1.2E+10`. A tab before it makes it a text and is not seen. It cannot be a formula: it
 * has no sign but digits and the plus.
 */
const NUMBER = /^\+?\d{5,}$/;

/**
 * A spreadsheet takes what begins with one of these signs for a formula, and a caller may choose
 * their name: an apostrophe before it makes it a text (OWASP, "CSV Injection").
 */
const FORMULA = /^[=+\-@\t\r]/;

function textField(value: string, between: string): string {
  const guard = NUMBER.test(value) ? '\t' : FORMULA.test(value) ? "'" : '';
  const text = `${guard}${value}`;
  return text.includes(between) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Name of a column: that of its phrase. */
type ColumnName = PhraseCode extends infer Code
  ? Code extends `column.${infer Name}`
    ? Name
    : never
  : never;

/** The heads of columns by their names. */
export function headsOf<Columns extends { readonly [Name in keyof Columns]: unknown }>(
  columns: Columns & Readonly<Partial<Record<ColumnName, unknown>>>,
  language: Language,
): readonly string[] {
  return (Object.keys(columns) as ColumnName[]).map((name) => headOf(name, language));
}

export function headOf(name: ColumnName, language: Language): string {
  return wordsIn(language, phrase(`column.${name}`));
}

/** A moment in UTC; empty for none. */
export function utc(epochMs: number | null): string {
  return epochMs === null ? '' : new Date(epochMs).toISOString();
}
