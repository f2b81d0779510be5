/** The newest log lines, kept in memory for the log view and for diagnostics. */
import type { LineLevel, LogLine, LogQuery, LogTail } from '../model/log';
import { LINE_LEVELS } from '../model/log';
import type { LineSink } from './lineSink';

/** Lines that are kept. */
export const RING_LINES = 2_000;

/** Characters that are kept at most, over all lines. */
const RING_CHARS = 4_000_000;

/** A longer line is kept without its fields. */
const MAX_LINE_CHARS = 16_000;

/** Fields that have a place of their own in a LogLine, and those that every line has. */
const PLACED = new Set(['level', 'time', 'name', 'msg', 'callId']);

type Kept = { readonly seq: number; readonly text: string };

/**
 * Keeps finished lines as they are written, so redacted already. Nothing is parsed until somebody looks. The two bounds hold
 * for any lines.
 */
export class LogRing implements LineSink {
  readonly #maxLines: number;
  #lines: Kept[] = [];
  /** Lines before this place are gone: cutting the array at every line would cost more than it saves. */
  #first = 0;
  #chars = 0;
  #newest = 0;

  constructor(maxLines = RING_LINES) {
    this.#maxLines = maxLines;
  }

  /** Takes a line of JSON. */
  write(line: string): void {
    this.#newest += 1;
    const text = line.length > MAX_LINE_CHARS ? shortened(line) : line;
    this.#lines.push({ seq: this.#newest, text });
    this.#chars += text.length;
    while (this.#lines.length - this.#first > this.#maxLines || this.#chars > RING_CHARS) {
      this.#chars -= this.#lines[this.#first]?.text.length ?? 0;
      this.#first += 1;
    }
    if (this.#first > this.#maxLines) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }

  /** The newest lines that fit the query. */
  tail(query: LogQuery): LogTail {
    const lines: LogLine[] = [];
    const least = LINE_LEVELS.indexOf(query.level);
    for (let index = this.#lines.length - 1; index >= this.#first; index -= 1) {
      const kept = this.#lines[index];
      if (kept === undefined || kept.seq <= query.after || lines.length >= query.limit) {
        break;
      }
      // Before it is parsed: most lines are of other calls.
      if (query.call !== '' && !kept.text.includes(query.call)) {
        continue;
      }
      const line = logLine(kept);
      if (LINE_LEVELS.indexOf(line.level) >= least && fits(line, query.call)) {
        lines.push(line);
      }
    }
    const oldest = this.#lines[this.#first]?.seq ?? this.#newest + 1;
    return {
      lines: lines.reverse(),
      newest: this.#newest,
      missed: Math.max(0, oldest - 1 - query.after),
    };
  }
}

function fits(line: LogLine, call: string): boolean {
  return call === '' || (line.callId?.includes(call) ?? false);
}

function logLine({ seq, text }: Kept): LogLine {
  const fields = fieldsOf(text);
  const { level, time, msg, callId } = fields as Partial<Record<string, unknown>>;
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !PLACED.has(name)));
  return {
    seq,
    at: typeof time === 'string' ? Date.parse(time) : 0,
    level: isLineLevel(level) ? level : 'error',
    message: typeof msg === 'string' ? msg : text,
    callId: typeof callId === 'string' ? callId : null,
    fields: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest),
  };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isLineLevel(value: unknown): value is LineLevel {
  return LINE_LEVELS.includes(value as LineLevel);
}

/** The line without what makes it long. */
function shortened(line: string): string {
  const { level, time, msg, callId } = fieldsOf(line);
  const message = typeof msg === 'string' ? msg.slice(0, 1_000) : '';
  return JSON.stringify({ level, time, callId, msg: message, shortenedFrom: line.length });
}
