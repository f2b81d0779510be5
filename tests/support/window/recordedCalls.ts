/** A made-up record of calls, for pictures of the history and the audit. */
import type { AuditAction } from '#model/audit';
import type { AuditLine } from '#model/auditLog';
import type { Call } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { CallRecord, HistoryPage, HistoryQuery, RecordedEvent } from '#model/history';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import type { Replay } from '#model/replay';
import { aReplay } from '../replays';
import type { FakeHistory } from './fakeHistory';
import { aMessage, anAuditEntry, aRecord, aRecordedCall } from './historyFixtures';
import { TALK_MS, turnsAt } from './madeUpTalk';

const NAMES = ['Marta Ruiz', '', 'J. Okafor', '', '', 'Dr. Lindqvist', ''];
const REASONS: readonly EndReason[] = [
  'caller-hung-up',
  'caller-hung-up',
  'supervisor-hung-up',
  'caller-hung-up',
  'agent-unavailable',
];
const ACTIONS: readonly AuditAction[] = [
  'call.end',
  'call.changeVoice',
  'settings.update',
  'history.export',
];
const MINUTE_MS = 60_000;
const SAID = [
  'Please call me back before five, it is about the bill of last month.',
  'I cannot come on Thursday. Is there anything on Monday?',
  'Tell Dr. Lindqvist that the results are here.',
];

function recordNumber(index: number): CallRecord {
  const startedAt = Date.now() - (index + 1) * 17 * MINUTE_MS;
  const interrupted = index % 13 === 5;
  const call = aRecordedCall({
    id: `170000${index}.${index % 9}`,
    callerNumber: index % 11 === 4 ? '' : `+34 6${10 + (index % 80)} 222 ${100 + index}`,
    callerName: NAMES[index % NAMES.length] ?? '',
    state: interrupted ? 'interrupted' : 'ended',
    endReason: interrupted ? null : (REASONS[index % REASONS.length] ?? null),
    startedAt,
    answeredAt: startedAt + 900,
    endedAt: interrupted ? null : startedAt + (1 + (index % 7)) * 47_000,
    tags: index % 5 === 0 ? ['refund'] : index % 9 === 2 ? ['vip', 'call back'] : [],
    disclosure: 'none',
    recorded: index % 3 === 0,
    metrics: {
      ...EMPTY_METRICS,
      lastTimeToFirstAudioMs: 640,
      medianTimeToFirstAudioMs: 710,
      bargeIns: 2,
      lastBargeInReactionMs: 84,
      framesIn: 9600,
      framesOut: 5120,
      costEstimateUsd: 0.0834,
    },
  });
  return aRecord({
    call,
    turns: turnsAt(TALK_MS),
    alerts: [],
    events: [
      { atMs: 900, kind: 'state', phrase: phrase('event.answering') },
      {
        atMs: 16_300,
        kind: 'barge-in',
        phrase: phrase('event.barge-ins-timed', { times: 1, reactionMs: 84 }),
      },
      {
        atMs: 31_000,
        kind: 'voice',
        phrase: phrase('event.voice', { before: 'Puck', now: 'Kore' }),
      },
    ],
    notes: [{ id: 1, at: startedAt + 3_600_000, actor: 'window:ann', text: 'Wants a call back.' }],
    replays: index === 0 ? [replayOf(startedAt)] : [],
  });
}

/** The newest call was played again, with other words and another voice. */
function replayOf(startedAt: number): Replay {
  return aReplay({
    at: startedAt + 1_800_000,
    changes: { instruction: 'Offer two times at once. Ask one question at a time.' },
    profileName: 'Reception',
    endReason: 'agent-ended',
    untilMs: TALK_MS,
    turns: turnsAt(TALK_MS).map((turn) =>
      turn.speaker === 'agent' ? { ...turn, text: `Gladly. ${turn.text}` } : turn,
    ),
  });
}

function auditNumber(index: number): AuditLine {
  const action = ACTIONS[index % ACTIONS.length] ?? 'call.end';
  return anAuditEntry({
    seq: 240 - index,
    at: Date.now() - index * 3 * MINUTE_MS,
    actor: index % 4 === 3 ? 'api:crm' : 'window:ann',
    action,
    callId: action === 'settings.update' ? null : `170000${index % 40}.${(index % 40) % 9}`,
    params: action === 'settings.update' ? '{"settings":["GEMINI_VOICE"]}' : '{}',
    result: index % 17 === 6 ? 'not-found: There is no such call.' : 'ok',
  });
}

/**
 * Fills a stand-in record with calls and an audit. A search for words finds them in the second
 * turn.
 */
export function fillHistory(history: FakeHistory): void {
  const records = Array.from({ length: 180 }, (_, index) => recordNumber(index));
  history.hits = records.map(({ call }) => ({ call, excerpt: null }));
  history.records = Object.fromEntries(records.map((record) => [record.call.id, record]));
  history.audit = Array.from({ length: 240 }, (_, index) => auditNumber(index));
  history.messages = SAID.map((text, index) =>
    aMessage({
      id: SAID.length - index,
      callId: `170000${index}.${index}`,
      at: Date.now() - (index + 1) * 17 * MINUTE_MS,
      profileName: index % 2 === 0 ? 'Reception' : 'Default',
      text,
    }),
  );
  const page = history.search.bind(history);
  history.search = (query: HistoryQuery): HistoryPage => {
    const found = page(query);
    const { text } = query;
    if (text === undefined) {
      return found;
    }
    const said = 'Hi, I have an appointment on Thursday and I need to move it.';
    const at = said.toLowerCase().indexOf(text.toLowerCase());
    const excerpt = { turnId: 1, text: said, marks: [[at, at + text.length]] as const };
    return { ...found, hits: at < 0 ? [] : found.hits.map((hit) => ({ ...hit, excerpt })) };
  };
}

/** What has happened in each call that goes on. */
export const LIVE_EVENTS: readonly RecordedEvent[] = [
  { atMs: 300, kind: 'state', phrase: phrase('event.answering') },
  { atMs: 2_400, kind: 'voice', phrase: phrase('event.voice', { before: 'Puck', now: 'Kore' }) },
];

/** The records of calls that go on. */
export function recordLive(history: FakeHistory, calls: readonly Call[]): void {
  const records = calls.map(({ id, startedAt }) =>
    aRecord({
      call: aRecordedCall({ id, startedAt, state: 'live', endedAt: null, tags: ['refund'] }),
      notes: [{ id: 1, at: startedAt + 5_000, actor: 'window:ann', text: 'Wants a call back.' }],
    }),
  );
  const byId = Object.fromEntries(records.map((record) => [record.call.id, record]));
  history.records = { ...history.records, ...byId };
}
