/** How a call of a tool is shown in the transcript: one turn, from the call to its end. */
import type { ToolCall } from '#main/agent/voiceAgent';
import type { ToolNews } from '#main/transcript/transcriptLog';
import { type Phrase, phrase, type PhraseParam } from '#model/phrases/phrase';
import type { ToolArguments } from '#model/question';
import type { ToolState, ToolUse } from '#model/toolUse';
import type { Tool, ToolHost } from './toolRunner';

/** Most characters of the arguments in the line about a call. */
const NOTED_CHARS = 300;

/** Most characters of a name that the agent made up. */
const NAME_CHARS = 64;

/** The turn of one call. */
export class ToolTurn {
  readonly #name: string;
  #args: string | null;
  /** Names the call. */
  readonly #what: Phrase;
  readonly #startedMs = performance.now();
  readonly #show: (news: ToolNews) => void;

  /** @param tool Undefined when there is none of this name. */
  constructor(
    { name, args }: Pick<ToolCall, 'name' | 'args'>,
    tool: Tool | undefined,
    host: Pick<ToolHost, 'show'>,
  ) {
    this.#name = name.slice(0, NAME_CHARS);
    this.#args = tool?.describe === undefined ? JSON.stringify(args) : null;
    this.#what = noteOfCall(name, tool, args);
    const said = phrase('note.tool-running', { what: this.#what });
    this.#show = host.show(this.#news('running', said));
  }

  waits(): void {
    this.#show(this.#news('waiting', phrase('note.tool-waiting', { what: this.#what })));
  }

  /** It was approved, and is carried out with these arguments. */
  runs(args: ToolArguments): void {
    this.#args &&= JSON.stringify(args);
    this.#show(this.#news('running', phrase('note.tool-running', { what: this.#what })));
  }

  /** @returns how long the call took, ms. */
  answered(response: ToolArguments): number {
    const { tookMs } = this;
    const said = phrase('note.tool-answered', { what: this.#what, tookMs });
    this.#show(this.#news('done', said, { result: JSON.stringify(response), tookMs }));
    return tookMs;
  }

  /** @returns how long the call took, ms. */
  failed(why: Phrase, message: string): number {
    const { tookMs } = this;
    const said = phrase('note.tool-failed', { what: this.#what, why });
    this.#show(this.#news('failed', said, { result: message, tookMs }));
    return tookMs;
  }

  /** @returns how long the call took, ms. */
  cancelled(by: 'agent' | 'end-of-call'): number {
    const { tookMs } = this;
    const what = this.#what;
    const said = phrase(by === 'agent' ? 'note.tool-cancelled' : 'note.tool-call-ended', { what });
    this.#show(this.#news('cancelled', said, { tookMs }));
    return tookMs;
  }

  /** How long it has run, whole ms. */
  get tookMs(): number {
    return Math.round(performance.now() - this.#startedMs);
  }

  #news(
    state: ToolState,
    said: Phrase,
    end: Partial<Pick<ToolUse, 'result' | 'tookMs'>> = {},
  ): ToolNews {
    const use = { name: this.#name, state, args: this.#args, result: null, tookMs: null, ...end };
    return { said, use };
  }
}

/** Names a call in the transcript. */
export function noteOfCall(name: string, tool: Tool | undefined, args: ToolArguments): Phrase {
  return phrase('note.tool', {
    tool: name.slice(0, NAME_CHARS),
    args: noteOfArguments(tool, args),
  });
}

function noteOfArguments(tool: Tool | undefined, args: ToolArguments): PhraseParam {
  const said = tool?.describe?.(args) ?? JSON.stringify(args);
  return typeof said === 'string' && said.length > NOTED_CHARS
    ? `${said.slice(0, NOTED_CHARS)}…`
    : said;
}
