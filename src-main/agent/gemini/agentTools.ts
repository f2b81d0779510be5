import type { Log } from '#main/observability/log';
import type { ToolCall, ToolDeclaration, ToolResult } from '../voiceAgent';
import type { CallerInput } from './callerAudio/input';
import type { ModelTraits } from './setup/modelTraits';
import { noSuchTool } from './setup/prompts';
import { waitsForResult } from './setup/toolDeclarations';
import { ToolTraffic } from './toolTraffic';
import type { GeminiConnection } from './wire/connection';

type AgentToolsOptions = {
  readonly declarations: readonly ToolDeclaration[];
  readonly traits: ModelTraits;
  readonly callerInput: CallerInput;
  readonly log: Log;
};

/** The tools of one agent: passes its calls on and sends the results that it still wants. */
export class AgentTools {
  readonly #declarations: ReadonlyMap<string, ToolDeclaration>;
  readonly #traits: ModelTraits;
  readonly #callerInput: CallerInput;
  readonly #log: Log;
  readonly #traffic = new ToolTraffic();

  constructor({ declarations, traits, callerInput, log }: AgentToolsOptions) {
    this.#declarations = new Map(declarations.map((tool) => [tool.name, tool]));
    this.#traits = traits;
    this.#callerInput = callerInput;
    this.#log = log;
  }

  /** Whether a call has no result yet. */
  get pending(): boolean {
    return this.#traffic.pending;
  }

  /**
   * The service calls functions. Returns the calls of tools that exist; the others are answered
   * with an error, or the service would wait for ever.
   */
  take(calls: readonly ToolCall[], connection: GeminiConnection): readonly ToolCall[] {
    const known: ToolCall[] = [];
    for (const call of calls) {
      const tool = this.#declarations.get(call.name);
      if (tool === undefined) {
        const response = { error: noSuchTool() };
        const { id, name } = call;
        connection.sendToolResponse({ id, name, response, scheduling: 'wait' }, this.#traits);
      } else {
        this.#traffic.called(call, waitsForResult(tool.scheduling, this.#traits));
        known.push(call);
        this.#gate();
      }
    }
    return known;
  }

  /**
   * The service no longer wants these results. Returns the ids of calls that were still waiting.
   */
  cancel(ids: readonly string[]): readonly string[] {
    const wanted = ids.filter((id) => this.#traffic.settle(id));
    if (wanted.length > 0) {
      this.#gate();
    }
    return wanted;
  }

  answer(result: ToolResult, connection: GeminiConnection | null): void {
    if (!this.#traffic.settle(result.id) || connection === null) {
      this.#log.debug({ tool: result.name }, 'the agent no longer wants the result of a tool');
      return;
    }
    connection.sendToolResponse(result, this.#traits);
    this.#gate();
  }

  /**
   * The next session takes no result of a call that it did not make. Whoever runs the tools tells
   * it such a result as text.
   */
  sessionGone(): void {
    this.#traffic.clear();
  }

  /** Keeps the caller's audio back while a model that waits for a result cannot take it. */
  #gate(): void {
    if (this.#traits.audioWhileWaiting === 'fatal' && this.#traffic.modelWaits) {
      this.#callerInput.hold();
    } else {
      this.#callerInput.release();
    }
  }
}
