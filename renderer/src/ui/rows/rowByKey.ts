/** Rows that a page key leaps over. */
const PAGE = 10;

/** Which row a key leads to; null for a key that means nothing in a list, and in an empty list. */
export function rowByKey(
  ids: readonly string[],
  currentId: string | null,
  key: string,
): string | null {
  const at = currentId === null ? -1 : ids.indexOf(currentId);
  const last = ids.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
    PageDown: Math.min(last, at + PAGE),
    PageUp: Math.max(0, at - PAGE),
  };
  const target = targets[key];
  return target === undefined ? null : (ids[target] ?? null);
}
