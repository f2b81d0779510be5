/** A recorded call as plain text, for people. */
import { isWithheld } from '#model/callerNumber';
import type { CallRecord, RecordedCall } from '#model/history';
import { answerOf, type LookUp } from '#model/lookUp';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { spokenIn, type Turn } from '#model/transcript';
import { VOICE_LABELS } from './spoken';
import { summaryLines } from './summaryWords';

/**
 * Facts, transcript and notes of a call. Dates are in UTC; moments of the talk are
 * minutes:seconds.tenths since the call reached Cordboard.
 */
export function callText(record: CallRecord): string {
  const turns = record.turns.length === 0 ? ['(nothing was said)'] : record.turns.map(turnLine);
  const notes = record.notes.map(({ at, actor, text }) => `${utc(at)} ${actor}: ${text}`);
  const lines = [
    ...factLines(record.call),
    ...lookUpLines(record.lookUp),
    ...summaryLines(record.summary),
    '',
    'Transcript',
    ...turns,
    ...(notes.length === 0 ? [] : ['', 'Notes', ...notes]),
  ];
  return `${lines.join('\n')}\n`;
}

function factLines(call: RecordedCall): readonly string[] {
  const number = isWithheld(call.callerNumber) ? 'withheld' : call.callerNumber;
  return [
    `Call      ${call.id}`,
    `Caller    ${call.callerName === '' ? number : `${number}, ${call.callerName}`}`,
    `Dialled   ${call.dialedNumber}`,
    `Direction ${call.direction}`,
    ...(call.profileId === '' ? [] : [`Profile   ${profileOf(call)}`]),
    `Started   ${utc(call.startedAt)}`,
    `Ended     ${endOf(call)}`,
    `Voice     ${call.voice}`,
    ...(call.model === '' ? [] : [`Model     ${call.model}`]),
    ...(call.actors.length === 0 ? [] : [`Acted     ${call.actors.join(', ')}`]),
    ...(call.tags.length === 0 ? [] : [`Tags      ${call.tags.join(', ')}`]),
    ...(call.demo ? ['A simulated call of the demo mode.'] : []),
    ...(call.trial?.kind === 'replay' ? [`A replay of the call ${call.trial.callId}.`] : []),
    'The words are those of a speech recogniser, not evidence of what was said.',
  ];
}

/** What was looked up of the caller. */
function lookUpLines(lookUp: LookUp | null): readonly string[] {
  if (lookUp?.state === 'failed') {
    return ['', `Look-up, failed: ${lookUp.message}`];
  }
  const answer = answerOf(lookUp);
  return answer === null
    ? []
    : [
        '',
        'Look-up',
        ...(answer.context === '' ? [] : [answer.context]),
        ...Object.entries(answer.facts).map(([name, value]) => `${name}: ${value}`),
      ];
}

function profileOf({ profileId, profileName }: RecordedCall): string {
  return profileName === '' ? profileId : `${profileName} (${profileId})`;
}

function endOf({ state, endedAt, endReason }: RecordedCall): string {
  const moment = endedAt === null ? state : utc(endedAt);
  return endReason === null ? moment : `${moment} (${wordsOf(phrase(`end-reason.${endReason}`))})`;
}

function turnLine(turn: Turn): string {
  const { startMs, text, heardChars, status } = turn;
  const spoken = spokenIn(turn);
  const speaker = spoken === null ? 'Cordboard' : VOICE_LABELS[spoken.voice];
  const heard = status === 'truncated' ? heardChars : null;
  const words =
    heard === null
      ? (spoken?.words ?? text)
      : `${text.slice(0, heard)} [interrupted; not heard: ${text.slice(heard)}]`;
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
