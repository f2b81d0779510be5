import { writeFile } from 'node:fs/promises';
import type { Dialog } from 'electron';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { ExportFile } from './callExport';

/**
 * Asks the person where a file goes and writes it. Gives its path; null when the dialog was cancelled. Fails with `refused`
 * when the file cannot be written.
 */
export type SaveFile = (file: ExportFile) => Promise<Result<string | null>>;

/** A SaveFile with the system's own dialog. The file can be read by its owner only: it holds personal data. */
export function createSaveFile(dialog: Pick<Dialog, 'showSaveDialog'>): SaveFile {
  return async ({ name, content }) => {
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: name,
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
    if (canceled || filePath === '') {
      return ok(null);
    }
    try {
      await writeFile(filePath, content, { encoding: 'utf8', mode: 0o600 });
      return ok(filePath);
    } catch (error) {
      const message = `The file could not be written: ${messageOf(error)}. Choose another place.`;
      return fail(cordboardError('refused', message, { cause: error }));
    }
  };
}
