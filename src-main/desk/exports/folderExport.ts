import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { AuditProof, ExportProgress, FolderFormat, FolderReport } from '#model/exports';
import type { CallRecord, ExportFormat } from '#model/history';
import type { Language } from '#model/language';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { exportFile, exportName } from '../callExport';
import { NewFolder } from './newFolder';
import { wavOf } from './recordingExport';
import { putAll, seal, type SealedCall, sealedFiles } from './sealedFolder';

/** How whoever asked follows an export, and calls it off. */
export type ExportWatch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
};

type FolderExportParts = {
  readonly dataDir: string;
  readonly watch: ExportWatch;
  readonly language: Language;
  /** Who exports, as the audit names them. */
  readonly by: string;
  readonly nowMs: number;
  readonly read: (callId: CallId) => Promise<Result<CallRecord>>;
  readonly proof: (callIds: readonly CallId[]) => Promise<Result<AuditProof>>;
  /** A call was written, or could not be. */
  readonly note: (callId: CallId, result: Result<void>) => void;
};

/** Writes calls into a new folder, one after the other: the line of a caller has precedence. */
export class FolderExport {
  readonly #format: FolderFormat;
  readonly #parts: FolderExportParts;
  readonly #written: SealedCall[] = [];
  readonly #failed: { readonly callId: CallId; readonly phrase: Phrase }[] = [];

  constructor(format: FolderFormat, parts: FolderExportParts) {
    this.#format = format;
    this.#parts = parts;
  }

  /** To be called once. */
  async run(callIds: readonly CallId[], into: string): Promise<Result<FolderReport>> {
    const { watch, note, nowMs } = this.#parts;
    const made = await NewFolder.make(into, folderName(this.#format, nowMs));
    if (!made.ok) {
      return made;
    }
    const folder = made.value;
    for (const [index, callId] of callIds.entries()) {
      if (watch.signal.aborted) {
        break;
      }
      const written = await this.#writeCall(folder, callId);
      note(callId, written);
      if (!written.ok) {
        this.#failed.push({ callId, phrase: written.error.phrase });
      }
      watch.onProgress({ done: index + 1, total: callIds.length });
    }
    return this.#format === 'sealed' ? await this.#seal(folder) : ok(await this.#report(folder));
  }

  async #writeCall(folder: NewFolder, callId: CallId): Promise<Result<void>> {
    const record = await this.#parts.read(callId);
    if (!record.ok) {
      return record;
    }
    const written = await this.#writeRecord(folder, record.value);
    if (written.ok) {
      this.#written.push({ id: callId, folder: written.value });
      return done;
    }
    return written;
  }

  /** Gives the place in the folder. */
  #writeRecord(folder: NewFolder, record: CallRecord): Promise<Result<string>> {
    switch (this.#format) {
      case 'sealed':
        return this.#writeAll(folder, record);
      case 'wav':
        return this.#writeSound(folder, record);
      default:
        return this.#writeText(folder, record, this.#format);
    }
  }

  async #writeAll(folder: NewFolder, record: CallRecord): Promise<Result<string>> {
    const place = `calls/${folder.unique(stemOf(exportName(record, 'wav')))}`;
    const files = Object.entries(sealedFiles(record));
    const written = await putAll(
      folder,
      Object.fromEntries(files.map(([file, content]) => [`${place}/${file}`, content])),
    );
    const all = written.ok
      ? await this.#writeRecordings(folder, record, `${place}/recording`)
      : written;
    if (!all.ok) {
      await folder.drop(place);
      return all;
    }
    return ok(place);
  }

  async #writeText(
    folder: NewFolder,
    record: CallRecord,
    format: ExportFormat,
  ): Promise<Result<string>> {
    const { name, content } = exportFile(record, format, this.#parts.language);
    const stem = stemOf(name);
    const path = folder.unique(stem, name.slice(stem.length));
    const written = await folder.put(path, content);
    return written.ok ? ok(path) : written;
  }

  async #writeSound(folder: NewFolder, record: CallRecord): Promise<Result<string>> {
    const name = folder.unique(stemOf(exportName(record, 'wav')));
    if (record.recordings.length === 0) {
      return fail(cordboardError('not-found', phrase('history.not-recorded')));
    }
    const written = await this.#writeRecordings(folder, record, name);
    return written.ok ? ok(name) : written;
  }

  async #writeRecordings(
    folder: NewFolder,
    record: CallRecord,
    name: string,
  ): Promise<Result<void>> {
    for (const [index, recording] of record.recordings.entries()) {
      const content = await wavOf(this.#parts.dataDir, recording, null);
      const path = index === 0 ? `${name}.wav` : `${name}-${index + 1}.wav`;
      const written = content.ok ? await folder.put(path, content.value) : content;
      if (!written.ok) {
        return written;
      }
    }
    return done;
  }

  /** A folder that was called off, or has no call, is not sealed: nothing is left of it. */
  async #seal(folder: NewFolder): Promise<Result<FolderReport>> {
    if (this.#parts.watch.signal.aborted || this.#written.length === 0) {
      await folder.remove();
      return ok(this.#reportOf(null, null));
    }
    const sealed = await this.#close(folder);
    if (!sealed.ok) {
      await folder.remove();
      return sealed;
    }
    return ok(this.#reportOf(folder.path, sealed.value));
  }

  async #close(folder: NewFolder): Promise<Result<string>> {
    const { by, nowMs, language, proof } = this.#parts;
    const proven = await proof(this.#written.map(({ id }) => id));
    if (!proven.ok) {
      return proven;
    }
    const missing = this.#failed.map(({ callId, phrase: said }) => ({
      id: callId,
      why: wordsOf(said),
    }));
    return await seal(folder, {
      ...{ by, nowMs, language, missing },
      ...{ calls: this.#written, proof: proven.value },
    });
  }

  async #report(folder: NewFolder): Promise<FolderReport> {
    if (this.#written.length > 0) {
      return this.#reportOf(folder.path, null);
    }
    await folder.remove();
    return this.#reportOf(null, null);
  }

  #reportOf(folder: string | null, sealOf: string | null): FolderReport {
    return {
      folder,
      calls: folder === null ? 0 : this.#written.length,
      failed: this.#failed,
      cancelled: this.#parts.watch.signal.aborted,
      seal: sealOf,
    };
  }
}

function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** For example `cordboard-sealed-2026-01-31-120000`. */
function folderName(format: FolderFormat, nowMs: number): string {
  const [day = '', time = ''] = new Date(nowMs).toISOString().split('T');
  return `cordboard-${format}-${day}-${time.slice(0, 8).replaceAll(':', '')}`;
}
