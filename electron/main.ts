/**
 * Entry of the program. What has to be done before Electron is ready is done here, the rest in
 * shell.ts.
 */
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { parseArguments } from './arguments';
import { CONSOLE_SCHEME_PRIVILEGES } from './security/consoleProtocol';
import { SANDBOX_TAKEN_AWAY, sandboxState, WITHOUT_SANDBOX } from './security/sandbox';
import { type Shell, startShell } from './shell';
import { shellPaths } from './shellPaths';

// First of all: every page of this program is sandboxed, whatever its options say. Only when
// Chromium's sandbox was switched off on the command line (as root it does not start otherwise) is
// this left out: it would take that switch back.
const sandbox = sandboxState(app.commandLine, process.execPath);
if (sandbox === 'on') {
  app.enableSandbox();
}
// From source, whoever starts the program says it (build/lib/sandbox.mjs).
const warnsOfSandbox = sandbox === 'off' && app.isPackaged;
if (warnsOfSandbox) {
  process.stderr.write(`${WITHOUT_SANDBOX}\n`);
}
app.setName('Cordboard');
protocol.registerSchemesAsPrivileged([CONSOLE_SCHEME_PRIVILEGES]);

const paths = shellPaths(app, process.env);
// Before the lock, which is one for each data folder, and before Chromium opens its profile.
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
  // A defect in one corner must not hang up every caller: it is reported, and the program goes on.
  process.on('uncaughtException', (error) => {
    report(shell, error, 'uncaught exception');
  });
  process.on('unhandledRejection', (error) => {
    report(shell, error, 'unhandled rejection');
  });

  const start = async () => {
    await app.whenReady();
    // Chromium installs handlers of its own for these signals when it starts; the later ones win.
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
      await refuse(started.error.message);
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
 * Ends without having opened a page. The program may have been started by a click: there may be no
 * terminal to read the reason in.
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
