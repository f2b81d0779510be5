/** The newest log lines, kept in memory for the log view and for diagnostics. */
import { LINE_LEVELS, type LineLevel, type LogLine, type LogQuery, type LogTail } from '#model/log';
import type { LineSink } from './lineSink';

/** Lines that are kept. */
export const RING_LINES = 2_000;

/** Characters that are kept at most, over all lines. */
const RING_CHARS = 4_000_000;

/** A longer line is kept without its fields. */
const MAX_LINE_CHARS = 16_000;

/** How the key of the call's id stands in a line; inside of a text its quotes would be escaped. */
const CALL_KEY = '"callId":"';

/**
 * Keeps finished lines as they are written, so redacted already. They are never parsed here: looking at the log must not cost
 * the calls anything. The two bounds hold for any lines.
 */
export class LogRing implements LineSink {
  readonly #maxLines: number;
  #lines: LogLine[] = [];
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
      if (LINE_LEVELS.indexOf(levelOf(kept.text)) >= least && isOfCall(kept.text, query.call)) {
        lines.push(kept);
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

/** The level stands first in every line; what has none was not written by the log, and is shown to everyone. */
function levelOf(text: string): LineLevel {
  return LINE_LEVELS.find((level) => text.startsWith(`{"level":"${level}"`)) ?? 'error';
}

/** Whether a line is of a call whose id contains this text. */
function isOfCall(text: string, call: string): boolean {
  if (call === '') {
    return true;
  }
  for (let at = text.indexOf(CALL_KEY); at >= 0; at = text.indexOf(CALL_KEY, at + 1)) {
    const start = at + CALL_KEY.length;
    if (text.slice(start, text.indexOf('"', start)).includes(call)) {
      return true;
    }
  }
  return false;
}

/** The line without what makes it long. */
function shortened(line: string): string {
  const { level, time, msg, callId } = fieldsOf(line);
  const message = typeof msg === 'string' ? msg.slice(0, 1_000) : '';
  return JSON.stringify({ level, time, callId, msg: message, shortenedFrom: line.length });
}

function fieldsOf(line: string): Partial<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Partial<Record<string, unknown>>;
  } catch {
    return { level: 'error', msg: line };
  }
}
