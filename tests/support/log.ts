/** A log whose lines a test can read. */
import type { Log } from '#main/observability/log';

type LoggedLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly msg: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** A log and what was written to it. */
export type LogLines = Log & { readonly lines: readonly LoggedLine[] };

/** Makes a log that keeps its lines; those of its children are among them. */
export function recordingLog(): LogLines {
  const lines: LoggedLine[] = [];
  return withFields({}, lines);
}

function withFields(bound: object, lines: LoggedLine[]): LogLines {
  const write = (level: LoggedLine['level']) => (fields: object, msg: string) => {
    lines.push({ level, msg, fields: { ...bound, ...fields } });
  };
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => withFields({ ...bound, ...fields }, lines),
  };
}
