import type { HistoryStore } from '#main/store/historyStore';
import type { FileContent } from '#main/util/atomicFile';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { Deed } from '#model/audit';
import type { CallId } from '#model/call';
import type { Excerpt, FolderFormat, FolderReport } from '#model/exports';
import type { CallRecording } from '#model/history';
import type { Language } from '#model/language';
import { phrase } from '#model/phrases/phrase';
import { type Actor, nameOf } from '../actor';
import { asking } from '../askRecord';
import type { Deeds } from '../deeds';
import { type ExportWatch, FolderExport } from './folderExport';
import { wavOf } from './recordingExport';

/** A recording of a call (the first is 0), or a part of it. */
type WantedRecording = {
  readonly callId: CallId;
  readonly index: number;
  readonly excerpt: Excerpt | null;
};

/** Calls that become files in a new folder below `into`. */
type WantedFolder = {
  readonly callIds: readonly CallId[];
  readonly format: FolderFormat;
  readonly into: string;
  /** Of what the files say; those of a sealed folder are in English. */
  readonly language: Language;
};

/** What is taken out of the record, for one actor. The audit notes each call that is taken. */
export interface ExportDesk {
  /**
   * A recording as a WAV file, to be read at once. Fails with `not-found` where it is gone, and
   * with `invalid-input` where it has nothing of the excerpt.
   */
  recording(wanted: WantedRecording): Promise<Result<FileContent>>;
  /**
   * Writes calls into a new folder. A call that fails does not stop the others: the report names
   * it. Fails with `refused` when the folder cannot be made or sealed; then nothing is left of it.
   */
  folder(wanted: WantedFolder, watch: ExportWatch): Promise<Result<FolderReport>>;
}

export type ExportDeskParts = {
  readonly history: HistoryStore | null;
  readonly dataDir: string;
  readonly deeds: Deeds;
};

export function createExportDesk(parts: ExportDeskParts, actor: Actor): ExportDesk {
  const { history, dataDir, deeds } = parts;
  const ask = asking(history);
  return {
    recording: ({ callId, index, excerpt }) =>
      deeds.do(actor, exported(callId, { format: 'wav', ...excerpt }), async () => {
        const record = await ask((store) => store.call(callId));
        return record.ok ? await wavAt(dataDir, record.value.recordings[index], excerpt) : record;
      }),
    folder: (wanted, watch) => {
      const { callIds, format, language } = wanted;
      return deeds.do(
        actor,
        (result) => exported(null, { format, calls: callIds.length, ...countsOf(result) }),
        () =>
          new FolderExport(format, {
            ...{ dataDir, watch, language, by: nameOf(actor), nowMs: Date.now() },
            read: (callId) => ask((store) => store.call(callId)),
            proof: (ids) => ask((store) => store.auditProof(ids)),
            note: (callId, result) => {
              deeds.note(actor, exported(callId, { format }), result);
            },
          }).run(callIds, wanted.into),
      );
    },
  };
}

function exported(callId: CallId | null, params: Deed['params']): Deed {
  return { action: 'history.export', callId, params };
}

function countsOf(result: Result<FolderReport>): Deed['params'] {
  if (!result.ok) {
    return {};
  }
  const { calls, failed, cancelled, seal } = result.value;
  return { written: calls, failed: failed.length, cancelled, ...(seal === null ? {} : { seal }) };
}

function wavAt(
  dataDir: string,
  recording: CallRecording | undefined,
  excerpt: Excerpt | null,
): Promise<Result<FileContent>> {
  return recording === undefined
    ? Promise.resolve(fail(cordboardError('not-found', phrase('history.no-recording'))))
    : wavOf(dataDir, recording, excerpt);
}
