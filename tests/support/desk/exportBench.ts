/** A desk with recorded calls, and a folder that exports go into. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { BYTES_PER_MS, fillHeader, HEADER_BYTES } from '#main/media/recording/wavHeader';
import type { Result } from '#main/util/result';
import type { FolderFormat, FolderReport } from '#model/exports';
import type { CallRecord } from '#model/history';
import type { Language } from '#model/language';
import { recordedCallWith } from '../store/fakeHistoryStore';
import { aRecord } from '../window/historyFixtures';
import { DeskBench } from './deskBench';

/** A WAV file in which each sample tells its place. */
export function wavFile(durationMs: number): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + durationMs * BYTES_PER_MS);
  fillHeader(file, file.length - HEADER_BYTES);
  for (let at = HEADER_BYTES; at < file.length; at += 4) {
    file.writeUInt32LE(at, at);
  }
  return file;
}

export class ExportBench {
  readonly dir: string;
  readonly desk: DeskBench;

  private constructor(dir: string) {
    this.dir = dir;
    this.desk = new DeskBench({ dataDir: join(dir, 'data') });
  }

  /** It is removed with the test. */
  static async make(): Promise<ExportBench> {
    const dir = await mkdtemp(join(tmpdir(), 'cordboard-exports-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    await mkdir(join(dir, 'data'));
    await mkdir(join(dir, 'out'));
    return new ExportBench(dir);
  }

  get out(): string {
    return join(this.dir, 'out');
  }

  get exports() {
    return this.desk.desk.as({ kind: 'window', name: 'ann' }).exports;
  }

  putCall(id: string, patch: Partial<CallRecord> = {}): void {
    this.desk.history.put(aRecord({ call: recordedCallWith({ id }), ...patch }));
  }

  /** A call with a recording of a second that began half a second after the call did. */
  async putRecorded(id: string): Promise<void> {
    const path = `${id}.wav`;
    await writeFile(join(this.dir, 'data', path), wavFile(1_000));
    const bytes = HEADER_BYTES + 1_000 * BYTES_PER_MS;
    this.putCall(id, { recordings: [{ path, startMs: 500, durationMs: 1_000, bytes }] });
  }

  async folder(
    format: FolderFormat,
    callIds: readonly string[],
    onProgress: (abort: AbortController) => void = () => undefined,
    language: Language = 'en',
  ): Promise<Result<FolderReport>> {
    const abort = new AbortController();
    return await this.exports.folder(
      { callIds, format, into: this.out, language },
      {
        signal: abort.signal,
        onProgress: () => {
          onProgress(abort);
        },
      },
    );
  }

  /** Makes a folder that must succeed; gives its report with its path. */
  async made(
    format: FolderFormat,
    callIds: readonly string[],
  ): Promise<FolderReport & { readonly folder: string }> {
    const made = await this.folder(format, callIds);
    if (!made.ok || made.value.folder === null) {
      throw new Error(`no folder was made: ${JSON.stringify(made)}`);
    }
    return { ...made.value, folder: made.value.folder };
  }
}

/** The files below a folder, in order, with `/` between their parts. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
