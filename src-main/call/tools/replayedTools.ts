/** Tools of a call that is played again: they never act, and answer what was recorded. */
import { canonicalJson } from '#main/util/canonicalJson';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { ProfileTools } from '#model/profile';
import { isResultKept, type ToolUse } from '#model/toolUse';
import { toolSucceeded } from '../talk/prompts';
import type { Tool } from './toolRunner';

const NO_APPROVAL: ProfileTools['approval'] = {
  endCall: false,
  transferCall: false,
  sendDtmf: false,
  takeMessage: false,
};

/** The tools that a profile allows, in a replay: nobody approves what is not carried out. */
export function unapproved(tools: ProfileTools): ProfileTools {
  const http = tools.http.map((tool) => ({ ...tool, approval: false }));
  return { ...tools, http, approval: NO_APPROVAL };
}

type Response = Readonly<Record<string, unknown>>;

/** These act only on the call itself, which is on no telephone: ending it ends the replay. */
const HARMLESS = new Set(['end_call', 'transfer_call', 'send_dtmf']);

/** The tool for a replay. */
export function replayed(tool: Tool, results: RecordedResults): Tool {
  const { name } = tool.declaration;
  if (HARMLESS.has(name)) {
    return tool;
  }
  if (name === 'take_message') {
    const taken = ok({ output: toolSucceeded('take_message') });
    return { ...tool, run: () => Promise.resolve(taken) };
  }
  return { ...tool, run: (args) => Promise.resolve(results.answer(name, args)) };
}

/** The results that a call's record has. Each is given once. */
export class RecordedResults {
  readonly #left: ToolUse[];

  constructor(recorded: readonly ToolUse[]) {
    this.#left = recorded.filter(isResultKept);
  }

  /**
   * What was recorded for the same arguments; else the next result of the same tool. Fails with
   * `not-found` when there is none.
   */
  answer(name: string, args: Response): Result<Response> {
    const ofTool = this.#left.filter((use) => use.name === name);
    const wanted = canonicalJson(args);
    const isWanted = ({ args }: ToolUse): boolean =>
      args !== null && canonicalJson(parsed(args)) === wanted;
    const found = ofTool.find(isWanted) ?? ofTool[0];
    if (found === undefined) {
      return fail(cordboardError('not-found', phrase('tool.not-recorded')));
    }
    this.#left.splice(this.#left.indexOf(found), 1);
    const result = found.result ?? '';
    return found.state === 'failed'
      ? fail(cordboardError('refused', phrase('text', { text: result })))
      : ok(parsed(result));
  }
}

/** Masking a text may have broken its JSON. */
function parsed(json: string): Response {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : { output: value };
  } catch {
    return { output: json };
  }
}

function isRecord(value: unknown): value is Response {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
