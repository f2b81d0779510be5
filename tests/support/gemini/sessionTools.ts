import type { ToolResponse } from './clientMessages';
import type { SetupRecord, ToolCallRecord, ToolWish } from './sessionRecords';
import type { StandInKnobs } from './standInKnobs';

/** What a session does when it has learned a result. */
type AfterResult = {
  readonly when: 'at-once' | 'when-idle' | 'never';
  readonly response: Readonly<Record<string, unknown>>;
};

/** Output and events of a session's tools. */
export type ToolEvents = {
  /** An id that no call of any session has had. */
  newId(): string;
  send(message: object): void;
  onResult(after: AfterResult): void;
  onViolation(reason: string): void;
};

type FunctionResponse = ToolResponse['functionResponses'][number];

/** The functions declared in one session of the stand-in, and the calls it makes. */
export class SessionTools {
  /** Calls that were made, in order. */
  readonly calls: ToolCallRecord[] = [];
  /** Answers as they came. */
  readonly responses: ToolResponse[] = [];
  readonly #events: ToolEvents;
  readonly #knobs: StandInKnobs;
  /** Calls that wait for an answer: whether the model waits too. */
  readonly #open = new Map<string, 'blocking' | 'non-blocking'>();
  /** Calls that were cancelled; an answer that was on its way is no fault of the client. */
  readonly #cancelled = new Set<string>();

  constructor(knobs: StandInKnobs, events: ToolEvents) {
    this.#knobs = knobs;
    this.#events = events;
  }

  /** A call waits for its answer. */
  get open(): boolean {
    return this.#open.size > 0;
  }

  /** The model says and hears nothing until a call is answered. */
  get blocked(): boolean {
    return [...this.#open.values()].includes('blocking');
  }

  /** Makes a call, declared or not; gives its id. */
  call(setup: SetupRecord | null, wish: ToolWish, id = this.#events.newId()): string {
    const behavior = declarationOf(setup, wish.name)?.behavior;
    const defaultBlocks = setup === null || !/^gemini-3\.8-/.test(setup.model);
    const blocks = behavior === undefined ? defaultBlocks : behavior === 'BLOCKING';
    this.calls.push({ ...wish, id });
    this.#open.set(id, blocks ? 'blocking' : 'non-blocking');
    this.#events.send({ sessionResumptionUpdate: {} });
    const call = this.#knobs.toolCallIds === 'given' ? { id, ...wish } : wish;
    this.#events.send({ toolCall: { functionCalls: [call] } });
    return id;
  }

  /** Cancels every call the model waits for: the caller spoke. */
  cancelBlocking(): void {
    const ids = [...this.#open].flatMap(([id, kind]) => (kind === 'blocking' ? [id] : []));
    this.cancel(ids);
  }

  /** Cancels these calls: their results are no longer needed. */
  cancel(ids: readonly string[]): void {
    for (const id of ids) {
      this.#open.delete(id);
      this.#cancelled.add(id);
    }
    if (ids.length > 0) {
      this.#events.send({ toolCallCancellation: { ids } });
    }
  }

  /** Answers of the client. */
  take(message: ToolResponse): void {
    this.responses.push(message);
    for (const response of message.functionResponses) {
      this.#takeOne(response);
    }
  }

  #takeOne({ id: given, name, response, scheduling }: FunctionResponse): void {
    if ((given === undefined) !== (this.#knobs.toolCallIds === 'missing')) {
      this.#events.onViolation(`answer with the id ${given ?? 'none'}`);
      return;
    }
    const id = given ?? this.#openIdOf(name);
    const kind = this.#open.get(id);
    if (kind === undefined) {
      if (!this.#cancelled.has(id)) {
        this.#events.onViolation(`answer to a call that was not made: ${name} ${id}`);
      }
      return;
    }
    this.#open.delete(id);
    const when =
      kind === 'blocking' || scheduling === 'INTERRUPT'
        ? 'at-once'
        : scheduling === 'SILENT'
          ? 'never'
          : 'when-idle';
    this.#events.onResult({ when, response });
  }

  /** The oldest open call of this function, for an answer without an id. */
  #openIdOf(name: string): string {
    return this.calls.find((call) => call.name === name && this.#open.has(call.id))?.id ?? '';
  }
}

/** The declaration of a function; undefined when there is none. */
export function declarationOf(setup: SetupRecord | null, name: string) {
  const tools = setup?.message.tools ?? [];
  const declarations = tools.flatMap((tool) =>
    'functionDeclarations' in tool ? tool.functionDeclarations : [],
  );
  return declarations.find((declaration) => declaration.name === name);
}
