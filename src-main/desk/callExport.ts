/** A recorded call as a file: text for people, JSON for programs. */
import { callText } from '#main/transcript/callText';
import { eventInWords } from '#main/transcript/eventWords';
import type { CallRecord, ExportFormat } from '#model/history';

/** A file that the window saves or the HTTP API sends. */
export type ExportFile = {
  readonly name: string;
  readonly content: string;
};

const EXTENSIONS = { text: 'txt', json: 'json', wav: 'wav' } as const;

/** Name of a file about a call, e.g. `call-2026-01-31-1700000000.7.txt`. */
export function exportName({ call }: CallRecord, format: keyof typeof EXTENSIONS): string {
  const day = new Date(call.startedAt).toISOString().slice(0, 10);
  return `call-${day}-${call.id.replaceAll(/[^\w.-]/g, '_')}.${EXTENSIONS[format]}`;
}

/** The file for a call. It leaves out the paths of recordings, which mean nothing elsewhere. */
export function exportFile(record: CallRecord, format: ExportFormat): ExportFile {
  const { call, turns, notes } = record;
  const events = record.events.map(eventInWords);
  return {
    name: exportName(record, format),
    content:
      format === 'json'
        ? `${JSON.stringify({ call, turns, events, notes }, null, 2)}\n`
        : callText(record),
  };
}
