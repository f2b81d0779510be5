import { type DestinationStream, pino } from 'pino';
import { delay } from '#main/util/timeout';
import { humanLine } from './humanLine';
import type { LineSink } from './lineSink';
import { LogRing } from './logRing';
import { redactFields, redactText } from './redact';
import { RotatingFile } from './rotatingFile';

/**
 * Where a part of the program writes what it does: a fixed message with fields beside it, never a
 * sentence with values in it. Caller numbers and what was said go under the field `pii`, e.g.
 * `log.info({ callId, pii: { number } }, 'call arrived')`.
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
  /** The newest lines, as they were written. */
  readonly ring: LogRing;
  /** Writes out what is still waiting, at most 1 s, and closes the file. Idempotent. */
  close(): Promise<void>;
};

/** Values of LOG_LEVEL, from the most to the least talkative. */
export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

type LogOptions = {
  /** Lowest level that is written, asked at each line. DEBUG also shows what is under `pii`. */
  readonly level: () => LogLevel;
  /** Absolute path of a log file of JSON lines; its folders are made. Empty: no file. */
  readonly file: string;
  /** Size at which the file is put aside, bytes. */
  readonly maxFileBytes?: number;
  /** Number of files put aside that are kept. */
  readonly keepFiles?: number;
  /** Name of the program in each line. */
  readonly name: string;
  /** The secrets in force; they are taken out of every text. */
  readonly secrets?: () => readonly string[];
  /** Takes all lines, besides the file. By default standard output. */
  readonly stdout?: LineSink;
  /** Standard output gets lines for people instead of JSON. By default if it is a terminal. */
  readonly human?: boolean;
};

/** What a line may be, in the order of LOG_LEVELS. */
const LINE_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

type LineLevel = (typeof LINE_LEVELS)[number];

/** Default of LogOptions.maxFileBytes. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Default of LogOptions.keepFiles. */
const KEEP_FILES = 5;

/** Lines that wait for the file, bytes; beyond it lines are dropped. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Longest wait for the last lines at the end of the program, ms. */
const CLOSE_LIMIT_MS = 1_000;

/** Never fails: a file that cannot be opened is reported on standard output and left out. */
export function createLog(options: LogOptions): RootLog {
  const stdout = options.stdout ?? standardOutput();
  const human = options.human ?? (options.stdout === undefined && process.stdout.isTTY);
  const ring = new LogRing();
  const sinks: LineSink[] = [
    ring,
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
      // What is not to be written does not come here: of pino each child keeps a level of its own.
      level: 'debug',
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const log = wrap(logger, { level: options.level, secrets: options.secrets ?? (() => []) });
  const file = options.file === '' ? null : openFile(options, sinks, log);
  let closing: Promise<void> | null = null;
  return { ...log, ring, close: () => (closing ??= file?.close() ?? Promise.resolve()) };
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

function wrap(logger: pino.Logger, rules: Required<Pick<LogOptions, 'level' | 'secrets'>>): Log {
  const write = (line: LineLevel, fields: object, message: string) => {
    const level = rules.level();
    if (LINE_LEVELS.indexOf(line) < LOG_LEVELS.indexOf(level)) {
      return;
    }
    const { secrets } = rules;
    const shown = redactFields(fields, { showPersonal: level === 'DEBUG', secrets });
    logger[line](shown, redactText(message, secrets()));
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
    child: (fields) => {
      // They stay with the child, whatever level comes.
      const { secrets } = rules;
      return wrap(logger.child(redactFields(fields, { showPersonal: false, secrets })), rules);
    },
  };
}

/** Survives a reader of standard output that goes away (EPIPE): the program goes on. */
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

function openFile(options: LogOptions, sinks: LineSink[], log: Log): { close(): Promise<void> } {
  const { file } = options;
  const rotating = new RotatingFile({
    file,
    maxBytes: options.maxFileBytes ?? MAX_FILE_BYTES,
    keepFiles: options.keepFiles ?? KEEP_FILES,
    maxWaitingBytes: MAX_WAITING_BYTES,
    onFailed: (error) => {
      log.warn({ file, error }, 'LOG_FILE cannot be written; going on without it');
    },
    onDropped: (lines) => {
      log.warn({ file, lines }, 'LOG_FILE is written again; lines are missing from it');
    },
  });
  sinks.push(rotating);
  return {
    close: async () => {
      const limit = new AbortController();
      await Promise.race([rotating.close(), delay(CLOSE_LIMIT_MS, limit.signal)]);
      limit.abort();
    },
  };
}
