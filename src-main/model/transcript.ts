/** What was said in a call, turn by turn. */
import type { Phrase } from './phrases/phrase';
import type { ToolUse } from './toolUse';

/**
 * Who holds the floor in a turn. `system`: notes of Cordboard itself (voice changed, session
 * resumed), and what the supervisor says to the caller.
 */
export type TurnSpeaker = 'caller' | 'agent' | 'system';

/**
 * `partial`: still growing. `final`: complete. `truncated`: an agent turn cut by barge-in; only
 * `heardChars` of it were heard.
 */
export type TurnStatus = 'partial' | 'final' | 'truncated';

/** One turn. Replaced as a whole when it grows; `id` stays. */
export type Turn = {
  /** Position in the transcript, from 0; unique in the call. */
  readonly id: number;
  readonly speaker: TurnSpeaker;
  readonly status: TurnStatus;
  /** Text so far. A speech recogniser's text, not evidence of what was said. Personal data. */
  readonly text: string;
  /** What a `system` turn says, which `text` has in English; null in all others. */
  readonly note: Phrase | null;
  /**
   * For `truncated`: how many characters of `text` the caller heard, estimated from the playout
   * position. Null otherwise.
   */
  readonly heardChars: number | null;
  /** Start, ms since the call reached Cordboard. */
  readonly startMs: number;
  /** End, ms since the call reached Cordboard; null while partial. */
  readonly endMs: number | null;
  /**
   * Agent turns: ms from the end of the caller's speech to the first audio sent; null when not a
   * reply.
   */
  readonly timeToFirstAudioMs: number | null;
  /** The call of a tool that a `system` turn is about; left out in all others. */
  readonly tool?: ToolUse;
  /**
   * `system` turns: whose doing the note tells, or who spoke, as the audit names them; left out
   * where nobody did, and in calls of an older version.
   */
  readonly by?: string;
};

/** The whole transcript of a call. */
export type Transcript = readonly Turn[];

/** The calls of tools, in their order. */
export function toolsIn(turns: Transcript): readonly ToolUse[] {
  return turns.flatMap(({ tool }) => (tool === undefined ? [] : [tool]));
}

/**
 * Where a turn belongs among others, which are in the order of their ids: its index, and how many
 * turns it replaces there (1: the earlier form of itself). Ids may have gaps.
 */
export function placeOfTurn(
  turns: Transcript,
  { id }: Turn,
): { readonly at: number; readonly replaces: 0 | 1 } {
  let at = turns.length;
  while (at > 0 && (turns[at - 1]?.id ?? -1) > id) {
    at -= 1;
  }
  return turns[at - 1]?.id === id ? { at: at - 1, replaces: 1 } : { at, replaces: 0 };
}

/** Code of the note that holds what the supervisor says: such a turn has the speaker `system`. */
export const SUPERVISOR_SAYS = 'note.supervisor-says';

/** Who can be heard in a call. */
export type Voice = 'caller' | 'agent' | 'supervisor';

/** Words that were said aloud; null for a note of Cordboard, which nobody hears. */
export function spokenIn(turn: Turn): { readonly voice: Voice; readonly words: string } | null {
  const { speaker, text, note } = turn;
  if (speaker !== 'system') {
    return { voice: speaker, words: text };
  }
  const words = note?.code === SUPERVISOR_SAYS ? note.params.words : null;
  return typeof words === 'string' ? { voice: 'supervisor', words } : null;
}
