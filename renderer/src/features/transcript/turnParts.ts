/** The texts of a turn as the transcript shows them. */
import type { ToolUse } from '#model/toolUse';
import { spokenIn, type Turn } from '#model/transcript';
import { inWords } from '../../i18n/inWords';
import { isKey } from './turnRows';

/** Names of the texts: what was said, a note of Cordboard, and what is known of a tool. */
export type TurnPart = 'words' | 'note' | 'name' | 'args' | 'result';

/** A text of a turn, by its name. */
type ShownPart = readonly [part: TurnPart, text: string];

/** JSON with one value a line; any other text, such as one that was cut, as it is. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** What a tool was asked; where nobody may read it, what there is to know of it. */
export function argumentsOf({ note }: Pick<Turn, 'note'>, { args }: ToolUse): string {
  if (args !== null) {
    return pretty(args);
  }
  const what = note !== null && 'what' in note.params ? note.params.what : '';
  const said = typeof what === 'object' && what.code === 'note.tool' ? what.params.args : '';
  return typeof said === 'object' ? inWords(said) : String(said);
}

/** What a tool brought; empty while it has brought nothing. */
export function resultOf({ result }: ToolUse): string {
  return result === null ? '' : pretty(result);
}

/** All texts of a turn. Keys that were pressed are none: they stand together in one row. */
export function shownParts(turn: Turn): readonly ShownPart[] {
  const { tool } = turn;
  if (tool !== undefined) {
    return [
      ['name', tool.name],
      ['args', argumentsOf(turn, tool)],
      ['result', resultOf(tool)],
    ];
  }
  const spoken = spokenIn(turn);
  if (spoken !== null) {
    return [['words', spoken.words]];
  }
  return turn.note === null || isKey(turn) ? [] : [['note', inWords(turn.note)]];
}
