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
import type { Nudge } from '#model/nudge';
import { type Phrase, phrase, withTexts, wordsOf } from '#model/phrases/phrase';
import type { Question, ToolArguments } from '#model/question';
import type { ToolUse } from '#model/toolUse';
import { spokenIn, type Transcript, type Turn } from '#model/transcript';

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

/** A text that somebody did not say, such as a name, with the ends of its numbers alone. */
function withoutNumbers(text: string): string {
  return text.replaceAll(NUMBERS, endOf);
}

function phraseWithoutNumbers(said: Phrase): Phrase {
  return withTexts(said, withoutNumbers);
}

/** The same for values of any form, as a tool of the agent takes them. */
function valueWithoutNumbers(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = withoutNumbers(String(value));
    return text === String(value) ? value : text;
  }
  if (Array.isArray(value)) {
    return value.map(valueWithoutNumbers);
  }
  return typeof value === 'object' && value !== null ? argsWithoutNumbers(value) : value;
}

function argsWithoutNumbers(args: object): ToolArguments {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, valueWithoutNumbers(value)]),
  );
}

/** A phrase without numbers, beside its words in English. */
function saidWithoutNumbers<Said extends { readonly phrase: Phrase; readonly message: string }>(
  said: Said,
): Said {
  const hidden = phraseWithoutNumbers(said.phrase);
  return { ...said, phrase: hidden, message: wordsOf(hidden) };
}

export function maskedCall(call: Call, masking: Masking): Call {
  if (masking === 'none') {
    return call;
  }
  const { consultation } = call;
  const numbers = {
    ...call,
    callerNumber: maskedNumber(call.callerNumber),
    callerName: withoutNumbers(call.callerName),
    dialedNumber:
      call.direction === 'outbound' ? maskedNumber(call.dialedNumber) : call.dialedNumber,
    consultation:
      consultation === null ? null : { ...consultation, target: endOf(consultation.target) },
    lookUp: null,
    questions: call.questions.map(questionWithoutNumbers),
    notices: call.notices.map(saidWithoutNumbers),
    nudges: call.nudges.map(nudgeWithoutNumbers),
    alerts: call.alerts.map(saidWithoutNumbers),
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

function questionWithoutNumbers(question: Question): Question {
  const text = withoutNumbers(question.text);
  return question.kind === 'question'
    ? { ...question, text, fallback: withoutNumbers(question.fallback) }
    : { ...question, text, args: argsWithoutNumbers(question.args) };
}

function nudgeWithoutNumbers({ failure, ...nudge }: Nudge): Nudge {
  return { ...nudge, failure: failure === null ? null : phraseWithoutNumbers(failure) };
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
  return events.map((event) => ({ ...event, phrase: phraseWithoutNumbers(event.phrase) }));
}

function maskedTurn(turn: Turn, masking: Masking): Turn {
  switch (masking) {
    case 'none':
      return turn;
    case 'numbers':
      return noteWithoutNumbers(turn);
    case 'all':
      return withoutWords(turn);
  }
}

/** A note of Cordboard, and what a tool was asked and brought; what is said aloud stays. */
function noteWithoutNumbers(turn: Turn): Turn {
  const { note, tool } = turn;
  if (note === null || spokenIn(turn) !== null) {
    return turn;
  }
  const hidden = phraseWithoutNumbers(note);
  const masked = { ...turn, note: hidden, text: wordsOf(hidden) };
  return tool === undefined ? masked : { ...masked, tool: toolWithoutNumbers(tool) };
}

function toolWithoutNumbers({ args, result, ...use }: ToolUse): ToolUse {
  const hide = (text: string | null): string | null =>
    text === null ? null : withoutNumbers(text);
  return { ...use, args: hide(args), result: hide(result) };
}

/** Nothing of what was said, nor of what a tool was asked and brought. */
function withoutWords({ tool: _tool, ...turn }: Turn): Turn {
  return { ...turn, text: HIDDEN, note: null, heardChars: turn.heardChars === null ? null : 0 };
}

export function maskedTurns(turns: Transcript, masking: Masking): Transcript {
  return turns.map((turn) => maskedTurn(turn, masking));
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
    turns: maskedTurns(record.turns, 'numbers'),
    events: maskedEvents(record.events),
    alerts: record.alerts.map(saidWithoutNumbers),
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
    callerName: withoutNumbers(call.callerName),
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
    callerName: withoutNumbers(message.callerName),
    from: withoutNumbers(message.from),
    text: withoutNumbers(message.text),
    callBack: message.callBack === '' ? '' : HIDDEN,
  };
}
