import { z } from 'zod';
import type { ExportDesk } from '#main/desk/exports/exportDesk';
import type { HistoryDesk } from '#main/desk/historyDesk';
import { callId, callIds, excerpt, recordingIndex } from '#main/rules/recordSchemas';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { type ExportProgress, FOLDER_FORMATS, type FolderReport } from '#model/exports';
import { phrase } from '#model/phrases/phrase';
import type { ShellLanguage } from '../../language';
import type { PickFolder } from '../../pickFolder';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

export type ExportHandlerParts = {
  readonly history: Pick<HistoryDesk, 'exportName'>;
  readonly exports: ExportDesk;
  readonly saveFile: SaveFile;
  readonly pickFolder: PickFolder;
  readonly language: Pick<ShellLanguage, 'current'>;
};

/** The folder that is being written for the window; its dialog may still be open. */
type Running = { readonly abort: AbortController; progress: ExportProgress | null };

export function createExportHandlers(parts: ExportHandlerParts): HandlersOf<'exports'> {
  const { history, exports, saveFile, pickFolder, language } = parts;
  let running: Running | null = null;

  const writeFolder = async (
    wanted: Pick<Parameters<ExportDesk['folder']>[0], 'callIds' | 'format'>,
    run: Running,
  ): Promise<Result<FolderReport | null>> => {
    const into = await pickFolder();
    if (into === null) {
      return ok(null);
    }
    run.progress = { done: 0, total: wanted.callIds.length };
    const onProgress = (progress: ExportProgress): void => {
      run.progress = progress;
    };
    return await exports.folder(
      { ...wanted, into, language: language.current },
      { signal: run.abort.signal, onProgress },
    );
  };

  return {
    'exports:recording': {
      schema: z.strictObject({
        callId,
        index: recordingIndex(z.number),
        excerpt: excerpt.nullable(),
      }),
      run: async (wanted) => {
        const name = await history.exportName(wanted.callId, 'wav');
        return name.ok ? await saveFile(name.value, () => exports.recording(wanted)) : name;
      },
    },
    'exports:folder': {
      schema: z.strictObject({ callIds, format: z.enum(FOLDER_FORMATS) }),
      run: async (wanted) => {
        if (running !== null) {
          return fail(cordboardError('invalid-state', phrase('history.export-runs')));
        }
        running = { abort: new AbortController(), progress: null };
        try {
          return await writeFolder(wanted, running);
        } finally {
          running = null;
        }
      },
    },
    'exports:progress': {
      schema: z.null(),
      run: () => Promise.resolve(ok(running?.progress ?? null)),
    },
    'exports:cancel': {
      schema: z.null(),
      run: () => {
        running?.abort.abort();
        return Promise.resolve(done);
      },
    },
  };
}
