import type { Log } from '#main/observability/log';
import type { ToolCall, ToolDeclaration, ToolResult } from '../voiceAgent';
import type { CallerInput } from './callerAudio/input';
import type { ModelTraits } from './setup/modelTraits';
import { noSuchTool } from './setup/prompts';
import { waitsForResult } from './setup/toolDeclarations';
import { ToolTraffic } from './toolTraffic';
import type { GeminiConnection } from './wire/connection';
import type { FunctionCall } from './wire/serverMessages';

/** Begins the ids of calls that the service gave none, and which never go back to it. */
const OWN_ID = 'cordboard-';

type AgentToolsOptions = {
  readonly declarations: readonly ToolDeclaration[];
  /** Those of the model that the agent has now. */
  readonly traits: () => ModelTraits;
  readonly callerInput: CallerInput;
  readonly log: Log;
};

/** The tools of one agent: passes its calls on and sends the results that it still wants. */
export class AgentTools {
  readonly #declarations: ReadonlyMap<string, ToolDeclaration>;
  readonly #traits: () => ModelTraits;
  readonly #callerInput: CallerInput;
  readonly #log: Log;
  readonly #traffic = new ToolTraffic();
  #ownIds = 0;

  constructor({ declarations, traits, callerInput, log }: AgentToolsOptions) {
    this.#declarations = new Map(declarations.map((tool) => [tool.name, tool]));
    this.#traits = traits;
    this.#callerInput = callerInput;
    this.#log = log;
  }

  /**
   * The service calls functions. Returns the calls of tools that exist; the others are answered
   * with an error, or the service would wait for ever.
   */
  take(calls: readonly FunctionCall[], connection: GeminiConnection): readonly ToolCall[] {
    const known: ToolCall[] = [];
    for (const { id, name, args } of calls) {
      const tool = this.#declarations.get(name);
      if (tool === undefined) {
        const response = { error: noSuchTool() };
        connection.sendToolResponse({ id, name, response, scheduling: 'wait' }, this.#traits());
      } else {
        const call = { id: id ?? this.#ownId(), name, args };
        this.#traffic.called(call, waitsForResult(tool.scheduling, this.#traits()));
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
    const id = result.id.startsWith(OWN_ID) ? null : result.id;
    connection.sendToolResponse({ ...result, id }, this.#traits());
    this.#gate();
  }

  /**
   * The next session takes no result of a call that it did not make. Whoever runs the tools tells
   * it such a result as text.
   */
  sessionGone(): void {
    this.#traffic.clear();
  }

  /** Unique in the call, because a tool may outlive its session. */
  #ownId(): string {
    this.#ownIds += 1;
    return `${OWN_ID}${this.#ownIds}`;
  }

  /** Keeps the caller's audio back while a model that waits for a result cannot take it. */
  #gate(): void {
    if (this.#traits().audioWhileWaiting === 'fatal' && this.#traffic.modelWaits) {
      this.#callerInput.hold();
    } else {
      this.#callerInput.release();
    }
  }
}
