/** Log lines as the console shows them. */

/** Importance of a line, from the least to the most. */
export const LINE_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type LineLevel = (typeof LINE_LEVELS)[number];

/**
 * One line as it was written: an object of JSON with `level`, `time` (ISO 8601), `msg`, mostly
 * `callId`, and further fields. Not parsed in the main process, whose time belongs to the calls.
 * Secrets are out of it; personal data is in it only when LOG_LEVEL is DEBUG.
 */
export type LogLine = {
  /** Counts from 1 since the start of the program. */
  readonly seq: number;
  readonly text: string;
};

/** Which lines are asked for. */
export type LogQuery = {
  /** Only lines after this one; 0 for all there are. */
  readonly after: number;
  /** Only lines of this importance or more. */
  readonly level: LineLevel;
  /** Only lines of calls whose id contains this text; empty for all lines. */
  readonly call: string;
  /** Largest number of lines; the newest are returned. */
  readonly limit: number;
};

/** The lines that were asked for, oldest first. */
export type LogTail = {
  readonly lines: readonly LogLine[];
  /** Number of the newest line, asked for or not: `after` of the next query. */
  readonly newest: number;
  /** Lines between `after` and the oldest kept one: too old to be had. */
  readonly missed: number;
};
