/**
 * The call as others see it: the projection of one value (life/callValue.ts), published whenever it
 * changes.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CordboardError } from '#main/util/errors';
import type { TroubleRules } from '#model/alertRules';
import type { AgentLink, Call, CallNotice, NoticeKind } from '#model/call';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { type CallChange, type CallInput, noticeOf, reduce } from './life/callReducer';
import { type CallValue, project } from './life/callValue';

export type { CallChange } from './life/callReducer';

/** The call model of one call. */
export class LiveCall {
  readonly #onChange: (call: Call) => void;
  readonly #trouble: () => TroubleRules;
  readonly #followers: ((value: CallValue, before: CallValue) => void)[] = [];
  /** Changes that the followers are still to be told, oldest first; null: nobody is being told. */
  #untold: [value: CallValue, before: CallValue][] | null = null;
  #value: CallValue;
  #call: Call;

  /**
   * @param onChange Gets each new picture of the call.
   * @param trouble How trouble is heard at the moment.
   */
  constructor(first: CallValue, onChange: (call: Call) => void, trouble: () => TroubleRules) {
    this.#onChange = onChange;
    this.#trouble = trouble;
    this.#value = first;
    this.#call = project(first);
  }

  get call(): Call {
    return this.#call;
  }

  get value(): CallValue {
    return this.#value;
  }

  publish(): void {
    this.#onChange(this.#call);
  }

  /**
   * Adds somebody who carries out what the value says. They are told after the change is published,
   * in the order in which they were added, and may give inputs themselves: what changes by those,
   * all are told after it.
   */
  follow(follower: (value: CallValue, before: CallValue) => void): void {
    this.#followers.push(follower);
  }

  /** Gives the call an input. Returns whether the call has changed by it. */
  input(input: CallInput): boolean {
    const before = this.#value;
    const value = reduce(before, input, { now: Date.now(), trouble: this.#trouble() });
    if (value === before) {
      return false;
    }
    this.#value = value;
    const call = project(value);
    if (!isDeepStrictEqual(call, this.#call)) {
      this.#call = call;
      this.#onChange(call);
    }
    this.#tell(value, before);
    return true;
  }

  #tell(value: CallValue, before: CallValue): void {
    if (this.#untold !== null) {
      this.#untold.push([value, before]);
      return;
    }
    const untold: [CallValue, CallValue][] = [[value, before]];
    this.#untold = untold;
    try {
      // The list grows while it is read.
      for (const [now, then] of untold) {
        for (const follower of this.#followers) {
          follower(now, then);
        }
      }
    } finally {
      this.#untold = null;
    }
  }

  /** What talk and media report of themselves. */
  update(change: CallChange): void {
    this.input({ type: 'shown', change });
  }

  /** Shows a notice; it replaces the earlier notice of the same kind. */
  notice(kind: NoticeKind, severity: CallNotice['severity'], said: Phrase): void {
    this.input(noticeOf(kind, severity, said));
  }

  /** Shows a notice of severity `warn`; null clears it. */
  warn(kind: NoticeKind, said: Phrase | null): void {
    if (said === null) {
      this.clearNotice(kind);
    } else {
      this.notice(kind, 'warn', said);
    }
  }

  clearNotice(kind: NoticeKind): void {
    this.input({ type: 'notice-over', kind });
  }

  /** The agent's link changed: a notice says so until the agent can talk again. */
  agentLink(link: AgentLink, error: CordboardError | null): void {
    const { state } = this.#call;
    if (link === 'ready') {
      this.clearNotice('agent-link');
    } else if (link === 'resuming') {
      this.notice('agent-link', 'info', phrase('agent.renewing'));
    } else if (link === 'failed' && (state === 'live' || state === 'held')) {
      this.notice('agent-link', 'danger', error?.phrase ?? phrase('agent.gone'));
    }
  }

  /** The agent has been away long enough for the caller to notice. */
  agentMissed(): void {
    if (this.#call.agentLink === 'resuming') {
      this.notice('agent-link', 'warn', phrase('agent.resuming'));
    }
  }
}
