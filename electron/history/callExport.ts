/** A recorded call as a file: to be read, or to be processed. */
import { callText } from '#main/transcript/callText';
import type { CallRecord } from '#model/history';
import type { ExportFormat } from '../contract/api';

/** A file to be written. */
export type ExportFile = {
  /** Name that is offered, with extension. */
  readonly name: string;
  readonly content: string;
};

/** The file for a call. */
export function exportFile(record: CallRecord, format: ExportFormat): ExportFile {
  const day = new Date(record.call.startedAt).toISOString().slice(0, 10);
  const stem = `call-${day}-${record.call.id.replaceAll(/[^\w.-]/g, '_')}`;
  return format === 'json'
    ? { name: `${stem}.json`, content: `${JSON.stringify(record, null, 2)}\n` }
    : { name: `${stem}.txt`, content: callText(record) };
}
