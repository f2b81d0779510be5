/**
 * The programs of a benchmark, each in a process of its own so that none slows another's event
 * loop. A program ends with the process that started it (programs/parentLink.ts).
 *
 *   const standIn = await ChildProgram.start('standIn', { replyMs: 400 }, null);
 *   await standIn.request('say', 'Hello');
 *   await standIn.stop();
 */
import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import path from 'node:path';

/** What goes to a program. */
export type ProgramRequest = {
  readonly id: number;
  readonly command: string;
  readonly value: unknown;
};

/** What comes back. */
export type ProgramAnswer = {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
};

/** How a program is started. */
type ProgramOptions = Pick<ForkOptions, 'env' | 'cwd' | 'stdio'> & {
  /** Options of Node. */
  readonly execArgv?: readonly string[];
  /** Another script than the bundle of that name. */
  readonly file?: string;
  readonly args?: readonly string[];
};

const REQUEST_LIMIT_MS = 150_000;
const STOP_LIMIT_MS = 8_000;

/** A running program. */
export class ChildProgram {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, (answer: ProgramAnswer) => void>();
  #requests = 0;

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
    child.on('message', (message) => {
      const answer = message as ProgramAnswer;
      this.#waiting.get(answer.id)?.(answer);
    });
    this.#exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        for (const [id, answer] of this.#waiting) {
          answer({ id, error: `it ended with ${String(code ?? signal)}` });
        }
        resolve();
      });
    });
  }

  /**
   * Starts a program and its `start` command; `cpuProfiles` is the folder for its CPU profile, or
   * null.
   */
  static async start(
    name: string,
    value: unknown,
    cpuProfiles: string | null,
    { execArgv = [], file = bundleOf(name), args = [], ...process }: ProgramOptions = {},
  ): Promise<ChildProgram> {
    const profile =
      cpuProfiles === null
        ? []
        : [
            '--cpu-prof',
            `--cpu-prof-dir=${cpuProfiles}`,
            `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`,
          ];
    const child = fork(file, args, { execArgv: [...profile, ...execArgv], ...process });
    const program = new ChildProgram(name, child);
    try {
      await program.request('start', value);
      return program;
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** Process id. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /**
   * Runs a command of the program and resolves with what it returns; rejects with its error, or
   * when it takes over 150 s.
   */
  async request(command: string, value: unknown = null): Promise<unknown> {
    this.#requests += 1;
    const id = this.#requests;
    const answer = await new Promise<ProgramAnswer>((resolve) => {
      const timer = setTimeout(() => {
        resolve({ id, error: 'it does not answer' });
      }, REQUEST_LIMIT_MS);
      this.#waiting.set(id, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
      if (this.#child.connected) {
        this.#child.send({ id, command, value } satisfies ProgramRequest);
      } else {
        this.#waiting.get(id)?.({ id, error: 'it is gone' });
      }
    });
    this.#waiting.delete(id);
    if (answer.error !== undefined) {
      throw new Error(`${this.name}, ${command}: ${answer.error}`);
    }
    return answer.value;
  }

  /** Processor time that all its threads have used so far, ms. */
  async cpuMs(): Promise<number> {
    return Number(await this.request('cpuMs'));
  }

  /** Ends the program in order, after 8 s by force. Idempotent. */
  async stop(): Promise<void> {
    if (this.#child.connected) {
      this.#child.disconnect();
    }
    const timer = setTimeout(() => {
      this.#child.kill('SIGKILL');
    }, STOP_LIMIT_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}

/** The file of one of the benchmarks' own programs, or of what is loaded into another one. */
export function bundleOf(name: string): string {
  return path.join(path.dirname(process.argv[1] ?? ''), `${name}.mjs`);
}
