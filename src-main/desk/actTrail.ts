import { type Deed, isActOnCall } from '#model/audit';
import type { Call, CallId } from '#model/call';
import type { CallAct } from '#model/history';

/** Acts of one call that are kept; the audit has them all. */
const KEPT = 1_000;

type GoingCall = Pick<Call, 'id' | 'startedAt'>;

/** What was done to the calls that go on, and by whom, for whoever looks at their time lines. */
export class ActTrail {
  readonly #calls: () => readonly GoingCall[];
  readonly #acts = new Map<CallId, CallAct[]>();

  /** @param calls Those that go on. */
  constructor(calls: () => readonly GoingCall[]) {
    this.#calls = calls;
  }

  /** `actor` has done this. */
  done(actor: string, deed: Deed): void {
    const calls = isActOnCall(deed) ? this.#calls() : [];
    const call = calls.find(({ id }) => id === deed.callId);
    if (call === undefined) {
      return;
    }
    const acts = this.#acts.get(call.id) ?? this.#begin(call.id, calls);
    if (acts.length < KEPT) {
      const { on } = deed.params;
      const made = { atMs: Date.now() - call.startedAt, actor, action: deed.action };
      acts.push(typeof on === 'boolean' ? { ...made, on } : made);
    }
  }

  /** What was done to a call, after the first `from` acts. */
  of(callId: CallId, from: number): readonly CallAct[] {
    return this.#acts.get(callId)?.slice(from) ?? [];
  }

  /** The acts of a call that had none; those of calls that are over are forgotten. */
  #begin(callId: CallId, calls: readonly GoingCall[]): CallAct[] {
    for (const known of this.#acts.keys()) {
      if (!calls.some(({ id }) => id === known)) {
        this.#acts.delete(known);
      }
    }
    const acts: CallAct[] = [];
    this.#acts.set(callId, acts);
    return acts;
  }
}
