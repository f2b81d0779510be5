/** How values stand in the form as texts, and lists as rows. */

/** A row of a list in the form; `key` tells it from the others for as long as the form is open. */
export type Row<T> = T & { readonly key: number };

let keys = 0;

/** A key that no other row has. */
export function newKey(): number {
  keys += 1;
  return keys;
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A number; null for none; the text itself when it is no number. */
export function numberOf(text: string): number | string | null {
  if (text.trim() === '') {
    return null;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

/** The object that a text is as JSON; null for anything else. */
export function recordIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** Names with their values, one pair a line. */
export function pairLines(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

export function pairsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [, name = line, value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
      return [name.trim(), value.trim()];
    }),
  );
}
