import type { DestinationStream } from 'pino';
import { pino } from 'pino';
import { humanLine } from './humanLine';
import type { RedactOptions } from './redact';
import { redactFields, redactText } from './redact';

/**
 * Where a part of the program reports what it does. A fixed message with fields beside it, never a sentence with values in
 * it. Caller numbers and what was said go under the field `pii`, e.g. `log.info({ callId, pii: { number } }, 'call arrived')`.
 */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log that adds these fields to each of its lines. */
  child(fields: object): Log;
};

/** The log of the whole program. */
export type RootLog = Log & {
  /** Writes out what is still waiting, at most 1 s, and closes the file. Idempotent. */
  close(): Promise<void>;
};

/** Values of LOG_LEVEL, from the most to the least talkative. */
export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const;

/** Value of LOG_LEVEL. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a log is made with. */
export type LogOptions = {
  /** Least important lines that are written. DEBUG also shows what is under `pii`. */
  readonly level: LogLevel;
  /** Also written to this file (absolute path), one JSON object a line; its folders are made. Empty: no file. */
  readonly file: string;
  /** Name of the program in each line. */
  readonly name: string;
  /** The secrets in force, taken out of every text. */
  readonly secrets?: () => readonly string[];
  /** Where lines go besides the file. By default standard output. */
  readonly stdout?: LineSink;
  /** Standard output gets lines for people instead of JSON. By default when it is a terminal. */
  readonly human?: boolean;
};

/** Takes finished lines, each with its line end. */
export type LineSink = { write(line: string): void };

const PINO_LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** A line waits at most for this many bytes before older ones are on the disk; beyond it, lines are dropped. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Longest wait for the last lines at the end of the program, ms. */
const CLOSE_LIMIT_MS = 1_000;

/** Makes the program's log. Never fails: a file that cannot be opened is reported on standard output and left out. */
export function createLog(options: LogOptions): RootLog {
  const stdout = options.stdout ?? standardOutput();
  const human = options.human ?? (options.stdout === undefined && process.stdout.isTTY);
  const sinks: LineSink[] = [
    human
      ? {
          write: (line) => {
            stdout.write(humanLine(line));
          },
        }
      : stdout,
  ];
  const stream: DestinationStream = {
    write(line) {
      for (const sink of sinks) {
        sink.write(line);
      }
    },
  };
  const logger = pino(
    {
      level: PINO_LEVELS[options.level],
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const log = wrap(logger, {
    showPersonal: options.level === 'DEBUG',
    secrets: options.secrets ?? (() => []),
  });
  const file = options.file === '' ? null : openFile(options.file, sinks, log);
  let closing: Promise<void> | null = null;
  return { ...log, close: () => (closing ??= file?.close() ?? Promise.resolve()) };
}

/** A log that writes nothing, for tests. */
export const silentLog: Log = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLog,
};

function ignore(): void {
  // Writes nothing.
}

function wrap(logger: pino.Logger, redact: RedactOptions): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error', fields: object, message: string) => {
    if (!logger.isLevelEnabled(level)) {
      return;
    }
    logger[level](redactFields(fields, redact), redactText(message, redact.secrets()));
  };
  return {
    debug: (fields, message) => {
      write('debug', fields, message);
    },
    info: (fields, message) => {
      write('info', fields, message);
    },
    warn: (fields, message) => {
      write('warn', fields, message);
    },
    error: (fields, message) => {
      write('error', fields, message);
    },
    child: (fields) => wrap(logger.child(redactFields(fields, redact)), redact),
  };
}

/** Standard output; a reader that goes away (EPIPE) must not end the program. */
function standardOutput(): LineSink {
  let gone = false;
  process.stdout.on('error', () => {
    gone = true;
  });
  return {
    write(line) {
      if (!gone) {
        process.stdout.write(line);
      }
    },
  };
}

function openFile(file: string, sinks: LineSink[], log: Log): { close(): Promise<void> } {
  const destination = pino.destination({
    dest: file,
    mkdir: true,
    sync: false,
    maxLength: MAX_WAITING_BYTES,
  });
  sinks.push(destination);
  let failed = false;
  destination.on('error', (error: unknown) => {
    if (failed) {
      return;
    }
    failed = true;
    sinks.splice(sinks.indexOf(destination), 1);
    log.warn({ file, error }, 'LOG_FILE cannot be written; going on without it');
  });
  const close = () =>
    new Promise<void>((resolve) => {
      if (failed) {
        resolve();
        return;
      }
      const limit = setTimeout(resolve, CLOSE_LIMIT_MS);
      destination.once('close', () => {
        clearTimeout(limit);
        resolve();
      });
      sinks.splice(sinks.indexOf(destination), 1);
      destination.end();
    });
  return { close };
}
