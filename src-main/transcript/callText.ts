/** A recorded call as plain text, for people. */
import { isWithheld } from '#model/callerNumber';
import type { CallRecord, RecordedCall } from '#model/history';
import type { Language } from '#model/language';
import { answerOf, type LookUp } from '#model/lookUp';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import { spokenIn, type Turn } from '#model/transcript';
import { speakerPhrase } from './spoken';
import { summaryLines } from './summaryWords';

/** Puts what a file says into its language. */
type InWords = (said: Phrase) => string;

/**
 * Facts, transcript and notes of a call, in English unless another language is given. Dates are in
 * UTC; moments of the talk are minutes:seconds.tenths since the call reached Cordboard.
 */
export function callText(record: CallRecord, language: Language = 'en'): string {
  const inWords: InWords = (said) => wordsIn(language, said);
  const turns = record.turns.map((turn) => turnLine(turn, inWords));
  const notes = record.notes.map(({ at, actor, text }) => `${utc(at)} ${actor}: ${text}`);
  const lines = [
    ...factLines(record.call, inWords),
    ...lookUpLines(record.lookUp, inWords),
    ...summaryLines(record.summary, inWords),
    '',
    inWords(phrase('export.transcript')),
    ...(turns.length === 0 ? [inWords(phrase('export.nothing-said'))] : turns),
    ...(notes.length === 0 ? [] : ['', inWords(phrase('export.notes')), ...notes]),
  ];
  return `${lines.join('\n')}\n`;
}

function factLines(call: RecordedCall, inWords: InWords): readonly string[] {
  const number = isWithheld(call.callerNumber)
    ? inWords(phrase('export.withheld'))
    : call.callerNumber;
  const facts: readonly (readonly [Phrase, string])[] = [
    [phrase('export.call'), call.id],
    [phrase('export.caller'), call.callerName === '' ? number : `${number}, ${call.callerName}`],
    [phrase('export.dialled'), call.dialedNumber],
    [phrase('export.direction'), inWords(phrase(`export.${call.direction}`))],
    [phrase('export.profile'), call.profileId === '' ? '' : profileOf(call)],
    [phrase('export.started'), utc(call.startedAt)],
    [phrase('export.ended'), endOf(call, inWords)],
    [phrase('export.voice'), call.voice],
    [phrase('export.model'), call.model],
    [phrase('export.acted'), call.actors.join(', ')],
    [phrase('export.tags'), call.tags.join(', ')],
  ];
  const width = Math.max(...facts.map(([label]) => inWords(label).length));
  return [
    ...facts.flatMap(([label, value]) =>
      value === '' ? [] : [`${inWords(label).padEnd(width)} ${value}`],
    ),
    ...(call.demo ? [inWords(phrase('export.demo'))] : []),
    ...(call.trial?.kind === 'replay'
      ? [inWords(phrase('export.replay', { call: call.trial.callId }))]
      : []),
    inWords(phrase('export.no-evidence')),
  ];
}

/** What was looked up of the caller. */
function lookUpLines(lookUp: LookUp | null, inWords: InWords): readonly string[] {
  if (lookUp?.state === 'failed') {
    return ['', inWords(phrase('export.look-up-failed', { why: lookUp.phrase }))];
  }
  const answer = answerOf(lookUp);
  return answer === null
    ? []
    : [
        '',
        inWords(phrase('export.look-up')),
        ...(answer.context === '' ? [] : [answer.context]),
        ...Object.entries(answer.facts).map(([name, value]) => `${name}: ${value}`),
      ];
}

function profileOf({ profileId, profileName }: RecordedCall): string {
  return profileName === '' ? profileId : `${profileName} (${profileId})`;
}

function endOf({ state, endedAt, endReason }: RecordedCall, inWords: InWords): string {
  const moment =
    endedAt === null
      ? inWords(phrase(state === 'interrupted' ? 'export.interrupted' : 'export.still-live'))
      : utc(endedAt);
  return endReason === null ? moment : `${moment} (${inWords(phrase(`end-reason.${endReason}`))})`;
}

function turnLine(turn: Turn, inWords: InWords): string {
  const { startMs, text, note, heardChars, status } = turn;
  const spoken = spokenIn(turn);
  const speaker = spoken === null ? 'Cordboard' : inWords(speakerPhrase(spoken.voice, turn));
  const heard = status === 'truncated' ? heardChars : null;
  const said = spoken?.words ?? (note === null ? text : inWords(note));
  const words =
    heard === null
      ? said
      : inWords(phrase('export.cut', { heard: text.slice(0, heard), rest: text.slice(heard) }));
  return `[${talkMoment(startMs)}] ${speaker}: ${words}`;
}

function talkMoment(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  const minutes = String(Math.floor(tenths / 600)).padStart(2, '0');
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  return `${minutes}:${seconds}.${tenths % 10}`;
}

function utc(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
