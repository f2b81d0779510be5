/**
 * Which tool calls are open, and who waits for each. A call outlives the session that made it: the
 * next session gets the result of an equal call of its own, or is told the late result. So nothing
 * is carried out twice, and no result is lost.
 */
import type { ToolCall } from '#main/agent/voiceAgent';
import { canonicalJson } from '#main/util/canonicalJson';
import type { ToolScheduling } from '#model/profile';
import type { Tool } from './toolRunner';
import type { ToolTurn } from './toolTurn';

/** How long a result may answer an equal call of a later session, ms. */
const KEEP_MS = 30_000;

/**
 * Who waits for a call's result. `session`: the one that made it, under each of these ids.
 * `caller`: that session is gone or has called it off, and the agent must be told. `nobody`: the
 * agent has called it off, and needs not be told.
 */
type Waiting =
  | { readonly who: 'session'; readonly ids: readonly string[] }
  | { readonly who: 'caller' }
  | { readonly who: 'nobody' };

/** What a call has brought. */
type Outcome = {
  readonly response: Readonly<Record<string, unknown>>;
  readonly succeeded: boolean;
  /** Monotonic ms. */
  readonly atMs: number;
};

/** One call, until its result is of no more use. */
export type OpenCall = {
  readonly name: string;
  readonly args: ToolCall['args'];
  readonly scheduling: ToolScheduling;
  readonly repeated: NonNullable<Tool['repeated']>;
  /** Its turn in the transcript. */
  readonly turn: ToolTurn;
  readonly controller: AbortController;
  waiting: Waiting;
  /** It waits for the supervisor's approval: nothing has been carried out. */
  needsApproval: boolean;
  /** Null while it is under way. */
  outcome: Outcome | null;
  /** The agent has spoken since it got the result. */
  spokenAbout: boolean;
};

/** What is known of a call from its beginning. */
type Given = 'name' | 'args' | 'scheduling' | 'repeated' | 'turn' | 'needsApproval';

/** The open calls of one telephone call. */
export class OpenCalls {
  readonly #calls = new Set<OpenCall>();

  /** Calls under way. */
  get running(): readonly OpenCall[] {
    return [...this.#calls].filter(({ outcome }) => outcome === null);
  }

  /** Calls under way whose results somebody waits for. */
  get awaited(): readonly OpenCall[] {
    return this.running.filter(({ waiting }) => waiting.who !== 'nobody');
  }

  begin(call: Pick<OpenCall, Given>, id: string): OpenCall {
    this.#forgetOld();
    const open: OpenCall = {
      ...call,
      controller: new AbortController(),
      waiting: { who: 'session', ids: [id] },
      outcome: null,
      spokenAbout: false,
    };
    this.#calls.add(open);
    return open;
  }

  /** The call under way that the present session made under this id. */
  runningAs(id: string): OpenCall | undefined {
    return this.running.find(
      ({ waiting }) => waiting.who === 'session' && waiting.ids.includes(id),
    );
  }

  /**
   * A session makes a call. If an equal one is under way, it becomes this call. So does one of an
   * earlier session, or one that was called off, that has just succeeded, unless such a call is to
   * be carried out anew. Undefined if there is none.
   */
  join({ id, name, args }: ToolCall): OpenCall | undefined {
    this.#forgetOld();
    const wanted = canonicalJson(args);
    const open = [...this.#calls].find(
      (call) =>
        (call.outcome === null || answersLater(call, call.outcome)) &&
        call.name === name &&
        canonicalJson(call.args) === wanted,
    );
    if (open !== undefined) {
      const before = open.waiting.who === 'session' ? open.waiting.ids : [];
      open.waiting = { who: 'session', ids: [...before, id] };
      open.spokenAbout = false;
    }
    return open;
  }

  /** This id no longer wants the result. Returns whether another one still does. */
  callOff(open: OpenCall, id: string): boolean {
    const ids = open.waiting.who === 'session' ? open.waiting.ids.filter((one) => one !== id) : [];
    open.waiting = ids.length > 0 ? { who: 'session', ids } : { who: 'nobody' };
    return ids.length > 0;
  }

  /** The agent is to be told the result as soon as there is one. */
  tellLater(open: OpenCall): void {
    open.waiting = { who: 'caller' };
  }

  finish(open: OpenCall, outcome: Pick<Outcome, 'response' | 'succeeded'>): void {
    open.outcome = { ...outcome, atMs: performance.now() };
  }

  drop(open: OpenCall): void {
    this.#calls.delete(open);
  }

  /** The agent speaks: it has told the caller what it knows. */
  agentSpeaks(): void {
    for (const call of this.#calls) {
      call.spokenAbout ||= call.outcome !== null;
    }
  }

  /**
   * The session is gone. Gives the calls whose results went with it, before the agent said anything
   * about them. A call is given once: what the agent is told then outlives further sessions. A
   * silent result asks for no words: it did what it was for when its session got it.
   */
  sessionGone(): readonly OpenCall[] {
    this.#forgetOld();
    const its = [...this.#calls].filter(({ waiting }) => waiting.who === 'session');
    for (const call of its) {
      call.waiting = { who: 'caller' };
    }
    return its.filter(
      ({ outcome, scheduling, spokenAbout }) =>
        outcome !== null && scheduling !== 'silent' && !spokenAbout,
    );
  }

  #forgetOld(): void {
    const sinceMs = performance.now() - KEEP_MS;
    for (const call of this.#calls) {
      if (call.outcome !== null && call.outcome.atMs < sinceMs) {
        this.#calls.delete(call);
      }
    }
  }
}

/** Whether what a call has brought answers an equal call that is made now. */
function answersLater({ waiting, repeated }: OpenCall, { succeeded }: Outcome): boolean {
  return waiting.who !== 'session' && repeated === 'the-same' && succeeded;
}
