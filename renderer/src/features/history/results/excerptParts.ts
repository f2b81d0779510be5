import type { HistoryHit } from '#model/history';

/** A piece of an excerpt, and whether it is what was searched for. */
export type ExcerptPart = { readonly text: string; readonly marked: boolean };

/**
 * Cuts an excerpt at its marks. Marks that overlap or reach beyond the text are cut to what is left
 * of it.
 */
export function excerptParts({
  text,
  marks,
}: NonNullable<HistoryHit['excerpt']>): readonly ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  let at = 0;
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from);
    const end = Math.min(text.length, to);
    if (end > start) {
      parts.push({ text: text.slice(at, start), marked: false });
      parts.push({ text: text.slice(start, end), marked: true });
      at = end;
    }
  }
  parts.push({ text: text.slice(at), marked: false });
  return parts.filter((part) => part.text !== '');
}
