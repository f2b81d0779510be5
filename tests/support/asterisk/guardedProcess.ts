/**
 * Child processes that cannot outlive the test process.
 *
 * `startGuarded(command, args)` runs the command under a small shell script whose standard input is
 * a pipe from us. When that pipe closes, because we crashed or were killed, the script ends the
 * command (TERM, after 5 s KILL) and removes `scratchDir`. `stop()` does the same in order and
 * keeps the directory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type GuardedProcess = {
  /** Process id of the command itself (not of its guard). */
  readonly pid: number;
  /** Settles with the exit code once the command has ended; 128 + signal number when killed. */
  readonly exited: Promise<number>;
  /** Standard output and standard error so far, at most the last 256 KiB. */
  output(): string;
  /** Ends the command: TERM, then KILL after 5 s. Idempotent; resolves when it is gone. */
  stop(): Promise<void>;
};

export type GuardedOptions = {
  /** Directory the guard removes when we die without calling stop(). */
  readonly scratchDir?: string;
  readonly cwd?: string;
  /** Whole environment of the command; default: ours. */
  readonly env?: NodeJS.ProcessEnv;
};

const OUTPUT_LIMIT_CHARS = 256 * 1024;
const KILL_AFTER_MS = 8_000;

// fd 3: tells us the pid. fd 4: the pipe whose end means "our owner is gone". The guard marks an
// orphan with a file because it is itself ended as soon as the command has exited.
const GUARD_SCRIPT = `
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
child=$!
echo "$child" >&3
exec 3>&-
(
  word=
  read -r word <&4 || true
  [ "$word" = stop ] || [ -z "$SCRATCH" ] || : >"$SCRATCH/.orphan"
  kill -TERM "$child" 2>/dev/null
  tries=0
  while [ "$tries" -lt 50 ] && kill -0 "$child" 2>/dev/null; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
guard=$!
wait "$child"
code=$?
kill "$guard" 2>/dev/null
[ -n "$SCRATCH" ] && [ -e "$SCRATCH/.orphan" ] && rm -rf "$SCRATCH"
exit "$code"
`;

/** Starts `command` under the guard. Rejects when the command cannot be started at all. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  options: GuardedOptions = {},
): Promise<GuardedProcess> {
  const guard = spawn('/bin/sh', ['-c', GUARD_SCRIPT, 'guard', command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    cwd: options.cwd ?? '/',
    env: { ...(options.env ?? process.env), SCRATCH: options.scratchDir ?? '' },
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-OUTPUT_LIMIT_CHARS);
  };
  guard.stdout.on('data', collect);
  guard.stderr.on('data', collect);
  // Writing "stop" to a guard that has just ended by itself is not an error for us.
  guard.stdin.on('error', () => undefined);
  let ended = false;
  const exited = new Promise<number>((resolve) => {
    guard.once('exit', (code) => {
      ended = true;
      resolve(code ?? 128);
    });
  });
  const pidPipe = guard.stdio[3];
  if (pidPipe === null || pidPipe === undefined || !('read' in pidPipe)) {
    throw new Error('the guard shell has no pid pipe');
  }
  const [first] = (await once(pidPipe, 'data')) as [Buffer];
  pidPipe.on('data', () => undefined);
  const pid = Number.parseInt(first.toString('utf8'), 10);

  const stop = async (): Promise<void> => {
    if (ended) {
      return;
    }
    guard.stdin.end('stop\n');
    const force = setTimeout(() => {
      guard.kill('SIGKILL');
      killQuietly(pid);
    }, KILL_AFTER_MS);
    await exited;
    clearTimeout(force);
  };
  return { pid, exited, output: () => output, stop };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone, as intended.
  }
}
