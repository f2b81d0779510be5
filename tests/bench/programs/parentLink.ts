import type { ProgramAnswer, ProgramRequest } from '../childProgram';

/** Commands of a program by name. */
export type Commands = Readonly<Record<string, (value: never) => unknown>>;

/**
 * Serves the process that started this one; when that is gone or lets go, `stop` runs and this
 * process ends. A command that throws answers with the error's text. Every program has the command
 * `cpuMs` too.
 */
export function serveParent(commands: Commands, stop: () => Promise<void> | void): void {
  process.on('message', (message) => {
    void answer({ cpuMs, ...commands }, message as ProgramRequest);
  });
  process.once('disconnect', () => {
    void Promise.resolve(stop()).finally(() => {
      process.exit(0);
    });
  });
  // The whole group gets the terminal's Ctrl-C; the order of the end is the parent's.
  process.on('SIGINT', () => undefined);
}

/** Processor time of all its threads so far, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function answer(commands: Commands, { id, command, value }: ProgramRequest): Promise<void> {
  let reply: ProgramAnswer;
  try {
    const run = commands[command];
    if (run === undefined) {
      throw new Error('there is no such command');
    }
    reply = { id, value: await run(value as never) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  if (process.connected) {
    process.send?.(reply);
  }
}
