import { MAX_TEXT_CHARS } from '#model/limits';
import type { Transcript, Turn } from '#model/transcript';

/** What an interruption cut off; `turnId`: the newest turn that it cut. */
export type Rest = { readonly turnId: number; readonly text: string };

const isCut = ({ speaker, status }: Turn): boolean => speaker === 'agent' && status === 'truncated';

/**
 * What the caller would have heard but for the last interruption. The AI may have been several
 * turns ahead of them: all that were cut at the same moment, in their order. Null when nothing was.
 */
export function restToSay(turns: Transcript): Rest | null {
  const newest = turns.findLast(isCut);
  if (newest === undefined) {
    return null;
  }
  const text = turns
    .filter((turn) => isCut(turn) && turn.endMs === newest.endMs)
    .map((turn) => turn.text.slice(turn.heardChars ?? turn.text.length).trim())
    .filter((rest) => rest !== '')
    .join(' ');
  return text === '' ? null : { turnId: newest.id, text: text.slice(0, MAX_TEXT_CHARS) };
}
