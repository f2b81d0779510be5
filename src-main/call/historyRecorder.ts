/** Keeps the record of calls while they run: what changes in a call goes to the history store, and what happened as events. */
import type { Call, CallId } from '../model/call';
import type { RecordedEvent } from '../model/history';
import type { Turn } from '../model/transcript';
import type { HistoryStore } from '../store/historyStore';

/** Part of the store that takes a running call. */
export type CallRecordSink = Pick<HistoryStore, 'putCall' | 'putTurn' | 'putEvent'>;

/** Records every call of one run. Figures alone are written once a second at most, as they are published. */
export class HistoryRecorder {
  readonly #store: CallRecordSink;
  readonly #before = new Map<CallId, Call>();

  constructor(store: CallRecordSink) {
    this.#store = store;
  }

  /** The call as it is now. */
  callChanged(call: Call): void {
    const before = this.#before.get(call.id) ?? null;
    for (const event of eventsBetween(before, call)) {
      this.#store.putEvent(call.id, event);
    }
    this.#store.putCall(call);
    this.#before.set(call.id, call);
  }

  /** Nothing more comes of this call. */
  callRemoved(callId: CallId): void {
    this.#before.delete(callId);
  }

  /** A turn that is new or has grown. */
  turnChanged(callId: CallId, turn: Turn): void {
    this.#store.putTurn(callId, turn);
  }
}

/** What happened from one picture of a call to the next, in plain words. */
export function eventsBetween(before: Call | null, now: Call): readonly RecordedEvent[] {
  const atMs = Date.now() - now.startedAt;
  const events: RecordedEvent[] = [];
  const add = (kind: string, text: string): void => {
    events.push({ atMs, kind, text });
  };
  if (before?.state !== now.state) {
    add('state', now.endReason === null ? now.state : `${now.state}: ${now.endReason}`);
  }
  if (before !== null && before.agentLink !== now.agentLink) {
    add('agent-link', now.agentLink);
  }
  if (before !== null && before.voice !== now.voice) {
    add('voice', `${before.voice} to ${now.voice}`);
  }
  const bargeIns = now.metrics.bargeIns - (before?.metrics.bargeIns ?? 0);
  if (bargeIns > 0) {
    const reaction = now.metrics.lastBargeInReactionMs;
    add('barge-in', reaction === null ? `${bargeIns}` : `${bargeIns}, stopped in ${reaction} ms`);
  }
  for (const notice of now.notices) {
    if (!before?.notices.some((known) => known.kind === notice.kind && known.at === notice.at)) {
      add(`notice-${notice.severity}`, notice.message);
    }
  }
  return events;
}
