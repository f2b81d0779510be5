/** A call of a tool by the agent, as a turn of the transcript shows it. */

/**
 * How far it has come. `waiting`: the supervisor has to approve it. `cancelled`: the agent, or the
 * end of the call, called it off.
 */
export const TOOL_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/** See TOOL_STATES. */
export type ToolState = (typeof TOOL_STATES)[number];

/** Most characters that are kept of the arguments, and of the result. The last one is CUT then. */
export const TOOL_TEXT_CHARS = 64_000;

const CUT = '…';

/** One call of a tool. Personal data. */
export type ToolUse = {
  readonly name: string;
  readonly state: ToolState;
  /**
   * As JSON, with what nobody but the agent may read masked. Null where nobody may read any of it;
   * the turn's note says what there is to know.
   */
  readonly args: string | null;
  /**
   * What it brought, as JSON, or why it failed, in English; masked as the arguments. Null before,
   * and when cancelled.
   */
  readonly result: string | null;
  /** From the call to its end, ms; null before. */
  readonly tookMs: number | null;
};

/** Whether nothing more comes of it. */
export function isOver({ state }: Pick<ToolUse, 'state'>): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** A text of a tool, no longer than it is kept. */
export function toolText(text: string): string {
  return text.length > TOOL_TEXT_CHARS ? `${text.slice(0, TOOL_TEXT_CHARS - 1)}${CUT}` : text;
}

/** Whether all of what it brought is kept. JSON of an object has no CUT at its end. */
export function isResultKept({ state, result }: ToolUse): boolean {
  return result !== null && (state === 'failed' || !result.endsWith(CUT));
}
