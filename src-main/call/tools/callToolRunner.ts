import type { ToolCall } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { compileJsonSchema, type ValueCheck } from '#main/util/jsonSchema';
import { fail, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { ToolScheduling } from '#model/profile';
import type { ToolArguments } from '#model/question';
import { type OpenCall, OpenCalls } from './openCalls';
import { approvedArguments } from './supervisorTools';
import type { Tool, ToolHost, ToolRunner } from './toolRunner';
import { noteOfCall, ToolTurn } from './toolTurn';

/**
 * Most tool calls under way at once in one call; further ones fail, and the agent is told to wait.
 */
const MAX_AT_ONCE = 8;

/** Longest run of a tool that names none, ms: longer than the longest timeout of an HTTP tool. */
const RUN_LIMIT_MS = 60_000;

/** A tool with the check of its arguments. */
type CheckedTool = { readonly tool: Tool; readonly check: ValueCheck };

type Response = Readonly<Record<string, unknown>>;

/** Runs the tools of one call, each tool call independently. */
export class CallToolRunner implements ToolRunner {
  readonly declarations: ToolRunner['declarations'];
  readonly #host: ToolHost;
  readonly #log: Log;
  readonly #tools = new Map<string, CheckedTool>();
  readonly #calls = new OpenCalls();
  #phase: 'open' | 'closed' = 'open';

  /**
   * @param tools Of two tools with one name the first is used. A tool with an invalid schema is
   * left out and logged.
   */
  constructor(tools: readonly Tool[], host: ToolHost, log: Log) {
    this.#host = host;
    this.#log = log;
    for (const tool of tools) {
      const { name, parameters } = tool.declaration;
      const check = compileJsonSchema(parameters);
      if (!check.ok) {
        log.error({ tool: name, error: check.error }, 'tool left out: its parameters are wrong');
      } else if (!this.#tools.has(name)) {
        this.#tools.set(name, { tool, check: check.value });
      }
    }
    this.declarations = [...this.#tools.values()].map(({ tool }) => tool.declaration);
  }

  get pending(): readonly ToolScheduling[] {
    return this.#calls.awaited.map(({ scheduling }) => scheduling);
  }

  run(calls: readonly ToolCall[]): void {
    for (const call of calls) {
      if (this.#phase === 'open' && this.#calls.runningAs(call.id) === undefined) {
        this.#take(call);
      }
    }
  }

  cancel(ids: readonly string[]): void {
    for (const id of ids) {
      const open = this.#calls.runningAs(id);
      if (open === undefined || this.#calls.callOff(open, id)) {
        continue;
      }
      const then = this.#whenCalledOff(open);
      if (then === 'stops') {
        this.#calls.drop(open);
        open.controller.abort();
      } else if (then === 'is-told') {
        this.#calls.tellLater(open);
      }
    }
  }

  sessionGone(): void {
    for (const open of this.#calls.sessionGone()) {
      this.#answer(open);
    }
  }

  agentSpeaks(): void {
    this.#calls.agentSpeaks();
  }

  close(): void {
    if (this.#phase === 'closed') {
      return;
    }
    for (const open of this.#calls.running) {
      // Also noted for a successful transfer, which is what ended the call.
      open.turn.cancelled('end-of-call');
      if (this.#whenCalledOff(open) === 'stops') {
        open.controller.abort();
      }
    }
    this.#phase = 'closed';
  }

  /** What may have been carried out already is not broken off. */
  #whenCalledOff({ name, needsApproval }: OpenCall): NonNullable<Tool['calledOff']> {
    return needsApproval ? 'stops' : (this.#tools.get(name)?.tool.calledOff ?? 'goes-on');
  }

  #take(call: ToolCall): void {
    const joined = this.#calls.join(call);
    if (joined === undefined) {
      void this.#run(call);
    } else {
      this.#log.info({ tool: call.name }, 'tool called again: it is not run twice');
      this.#answer(joined);
    }
  }

  async #run({ id, name, args }: ToolCall): Promise<void> {
    const checked = this.#tools.get(name);
    const scheduling = checked?.tool.declaration.scheduling ?? 'wait';
    const repeated = checked?.tool.repeated ?? 'the-same';
    const turn = new ToolTurn({ name, args }, checked?.tool, this.#host);
    const needsApproval = checked?.tool.approval !== undefined;
    const atOnce = this.#calls.running.length;
    const given = { name, args, scheduling, repeated, turn, needsApproval };
    const open = this.#calls.begin(given, id);
    const { signal } = open.controller;
    const result =
      atOnce >= MAX_AT_ONCE
        ? fail(cordboardError('refused', phrase('tool.too-many')))
        : await this.#outcome(checked, open);
    if (!signal.aborted) {
      this.#finish(open, result);
    } else if (this.#phase === 'open') {
      this.#log.info({ tool: name, tookMs: turn.cancelled('agent') }, 'tool cancelled');
    }
  }

  /** Has a call approved, if need be, and carries it out. Never rejects, whatever the tool does. */
  async #outcome(checked: CheckedTool | undefined, open: OpenCall): Promise<Result<Response>> {
    if (checked === undefined) {
      return fail(cordboardError('not-found', phrase('tool.unknown')));
    }
    const { tool, check } = checked;
    const { signal } = open.controller;
    const args = check(open.args);
    if (!args.ok || tool.approval === undefined) {
      return args.ok ? carryOut(tool, args.value, signal) : args;
    }
    const { name } = tool.declaration;
    const { text, limitMs } = tool.approval;
    open.turn.waits();
    const end = await this.#host.askSupervisor(
      {
        kind: 'approval',
        text,
        tool: name,
        args: args.value,
        check,
        describe: (changed) => noteOfCall(name, tool, changed),
      },
      limitMs,
      signal,
    );
    open.needsApproval = false;
    const approved = approvedArguments(end, args.value);
    if (!approved.ok) {
      return approved;
    }
    open.turn.runs(approved.value);
    return carryOut(tool, approved.value, signal);
  }

  #finish(open: OpenCall, result: Result<Response>): void {
    this.#tell(open, result);
    const brought = {
      // The agent reads English whatever the window shows: `message` is the phrase's English words.
      response: result.ok ? result.value : { error: result.error.message },
      succeeded: result.ok,
    };
    this.#calls.finish(open, brought);
    this.#answer(open);
  }

  /** Gives a result to who waits for it, as soon as there is one. */
  #answer({ name, args, scheduling, waiting, outcome: brought }: OpenCall): void {
    if (brought === null || waiting.who === 'nobody' || this.#phase === 'closed') {
      return;
    }
    const result = { name, response: brought.response, scheduling };
    if (waiting.who === 'session') {
      for (const id of waiting.ids) {
        this.#host.sendResult({ id, ...result });
      }
    } else {
      this.#host.tellResult({ args, ...result });
    }
  }

  /** To log and transcript; after the end of the call the transcript is complete. */
  #tell({ name: tool, turn }: OpenCall, result: Result<Response>): void {
    if (this.#phase === 'closed') {
      this.#log.info({ tool, ok: result.ok }, 'tool ended after the call');
    } else if (result.ok) {
      this.#log.info({ tool, tookMs: turn.answered(result.value) }, 'tool answered');
    } else {
      const { kind, message, phrase: why } = result.error;
      const tookMs = turn.failed(why, message);
      this.#log.warn({ tool, tookMs, kind, pii: { message } }, 'tool failed');
    }
  }
}

/** Runs a tool within its limit. Never rejects, whatever the tool does. */
async function carryOut(
  tool: Tool,
  args: ToolArguments,
  signal: AbortSignal,
): Promise<Result<Response>> {
  const limit = new AbortController();
  const limitMs = tool.limitMs ?? RUN_LIMIT_MS;
  const late = phrase('tool.late', { seconds: limitMs / 1_000 });
  try {
    const work = tool.run(args, AbortSignal.any([signal, limit.signal]));
    return await withTimeout(untilAborted(work, signal), limitMs, late);
  } catch (error) {
    return fail(cordboardError('internal', phrase('tool.failed', { why: messageOf(error) })));
  } finally {
    limit.abort();
  }
}

/** The work's result, or `cancelled` as soon as the signal aborts: a tool may ignore the signal. */
function untilAborted(
  work: Promise<Result<Response>>,
  signal: AbortSignal,
): Promise<Result<Response>> {
  const aborted = new Promise<Result<Response>>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve(fail(cordboardError('cancelled', phrase('tool.cancelled'))));
      },
      { once: true },
    );
  });
  return Promise.race([work, aborted]);
}
