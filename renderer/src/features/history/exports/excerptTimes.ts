/** A moment of a call as it is typed: `75`, `1:15` or `1:02:03`, with tenths. Null: it is none. */
export function parseCallTime(typed: string): number | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(typed.trim());
  if (match === null) {
    return null;
  }
  const [hours, minutes, seconds] = match
    .slice(1)
    // A group that did not take part is undefined, whatever its type says.
    .map((part: string | undefined) => Number((part ?? '0').replace(',', '.')));
  return Math.round((((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000);
}
