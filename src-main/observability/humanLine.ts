/** Fields that have their own place in the line. */
const PLACED = new Set(['level', 'time', 'name', 'msg']);

/**
 * Turns a JSON log line into one for people, with local time, such as
 * `10:04:31.250 WARN  asterisk not reachable  url=http://…`. Any other line passes unchanged.
 */
export function humanLine(line: string): string {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const level = textOf(fields['level']).toUpperCase().padEnd(5);
  const rest = Object.entries(fields)
    .filter(([name]) => !PLACED.has(name))
    .map(([name, value]) => `${name}=${textOf(value)}`);
  return `${[clockTime(fields['time']), level, textOf(fields['msg']), ' ', ...rest].join(' ').trimEnd()}\n`;
}

function clockTime(time: unknown): string {
  const date = new Date(typeof time === 'string' ? time : 0);
  const two = (value: number) => value.toString().padStart(2, '0');
  const ms = date.getMilliseconds().toString().padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined ? '' : JSON.stringify(value);
}
