/** Keeps the record of calls while they run: what changes in a call goes to the history store, and what happened as events. */
import type { HistoryStore } from '#main/store/historyStore';
import type { Call, CallId } from '#model/call';
import type { RecordedEvent } from '#model/history';
import type { Turn } from '#model/transcript';
import type { TakenMessage } from './tools/toolRunner';

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

  /** The caller left a message. */
  messageTaken(call: Call, { from, callBack, text }: TakenMessage): void {
    const parts = [from, callBack, text].filter((part) => part !== '');
    this.#store.putEvent(call.id, {
      atMs: Date.now() - call.startedAt,
      kind: 'message',
      text: parts.join(' / '),
    });
  }

  /** A turn that is new or has grown. */
  turnChanged(callId: CallId, turn: Turn): void {
    this.#store.putTurn(callId, turn);
  }
}

/** What supervisors change in a call, as words by the field that shows it. */
const CHANGES: readonly (readonly [kind: string, text: (call: Call) => string])[] = [
  ['hold', ({ heldBy }) => (heldBy === null ? 'ended' : `by the ${heldBy}`)],
  ['mute-caller', ({ callerMuted }) => (callerMuted ? 'on' : 'off')],
  ['mute-agent', ({ agentMuted }) => (agentMuted ? 'on' : 'off')],
  ['pause-agent', ({ agentPaused }) => (agentPaused ? 'on' : 'off')],
  ['floor', ({ floor }) => floor],
  ['barge-in-mode', ({ bargeIn }) => bargeIn],
  ['recording', ({ recording }) => recording],
  [
    'consultation',
    ({ consultation: asked }) => (asked === null ? 'ended' : `${asked.state}: ${asked.target}`),
  ],
];

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
  for (const [kind, text] of CHANGES) {
    if (before !== null && text(before) !== text(now)) {
      add(kind, text(now));
    }
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
