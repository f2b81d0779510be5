import type { Log } from '#main/observability/log';
import type { ToolCall, ToolDeclaration, ToolResult } from '../voiceAgent';
import type { CallerInput } from './callerAudio/input';
import type { ModelTraits } from './setup/modelTraits';
import { noSuchTool } from './setup/prompts';
import { waitsForResult } from './setup/toolDeclarations';
import { ToolTraffic } from './toolTraffic';
import type { GeminiConnection } from './wire/connection';

/** What the tools of an agent work with. */
export type AgentToolsParts = {
  readonly declarations: readonly ToolDeclaration[];
  readonly traits: ModelTraits;
  readonly callerInput: CallerInput;
  readonly log: Log;
};

/** The functions an agent may call: which calls are passed on, which results are still wanted. */
export class AgentTools {
  readonly #declarations: ReadonlyMap<string, ToolDeclaration>;
  readonly #traits: ModelTraits;
  readonly #callerInput: CallerInput;
  readonly #log: Log;
  readonly #traffic = new ToolTraffic();

  constructor({ declarations, traits, callerInput, log }: AgentToolsParts) {
    this.#declarations = new Map(declarations.map((tool) => [tool.name, tool]));
    this.#traits = traits;
    this.#callerInput = callerInput;
    this.#log = log;
  }

  /** The agent waits for a result, or will be told one. */
  get pending(): boolean {
    return this.#traffic.pending;
  }

  /** The service calls functions; gives those there are. The others are refused, or it would wait for ever. */
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

  /** The service does not want these results any more; gives those that were still wanted. */
  cancel(ids: readonly string[]): readonly string[] {
    const wanted = ids.filter((id) => this.#traffic.settle(id));
    if (wanted.length > 0) {
      this.#gate();
    }
    return wanted;
  }

  /** A result is there. */
  answer(result: ToolResult, connection: GeminiConnection | null): void {
    if (!this.#traffic.settle(result.id) || connection === null) {
      this.#log.debug({ tool: result.name }, 'result of a tool is not wanted any more');
      return;
    }
    connection.sendToolResponse(result, this.#traits);
    this.#gate();
  }

  /** What the session waited for is of no use to the next one: it asks again. */
  sessionGone(): void {
    this.#traffic.clear();
  }

  /** Keeps the caller's audio back where the service cannot take it while it waits. */
  #gate(): void {
    if (this.#traits.audioWhileWaiting === 'fatal' && this.#traffic.modelWaits) {
      this.#callerInput.hold();
    } else {
      this.#callerInput.release();
    }
  }
}
