import type { AuditLine } from '#model/auditLog';
import type { CallRecord, HistoryHit, RecordedCall, StoreHealth } from '#model/history';
import type { InboxMessage } from '#model/inbox';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { turnWith } from '../calls';

/** 22 Nov 2026, 14:02 local time. */
export const START = new Date(2026, 10, 22, 14, 2).getTime();

/** A call that ended well. */
export function aRecordedCall(patch: Partial<RecordedCall> = {}): RecordedCall {
  return {
    id: 'rec-1',
    callerNumber: '+34 600 111 222',
    callerName: '',
    dialedNumber: '1000',
    direction: 'inbound',
    profileId: 'default',
    profileName: 'Default',
    model: 'gemini-live',
    transport: 'websocket-dial',
    demo: false,
    trial: null,
    state: 'ended',
    endReason: 'caller-hung-up',
    startedAt: START,
    answeredAt: START,
    endedAt: START + 192_000,
    voice: 'Kore',
    metrics: EMPTY_METRICS,
    tags: [],
    disclosure: 'none',
    outcome: null,
    recorded: false,
    actors: [],
    alerts: [],
    ...patch,
  };
}

/** A call that was found without words being asked for. */
export function aHit(patch: Partial<RecordedCall> = {}): HistoryHit {
  return { call: aRecordedCall(patch), excerpt: null };
}

/** Everything about a call in which something was said. */
export function aRecord(patch: Partial<CallRecord> = {}): CallRecord {
  return {
    call: aRecordedCall(),
    lookUp: null,
    turns: [
      turnWith({ id: 0, text: 'I want my money back.' }),
      turnWith({
        id: 1,
        speaker: 'agent',
        status: 'truncated',
        text: 'Of course, the refund is on its way to you.',
        heardChars: 21,
        startMs: 3200,
        endMs: 5000,
        timeToFirstAudioMs: 640,
      }),
    ],
    replays: [],
    summary: null,
    alerts: [],
    events: [{ atMs: 4100, kind: 'barge-in', phrase: phrase('event.barge-ins', { times: 1 }) }],
    acts: [],
    notes: [],
    messages: [],
    recordings: [],
    ...patch,
  };
}

/** An open message. */
export function aMessage(patch: Partial<InboxMessage> = {}): InboxMessage {
  return {
    id: 1,
    callId: 'rec-1',
    callerNumber: '+34 600 111 222',
    callerName: '',
    profileName: 'Default',
    at: START,
    from: 'Ana Ruiz',
    callBack: '',
    text: 'Please call me back.',
    done: null,
    ...patch,
  };
}

export function anAuditEntry(patch: Partial<AuditLine> = {}): AuditLine {
  return {
    seq: 1,
    at: START,
    actor: 'window:ann',
    action: 'call.end',
    callId: 'rec-1',
    params: '{}',
    result: 'ok',
    hash: 'a1b2c3',
    call: { callerNumber: '+34 600 111 222', callerName: '', startedAt: START },
    ...patch,
  };
}

/** A record that is written as it should be. */
export const STORE_READY: StoreHealth = {
  state: 'ready',
  phrase: null,
  queuedRows: 0,
  droppedRows: 0,
};
