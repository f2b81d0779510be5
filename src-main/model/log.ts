/** Log lines as the console shows them. */

/** Importance of a line, from the least to the most. */
export const LINE_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** Importance of a line. */
export type LineLevel = (typeof LINE_LEVELS)[number];

/** One line. Secrets are out of it; personal data is in it only when LOG_LEVEL is DEBUG. */
export type LogLine = {
  /** Counts from 1 since the start of the program. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly level: LineLevel;
  readonly message: string;
  /** The call it is about; null for none. */
  readonly callId: string | null;
  /** All other fields, as JSON. */
  readonly fields: string;
};

/** Which lines are asked for. */
export type LogQuery = {
  /** Only lines after this one; 0 for all there are. */
  readonly after: number;
  /** Only lines of this importance or more. */
  readonly level: LineLevel;
  /** Only lines of calls whose id contains this text; empty for all lines. */
  readonly call: string;
  /** The newest so many, at most. */
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
