/** A recorded call as a file: text for people, JSON for programs, captions for players. */
import { callText } from '#main/transcript/callText';
import { subRip, webVtt } from '#main/transcript/captions';
import { alertInWords, eventInWords } from '#main/transcript/eventWords';
import { summaryInWords } from '#main/transcript/summaryWords';
import type { CallRecord, ExportFormat, RecordedCall } from '#model/history';
import type { Language } from '#model/language';
import { callsCsv } from './callsCsv';

/** A file that the window saves or the HTTP API sends. */
export type ExportFile = {
  readonly name: string;
  readonly content: string;
};

const EXTENSIONS = { text: 'txt', json: 'json', vtt: 'vtt', srt: 'srt', wav: 'wav' } as const;

const WRITERS: Readonly<Record<ExportFormat, (record: CallRecord, language: Language) => string>> =
  {
    text: callText,
    json: callJson,
    vtt: webVtt,
    srt: subRip,
  };

/** Name of a file about a call, e.g. `call-2026-01-31-1700000000.7.txt`. */
export function exportName({ call }: CallRecord, format: keyof typeof EXTENSIONS): string {
  const day = new Date(call.startedAt).toISOString().slice(0, 10);
  return `call-${day}-${call.id.replaceAll(/[^\w.-]/g, '_')}.${EXTENSIONS[format]}`;
}

/** What a file says is in English unless another language is given. JSON is for programs. */
export function exportFile(
  record: CallRecord,
  format: ExportFormat,
  language: Language = 'en',
): ExportFile {
  return { name: exportName(record, format), content: WRITERS[format](record, language) };
}

/** A list of calls as a table, named after the day. */
export function listFile(calls: readonly RecordedCall[], language: Language = 'en'): ExportFile {
  return { name: listName(), content: callsCsv(calls, language) };
}

export function listName(): string {
  return `calls-${new Date().toISOString().slice(0, 10)}.csv`;
}

/** Leaves out the paths of recordings, which mean nothing elsewhere. */
function callJson(record: CallRecord): string {
  const { call, lookUp, turns, replays, summary } = record;
  const { events, acts, notes, messages } = record;
  const content = {
    call,
    lookUp,
    summary: summary === null ? null : summaryInWords(summary),
    turns,
    replays,
    events: events.map(eventInWords),
    acts,
    alerts: record.alerts.map(alertInWords),
    notes,
    messages,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
