/** What is left of personal data for somebody who may not see it. The rest stays in the program. */
import type { CallAlert } from '#model/alert';
import { endOf } from '#model/audit';
import type { Call } from '#model/call';
import { isWithheld } from '#model/callerNumber';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type {
  CallRecord,
  EarlierCalls,
  HistoryPage,
  RecordedCall,
  RecordedEvent,
} from '#model/history';
import type { InboxMessage, InboxPage } from '#model/inbox';
import { phrase, withTexts, wordsOf } from '#model/phrases/phrase';
import type { Question } from '#model/question';
import type { Transcript, Turn } from '#model/transcript';

/**
 * How much is hidden. `numbers`: all but the last digits of numbers. `all`: also names and what is
 * said.
 */
export type Masking = 'none' | 'numbers' | 'all';

/** Stands for a text that is hidden. */
const HIDDEN = '•••';

/** What may be a telephone number in a text: some digits, with what is written between them. */
const NUMBERS = /\+?\d(?:[\s()/.-]{0,2}\d){2,}/g;

function maskedNumber(number: string): string {
  return isWithheld(number) ? number : endOf(number);
}

export function maskedCall(call: Call, masking: Masking): Call {
  if (masking === 'none') {
    return call;
  }
  const { consultation } = call;
  const numbers = {
    ...call,
    callerNumber: maskedNumber(call.callerNumber),
    dialedNumber:
      call.direction === 'outbound' ? maskedNumber(call.dialedNumber) : call.dialedNumber,
    consultation:
      consultation === null ? null : { ...consultation, target: endOf(consultation.target) },
    lookUp: null,
  };
  return masking === 'numbers'
    ? numbers
    : {
        ...numbers,
        callerName: '',
        questions: call.questions.map(maskedQuestion),
        notices: [],
        nudges: [],
        alerts: call.alerts.map(maskedAlert),
      };
}

/** That the AI waits, and since when: whoever passes a locked window can fetch somebody. */
function maskedQuestion({ id, askedAt, deadline }: Question): Question {
  return { id, askedAt, deadline, kind: 'question', text: HIDDEN, fallback: '' };
}

/** That something is the matter, and how bad it is; not what. */
function maskedAlert(alert: CallAlert): CallAlert {
  const said = phrase('alert.hidden');
  return { ...alert, topic: '', phrase: said, message: wordsOf(said), turnId: null };
}

/** What is told of the course of a call, without numbers: of a transfer, or one to call back. */
export function maskedEvents(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const hide = (text: string): string => text.replaceAll(NUMBERS, endOf);
  return events.map((event) => ({ ...event, phrase: withTexts(event.phrase, hide) }));
}

function maskedTurn(turn: Turn, masking: Masking): Turn {
  return masking === 'all' ? withoutWords(turn) : turn;
}

/** Nothing of what was said, nor of what a tool was asked and brought. */
function withoutWords({ tool: _tool, ...turn }: Turn): Turn {
  return { ...turn, text: HIDDEN, note: null, heardChars: turn.heardChars === null ? null : 0 };
}

function maskedTurns(turns: Transcript, masking: Masking): Transcript {
  return masking === 'all' ? turns.map((turn) => maskedTurn(turn, masking)) : turns;
}

export function maskedSnapshot(snapshot: ConsoleSnapshot, masking: Masking): ConsoleSnapshot {
  if (masking === 'none') {
    return snapshot;
  }
  const transcripts = Object.entries(snapshot.transcripts).map(
    ([callId, turns]) => [callId, maskedTurns(turns, masking)] as const,
  );
  return {
    ...snapshot,
    calls: snapshot.calls.map((call) => maskedCall(call, masking)),
    transcripts: Object.fromEntries(transcripts),
  };
}

export function maskedBatch(batch: ConsoleEventBatch, masking: Masking): ConsoleEventBatch {
  return masking === 'none'
    ? batch
    : { ...batch, events: batch.events.map((event) => maskedEvent(event, masking)) };
}

function maskedEvent(event: ConsoleEvent, masking: Masking): ConsoleEvent {
  switch (event.type) {
    case 'callAdded':
    case 'callChanged':
      return { ...event, call: maskedCall(event.call, masking) };
    case 'turnChanged':
      return { ...event, turn: maskedTurn(event.turn, masking) };
    default:
      return event;
  }
}

/** For `numbers`: nothing of the record is given out where `all` is hidden. */
export function maskedRecord(record: CallRecord): CallRecord {
  return {
    ...record,
    call: maskedRecordedCall(record.call),
    lookUp: null,
    events: maskedEvents(record.events),
    messages: record.messages.map(maskedMessage),
  };
}

export function maskedHistory(page: HistoryPage): HistoryPage {
  return {
    ...page,
    hits: page.hits.map((hit) => ({ ...hit, call: maskedRecordedCall(hit.call) })),
  };
}

export function maskedEarlier(earlier: EarlierCalls): EarlierCalls {
  const { last } = earlier;
  return { ...earlier, last: last === null ? null : maskedRecordedCall(last) };
}

function maskedRecordedCall(call: RecordedCall): RecordedCall {
  return {
    ...call,
    callerNumber: maskedNumber(call.callerNumber),
    dialedNumber:
      call.direction === 'outbound' ? maskedNumber(call.dialedNumber) : call.dialedNumber,
  };
}

export function maskedInbox(page: InboxPage): InboxPage {
  return { ...page, messages: page.messages.map(maskedMessage) };
}

function maskedMessage(message: InboxMessage): InboxMessage {
  return {
    ...message,
    callerNumber: maskedNumber(message.callerNumber),
    callBack: message.callBack === '' ? '' : HIDDEN,
  };
}
