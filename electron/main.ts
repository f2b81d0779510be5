/** Entry of the program: what must happen before Electron is ready. The rest is in shell.ts. */
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { shareBuffers } from '#main/program/heap';
import { languageOf } from '#model/language';
import { wordsIn } from '#model/phrases/wordsIn';
import { identify } from './appId';
import { parseArguments } from './arguments';
import { CONSOLE_SCHEME_PRIVILEGES } from './security/consoleProtocol';
import { SANDBOX_TAKEN_AWAY, sandboxState, WITHOUT_SANDBOX } from './security/sandbox';
import { type Shell, startShell } from './shell';
import { shellPaths } from './shellPaths';

// First of all, every page of this program is sandboxed, whatever its options say. But not when
// Chromium's sandbox was switched off on the command line, as root has to: this call would undo the
// switch.
const sandbox = sandboxState(app.commandLine, process.execPath);
if (sandbox === 'on') {
  app.enableSandbox();
}
// A program from source is warned about by what starts it (build/lib/sandbox.mjs).
const warnsOfSandbox = sandbox === 'off' && app.isPackaged;
if (warnsOfSandbox) {
  process.stderr.write(`${WITHOUT_SANDBOX}\n`);
}
shareBuffers();
app.setName('Cordboard');
identify(app, process.platform);
protocol.registerSchemesAsPrivileged([CONSOLE_SCHEME_PRIVILEGES]);

const paths = shellPaths(app, process.env);
// Comes before the lock, of which each data folder has one, and before Chromium opens its profile.
app.setPath('userData', paths.dataDir);
app.setPath('sessionData', join(paths.dataDir, 'browser'));
app.setPath('crashDumps', join(paths.dataDir, 'crashes'));

if (sandbox === 'taken-away') {
  const { message, detail } = SANDBOX_TAKEN_AWAY;
  void refuse(message, detail);
} else if (app.requestSingleInstanceLock()) {
  run();
} else {
  process.stdout.write('Cordboard is already running; its window is brought to the front.\n');
  app.exit(0);
}

function run(): void {
  let shell: Shell | null = null;

  app.on('second-instance', () => {
    shell?.focus();
  });
  app.on('activate', () => {
    shell?.focus();
  });
  app.on('before-quit', (event) => {
    if (shell !== null) {
      event.preventDefault();
      shell.quit.requestByUser();
    }
  });
  // A defect in one corner must not hang up on every caller: it is logged, the program goes on.
  process.on('uncaughtException', (error) => {
    report(shell, error, 'uncaught exception');
  });
  process.on('unhandledRejection', (error) => {
    report(shell, error, 'unhandled rejection');
  });

  const start = async () => {
    await app.whenReady();
    // Chromium sets its own handlers of these signals when it starts; those set later win.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (shell === null) {
          app.exit(0);
        } else {
          shell.quit.requestBySignal(signal);
        }
      });
    }
    const started = await startShell(paths, parseArguments(process.argv));
    if (!started.ok) {
      const language = languageOf('system', app.getLocale());
      await refuse(wordsIn(language, started.error.phrase));
      return;
    }
    shell = started.value;
    if (warnsOfSandbox) {
      shell.log.warn({}, WITHOUT_SANDBOX);
    }
  };
  start().catch((error: unknown) => {
    report(null, error, 'Cordboard could not start');
    app.exit(1);
  });
}

/**
 * Ends the program before it has a window. The reason is also shown in a dialog: a program that was
 * started by a click has no terminal.
 */
async function refuse(message: string, detail = ''): Promise<void> {
  process.stderr.write(`${message} ${detail}\n`);
  await app.whenReady();
  await dialog.showMessageBox({ type: 'error', title: 'Cordboard', message, detail });
  app.exit(1);
}

function report(shell: Shell | null, error: unknown, message: string): void {
  if (shell === null) {
    process.stderr.write(
      `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  } else {
    shell.log.error({ error }, message);
  }
}
