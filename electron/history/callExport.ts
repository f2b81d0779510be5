/** A recorded call as a file: to be read, or to be processed. */
import type { CallRecord, RecordedCall } from '../../src-main/model/history';
import type { Turn } from '../../src-main/model/transcript';
import type { ExportFormat } from '../contract/api';

/** A file to be written. */
export type ExportFile = {
  /** Name that is offered, with extension. */
  readonly name: string;
  readonly content: string;
};

const SPEAKER = { caller: 'Caller', agent: 'AI', system: 'Cordboard' } as const;

/** The file for a call. */
export function exportFile(record: CallRecord, format: ExportFormat): ExportFile {
  const day = new Date(record.call.startedAt).toISOString().slice(0, 10);
  const stem = `call-${day}-${record.call.id.replaceAll(/[^\w.-]/g, '_')}`;
  return format === 'json'
    ? { name: `${stem}.json`, content: `${JSON.stringify(record, null, 2)}\n` }
    : { name: `${stem}.txt`, content: transcriptText(record) };
}

/** A call as plain text: facts, transcript, notes. Times in UTC; moments of the talk as minutes:seconds.tenths. */
export function transcriptText(record: CallRecord): string {
  const lines = [...factLines(record.call), '', 'Transcript', ...record.turns.map(turnLine)];
  if (record.turns.length === 0) {
    lines.push('(nothing was said)');
  }
  if (record.notes.length > 0) {
    lines.push('', 'Notes');
    lines.push(...record.notes.map((note) => `${iso(note.at)} ${note.actor}: ${note.text}`));
  }
  return `${lines.join('\n')}\n`;
}

function factLines(call: RecordedCall): string[] {
  const caller = [call.callerNumber === '' ? 'withheld' : call.callerNumber, call.callerName];
  const ended = call.endedAt === null ? call.state : iso(call.endedAt);
  return [
    `Call      ${call.id}`,
    `Caller    ${caller.filter((part) => part !== '').join(', ')}`,
    `Dialled   ${call.dialedNumber}`,
    `Started   ${iso(call.startedAt)}`,
    `Ended     ${ended}${call.endReason === null ? '' : ` (${call.endReason})`}`,
    `Voice     ${call.voice}`,
    ...(call.tags.length === 0 ? [] : [`Tags      ${call.tags.join(', ')}`]),
    ...(call.demo ? ['Simulated call of the demo mode'] : []),
    "The transcript is a speech recogniser's text, not evidence of what was said.",
  ];
}

function turnLine(turn: Turn): string {
  const heard = turn.status === 'truncated' ? turn.heardChars : null;
  const text =
    heard === null
      ? turn.text
      : `${turn.text.slice(0, heard)} [interrupted; not heard: ${turn.text.slice(heard)}]`;
  return `[${moment(turn.startMs)}] ${SPEAKER[turn.speaker]}: ${text}`;
}

function moment(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  const minutes = String(Math.floor(tenths / 600)).padStart(2, '0');
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  return `${minutes}:${seconds}.${tenths % 10}`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
