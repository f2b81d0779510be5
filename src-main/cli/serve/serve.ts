import type { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import { resolveDataDir } from '#main/config/installation/dataDir';
import type { SettingTexts } from '#main/config/settings/sources';
import type { LineSink } from '#main/observability/lineSink';
import { goFirst } from '#main/program/priority';
import { createProgram, type Program } from '#main/program/program';
import type { ProgramFiles } from '#main/program/programFiles';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { runApiTokens } from '../apiTokens';
import { runCheck } from '../check';
import { parseServeArguments, USAGE } from './arguments';
import { createHealthTeller, endingLine, greetingLines, problemLines } from './statusLines';

/** Exit codes; USAGE says what they mean. 64 is EX_USAGE of sysexits.h. */
const EXIT = { ended: 0, failed: 1, callsNotEnded: 2, usage: 64 } as const;

/** Signals that end the program. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** The secrets without which the program runs in demo mode. */
const SIDES: readonly string[] = ['ARI_PASSWORD', 'GOOGLE_API_KEY'];

/** The process in which `serve` runs. */
export type ServeHost = {
  readonly env: SettingTexts;
  /** Working directory: holds `.env`, and a relative `--data` begins there. */
  readonly folder: string;
  /** Emits signals and uncaught errors, as `process` does. */
  readonly events: Pick<EventEmitter, 'on'>;
  readonly files: ProgramFiles;
  readonly version: string;
  /** Prints the output of a command: help, check, tokens. */
  readonly print: (line: string) => void;
  /** Prints lines for people about the program's state. */
  readonly tell: (line: string) => void;
  /** Receiver of log lines; standard output if left out. */
  readonly logOutput?: LineSink;
};

/** Runs `serve` with these arguments. Resolves with the exit code; the process must end then. */
export async function runServe(args: readonly string[], host: ServeHost): Promise<number> {
  const parsed = parseServeArguments(args);
  if (!parsed.ok) {
    host.tell(parsed.error.message);
    host.tell('npm run serve -- --help shows what there is.');
    return EXIT.usage;
  }
  const { command, dataDir, tokenArguments } = parsed.value;
  const env =
    dataDir === null
      ? host.env
      : { ...host.env, CORDBOARD_DATA_DIR: resolve(host.folder, dataDir) };
  const envFilePath = join(host.folder, '.env');
  switch (command) {
    case 'help':
      host.print(USAGE);
      return EXIT.ended;
    case 'check':
      return runCheck(args, env, { envFilePath, print: host.print });
    case 'token':
      return runApiTokens(tokenArguments, env, { envFilePath, print: host.print });
    case 'serve':
      return serve(env, envFilePath, host);
  }
}

async function serve(env: SettingTexts, envFile: string, host: ServeHost): Promise<number> {
  const { files, version, tell, logOutput } = host;
  const signals = listenForSignals(host.events);
  const dataDir = resolveDataDir({ env, envFilePath: envFile, base: host.folder });
  const created = await createProgram({
    ...{ env, envFile, dataDir, files, version },
    ...(logOutput === undefined ? {} : { logOutput }),
  });
  if (!created.ok) {
    tell(created.error.message);
    return EXIT.failed;
  }
  const program = created.value;
  reportDefects(host.events, program);
  const command = env === host.env ? 'npm run serve --' : `npm run serve -- --data ${dataDir}`;
  greetingLines({ program, version, dataDir, command }).forEach(tell);
  problemLines(program.settings).forEach(tell);
  if (isDemoForWantOfSecrets(program)) {
    tell(
      'Cordboard does not simulate calls in place of what was set up in the window, so it ends here.',
    );
    await program.stop();
    return EXIT.failed;
  }
  followHealth(program, tell);
  goFirst(program.log);
  void program.start();
  return untilEnded(program, signals, tell);
}

/** The signals that ask the program to end. */
type Signals = {
  /** Name of the first signal: end in order. */
  readonly first: Promise<string>;
  /** Name of the second one: end at once. */
  readonly second: Promise<string>;
};

/** Handles the signals from now on, so that none ends the process directly. */
function listenForSignals(events: ServeHost['events']): Signals {
  const waiting: ((signal: string) => void)[] = [];
  const next = () => new Promise<string>((resolve) => waiting.push(resolve));
  const signals = { first: next(), second: next() };
  for (const signal of SIGNALS) {
    events.on(signal, () => waiting.shift()?.(signal));
  }
  return signals;
}

/** Logs uncaught errors and goes on: a defect in one part must not hang up every caller. */
function reportDefects(events: ServeHost['events'], { log }: Program): void {
  events.on('uncaughtException', (error: unknown) => {
    log.error({ error }, 'uncaught exception');
  });
  events.on('unhandledRejection', (error: unknown) => {
    log.error({ error }, 'unhandled rejection');
  });
}

/**
 * Whether the program is in demo mode only because it cannot read secrets that the window has
 * saved.
 */
function isDemoForWantOfSecrets({ mode, settings }: Program): boolean {
  return (
    mode === 'demo' &&
    settings.fileProblems.some(
      (problem) => problem.kind === 'sealed-secret' && SIDES.includes(problem.setting),
    )
  );
}

function followHealth({ control, health, api }: Program, tell: ServeHost['tell']): void {
  const linesOf = createHealthTeller(() => api.url);
  linesOf(health).forEach(tell);
  control.onBatch(({ events }) => {
    for (const event of events) {
      if (event.type === 'healthChanged') {
        linesOf(event.health).forEach(tell);
      }
    }
  });
}

async function untilEnded(
  program: Program,
  { first, second }: Signals,
  tell: ServeHost['tell'],
): Promise<number> {
  const signal = await first;
  tell(endingLine(signal, program));
  const atOnce = second.then((again) =>
    fail(cordboardError('cancelled', phrase('program.ended-at-once', { signal: again }))),
  );
  const ended = await Promise.race([program.stop(), atOnce]);
  tell(ended.ok ? 'Ended in order.' : ended.error.message);
  return ended.ok ? EXIT.ended : EXIT.callsNotEnded;
}
