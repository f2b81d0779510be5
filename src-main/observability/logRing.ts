/** Keeps the newest log lines in memory, for the log view and for diagnostics. */
import { MAX_LOG_LINES } from '#model/limits';
import { LINE_LEVELS, type LineLevel, type LogLine, type LogQuery, type LogTail } from '#model/log';
import type { LineSink } from './lineSink';

/** Most characters that are kept, over all lines. */
const RING_CHARS = 4_000_000;

/** A longer line is kept without its fields. */
const MAX_LINE_CHARS = 16_000;

/** The key of the call's id as a line has it. Inside a text, its quotes would be escaped. */
const CALL_KEY = '"callId":"';

/**
 * Keeps lines as they are written, and so redacted already. It never parses a line of ordinary
 * length: looking at the log must not cost the calls anything.
 */
export class LogRing implements LineSink {
  readonly #maxLines: number;
  #lines: LogLine[] = [];
  /**
   * Index of the oldest kept line. The array is cut now and then: doing so at every line is slow.
   */
  #first = 0;
  #chars = 0;
  #newest = 0;

  constructor(maxLines = MAX_LOG_LINES) {
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

/** The level comes first in every line. A line without one is foreign and shown at every level. */
function levelOf(text: string): LineLevel {
  return LINE_LEVELS.find((level) => text.startsWith(`{"level":"${level}"`)) ?? 'error';
}

/** Whether a line belongs to a call whose id contains this text. */
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

/** The line without its fields, and with its message cut. */
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
