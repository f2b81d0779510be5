import { LINE_LEVELS, type LineLevel, type LogLine } from '#model/log';

/** A line in its parts. */
export type ParsedLine = {
  readonly seq: number;
  /** Epoch ms; null when the line does not say. */
  readonly at: number | null;
  readonly level: LineLevel;
  readonly message: string;
  /** The call it is about; null for none. */
  readonly callId: string | null;
  /** All other fields, as JSON; empty for none. */
  readonly fields: string;
};

const LEVELS: readonly string[] = LINE_LEVELS;

/** Fields that have a place of their own. `name` is the same in every line. */
const PLACED = new Set(['level', 'time', 'name', 'msg', 'callId']);

/** Takes a line apart. A text that is not a log line is shown as it is. */
export function parseLine({ seq, text }: LogLine): ParsedLine {
  let fields: Readonly<Record<string, unknown>>;
  try {
    fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { seq, at: null, level: 'error', message: text, callId: null, fields: '' };
  }
  const { level, time, msg, callId } = fields;
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const rest = Object.entries(fields).filter(([name]) => !PLACED.has(name));
  return {
    seq,
    at: Number.isNaN(at) ? null : at,
    level: isLevel(level) ? level : 'error',
    message: typeof msg === 'string' ? msg : '',
    callId: typeof callId === 'string' ? callId : null,
    fields: rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest)),
  };
}

function isLevel(value: unknown): value is LineLevel {
  return typeof value === 'string' && LEVELS.includes(value);
}
