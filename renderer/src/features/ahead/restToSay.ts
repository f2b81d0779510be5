import { MAX_TEXT_CHARS } from '#model/limits';
import type { Transcript } from '#model/transcript';

/** What an interruption cut off, of the AI's newest turn that was cut. */
export type Rest = { readonly turnId: number; readonly text: string };

/** Null when nothing was cut off. */
export function restToSay(turns: Transcript): Rest | null {
  const cut = turns.findLast(
    ({ speaker, status }) => speaker === 'agent' && status === 'truncated',
  );
  const text = cut?.text.slice(cut.heardChars ?? cut.text.length).trim() ?? '';
  return cut === undefined || text === ''
    ? null
    : { turnId: cut.id, text: text.slice(0, MAX_TEXT_CHARS) };
}
