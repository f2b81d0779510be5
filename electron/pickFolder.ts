import type { Dialog } from 'electron';

/** Asks the person for a folder; null when the dialog was cancelled. */
export type PickFolder = () => Promise<string | null>;

/** Uses the system's own dialog. */
export function createPickFolder(dialog: Pick<Dialog, 'showOpenDialog'>): PickFolder {
  return async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };
}
