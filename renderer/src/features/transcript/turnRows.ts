import type { Transcript, Turn } from '#model/transcript';

/** A row of the transcript. `keys`: how many keys the caller pressed, for the first of them. */
export type TurnRowView = { readonly turn: Turn; readonly keys: number };

/** The caller pressed a key. */
export const isKey = ({ note }: Turn): boolean => note?.code === 'note.key-pressed';

/** The turns as rows: keys that were pressed one after the other are one. */
export function turnRows(turns: Transcript): readonly TurnRowView[] {
  const rows: TurnRowView[] = [];
  for (const turn of turns) {
    const last = rows.at(-1);
    if (last !== undefined && last.keys > 0 && isKey(turn)) {
      rows[rows.length - 1] = { turn: last.turn, keys: last.keys + 1 };
    } else {
      rows.push({ turn, keys: isKey(turn) ? 1 : 0 });
    }
  }
  return rows;
}
