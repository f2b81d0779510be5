import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import { writeAtomically } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

type AutostartParts = {
  readonly app: Pick<App, 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  /** Of the user: `~/.config` unless XDG_CONFIG_HOME says otherwise. */
  readonly configDir: string;
  /** The program as it is started: its file and arguments. */
  readonly command: readonly string[];
};

/**
 * Makes the desktop start the program when its user logs in, or no longer. On Linux by a file as
 * freedesktop.org's "Desktop Application Autostart Specification" has it, elsewhere by the system.
 * Fails with `config` when the file cannot be written.
 */
export async function setAutostart(parts: AutostartParts, on: boolean): Promise<Result<void>> {
  if (parts.platform !== 'linux') {
    parts.app.setLoginItemSettings({ openAtLogin: on });
    return done;
  }
  const file = join(parts.configDir, 'autostart', 'cordboard.desktop');
  if (on) {
    return writeAtomically(file, desktopEntry(parts.command));
  }
  try {
    await rm(file, { force: true });
    return done;
  } catch (error) {
    const said = phrase('file.cannot-be-written', { path: file, why: messageOf(error) });
    return fail(cordboardError('config', said, { cause: error }));
  }
}

function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Cordboard',
    `Exec=${command.map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** As "The Exec key" of the Desktop Entry Specification asks: in quotes, some signs escaped. */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/g, '\\$&');
  // The value of a key has its own escapes, and % begins a field code.
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`;
}
