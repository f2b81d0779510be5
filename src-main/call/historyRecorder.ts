/** Keeps the record of calls while they run: their newest state, their turns, and their events. */
import type { HistoryStore } from '#main/store/historyStore';
import { actorName } from '#model/actorName';
import type { Call, CallId } from '#model/call';
import type { RecordedEvent } from '#model/history';
import type { TakenMessage } from '#model/inbox';
import type { Nudge } from '#model/nudge';
import { type Phrase, phrase, samePhrase } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';

/** The part of the store that a running call writes to. */
export type CallRecordSink = Pick<HistoryStore, 'putCall' | 'putTurn' | 'putEvent' | 'putMessage'>;

/** Most events of a running call that are kept at hand; the record has them all. */
const EVENTS_AT_HAND = 5_000;

/** A running call: its newest value, and what happened in it. */
type RunningCall = { call: Call | null; readonly events: RecordedEvent[] };

/**
 * Records every call of one run. A change of figures alone comes once a second at most, as the
 * session publishes them.
 */
export class HistoryRecorder {
  readonly #store: CallRecordSink;
  readonly #running = new Map<CallId, RunningCall>();

  constructor(store: CallRecordSink) {
    this.#store = store;
  }

  /** Writes the call as it is now, and the events since its last value. */
  callChanged(call: Call): void {
    const running = this.#runningOf(call.id);
    for (const event of eventsBetween(running.call, call)) {
      this.#put(call.id, event);
    }
    this.#store.putCall(call);
    running.call = call;
  }

  /** What happened in a running call, after its first `from` events. */
  eventsOf(callId: CallId, from: number): readonly RecordedEvent[] {
    return this.#running.get(callId)?.events.slice(from) ?? [];
  }

  /** No more changes of this call will come. */
  callRemoved(callId: CallId): void {
    this.#running.delete(callId);
  }

  /** The caller left a message. */
  messageTaken(call: Call, message: TakenMessage): void {
    const { from, callBack, text } = message;
    const parts = [from, callBack, text].filter((part) => part !== '');
    const at = Date.now();
    this.#store.putMessage(call.id, { ...message, at });
    this.#put(call.id, {
      atMs: at - call.startedAt,
      kind: 'message',
      phrase: phrase('event.message-taken', { message: parts.join(' / ') }),
    });
  }

  /** Writes a turn that is new or has grown. */
  turnChanged(callId: CallId, turn: Turn): void {
    this.#store.putTurn(callId, turn);
  }

  #runningOf(callId: CallId): RunningCall {
    let running = this.#running.get(callId);
    if (running === undefined) {
      running = { call: null, events: [] };
      this.#running.set(callId, running);
    }
    return running;
  }

  #put(callId: CallId, event: RecordedEvent): void {
    const { events } = this.#runningOf(callId);
    if (events.length < EVENTS_AT_HAND) {
      events.push(event);
    }
    this.#store.putEvent(callId, event);
  }
}

/**
 * Events of what supervisors change in a call: kind, and the phrase for the call's present value.
 */
const CHANGES: readonly (readonly [kind: string, saidOf: (call: Call) => Phrase])[] = [
  ['hold', holdOf],
  [
    'mute-caller',
    ({ callerMuted }) => phrase(callerMuted ? 'event.caller-muted' : 'event.caller-unmuted'),
  ],
  [
    'mute-agent',
    ({ agentMuted }) => phrase(agentMuted ? 'event.agent-muted' : 'event.agent-unmuted'),
  ],
  [
    'pause-agent',
    ({ agentPaused }) => phrase(agentPaused ? 'event.agent-paused' : 'event.agent-goes-on'),
  ],
  [
    'sentence',
    ({ sentenceHeld }) => phrase(sentenceHeld ? 'event.sentence-held' : 'event.sentence-released'),
  ],
  ['floor', floorOf],
  ['barge-in-mode', ({ bargeIn }) => phrase(`event.barge-in-${bargeIn}`)],
  ['disclosure', ({ disclosure }) => phrase(`event.disclosure-${disclosure}`)],
  ['look-up', lookUpOf],
  ['recording', ({ recording }) => phrase(`event.recording-${recording}`)],
  ['consultation', consultationOf],
];

function floorOf({ floor, speaker }: Call): Phrase {
  if (floor === 'agent') {
    return phrase('event.handed-back');
  }
  return speaker === null
    ? phrase('event.taken-over')
    : phrase('event.taken-over-by', { who: actorName(speaker) });
}

function holdOf({ heldBy }: Call): Phrase {
  return heldBy === null ? phrase('event.hold-ended') : phrase(`event.held-by-${heldBy}`);
}

function lookUpOf({ lookUp }: Call): Phrase {
  if (lookUp === null) {
    return phrase('event.look-up-none');
  }
  switch (lookUp.state) {
    case 'answered':
      return phrase('event.look-up-answered', { ms: lookUp.ms });
    case 'failed':
      return phrase('event.look-up-failed', { why: lookUp.phrase });
    default:
      return phrase(`event.look-up-${lookUp.state}`);
  }
}

function consultationOf({ consultation }: Call): Phrase {
  return consultation === null
    ? phrase('event.consultation-ended')
    : phrase(`event.consultation-${consultation.state}`, { target: consultation.target });
}

/** What happened to a call between two of its values. */
export function eventsBetween(before: Call | null, now: Call): readonly RecordedEvent[] {
  const atMs = Date.now() - now.startedAt;
  const events: RecordedEvent[] = [];
  const add = (kind: string, said: Phrase): void => {
    events.push({ atMs, kind, phrase: said });
  };
  if (before?.state !== now.state) {
    add('state', stateOf(now));
  }
  if (before !== null && before.agentLink !== now.agentLink) {
    add('agent-link', phrase(`event.agent-${now.agentLink}`));
  }
  if (before !== null && before.voice !== now.voice) {
    add('voice', phrase('event.voice', { before: before.voice, now: now.voice }));
  }
  for (const [kind, saidOf] of CHANGES) {
    if (before !== null && !samePhrase(saidOf(before), saidOf(now))) {
      add(kind, saidOf(now));
    }
  }
  const bargeIns = now.metrics.bargeIns - (before?.metrics.bargeIns ?? 0);
  if (bargeIns > 0) {
    add('barge-in', bargeInsOf(bargeIns, now.metrics.lastBargeInReactionMs));
  }
  const gaps = now.metrics.playoutGaps - (before?.metrics.playoutGaps ?? 0);
  if (gaps > 0) {
    add('playout-gap', phrase('event.playout-gaps', { times: gaps }));
  }
  for (const { kind, severity, at, phrase: said } of now.notices) {
    if (!before?.notices.some((known) => known.kind === kind && known.at === at)) {
      add(`notice-${severity}`, said);
    }
  }
  for (const nudge of now.nudges) {
    const known = before?.nudges.find(({ id }) => id === nudge.id);
    for (const said of newsOfNudge(known, nudge)) {
      add('nudge', said);
    }
  }
  return events;
}

/** What is new of a rule's deed. */
function newsOfNudge(
  before: Nudge | undefined,
  { reason, act, failure }: Nudge,
): readonly Phrase[] {
  const deed = phrase(`event.nudge-${act}`, { reason });
  const failed = failure === null ? null : phrase('event.nudge-failed', { reason, why: failure });
  const news = [before === undefined ? deed : null, before?.failure === failure ? null : failed];
  return news.filter((said) => said !== null);
}

function stateOf({ state, endReason }: Call): Phrase {
  return state === 'ended'
    ? phrase('event.ended', { why: phrase(`end-reason.${endReason ?? 'setup-failed'}`) })
    : phrase(`event.${state}`);
}

function bargeInsOf(times: number, reactionMs: number | null): Phrase {
  return reactionMs === null
    ? phrase('event.barge-ins', { times })
    : phrase('event.barge-ins-timed', { times, reactionMs });
}
