import type { RecordedToolCall } from '#model/history';
import type { ToolRun } from './toolRunner';

/** Longest result that is kept, characters: longer than any answer of an HTTP tool is. */
const MAX_RESULT_CHARS = 64_000;

/**
 * A tool call as the record keeps it.
 * @param endedMs Ms since the call reached Cordboard.
 * @param hide Hides what nobody but the agent may read.
 */
export function recordOf(
  { name, args, response, succeeded, tookMs }: ToolRun,
  endedMs: number,
  hide: (text: string) => string,
): RecordedToolCall {
  const result = hide(JSON.stringify(response));
  return {
    atMs: Math.max(0, Math.round(endedMs - tookMs)),
    name,
    args: hide(JSON.stringify(args)),
    result: result.length > MAX_RESULT_CHARS ? null : result,
    failed: !succeeded,
    tookMs,
  };
}
