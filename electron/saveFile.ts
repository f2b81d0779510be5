import type { Dialog } from 'electron';
import { type FileContent, writeAtomically } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/**
 * Asks the person where to save a file, then makes its content and writes it. Answers with its
 * path; null when the dialog was cancelled. Fails as `content` does, or with `refused` when the
 * file cannot be written.
 */
export type SaveFile = (
  name: string,
  content: () => Promise<Result<FileContent>>,
) => Promise<Result<string | null>>;

/**
 * Uses the system's own dialog. Only its owner can read the file, even if it replaces one that
 * others could read: it holds personal data.
 */
export function createSaveFile(dialog: Pick<Dialog, 'showSaveDialog'>): SaveFile {
  return async (name, content) => {
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: name,
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
    if (canceled || filePath === '') {
      return ok(null);
    }
    const made = await content();
    if (!made.ok) {
      return made;
    }
    const written = await writeAtomically(filePath, made.value);
    if (written.ok) {
      return ok(filePath);
    }
    const { cause } = written.error;
    const said = phrase('file.not-written', { why: messageOf(cause) });
    return fail(cordboardError('refused', said, { cause }));
  };
}
