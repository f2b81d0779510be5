import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NativeTheme } from 'electron';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import type { ThemeChoice } from './contract/requests';

const themeSchema = z.object({ choice: z.enum(['system', 'light', 'dark']) });

/**
 * Gives the chosen theme to the system before the first window opens: its background, menus and
 * dialogs then have it from the start. The returned function changes and keeps it.
 */
export async function followTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  dataDir: string,
): Promise<(choice: ThemeChoice) => void> {
  const file = join(dataDir, 'theme.json');
  const kept = await readTheme(file);
  nativeTheme.themeSource = kept;
  let choice = kept;
  return (now) => {
    if (now !== choice) {
      choice = now;
      nativeTheme.themeSource = now;
      // A failure is not worth a message: the next start then begins with the theme before.
      void writeJsonFile(file, { choice });
    }
  };
}

async function readTheme(file: string): Promise<ThemeChoice> {
  try {
    return themeSchema.parse(JSON.parse(await readFile(file, 'utf8'))).choice;
  } catch {
    return 'system';
  }
}
