/** The table that a run prints. */
import type { busyShare } from './machine';
import type { Summary } from './statistics';

/** One figure: what it is, its value, and what it should be. */
export type Row = {
  readonly what: string;
  readonly value: string;
  readonly budget: string;
  /** Null where there is no budget. */
  readonly met: boolean | null;
};

/** What one benchmark found. */
export type BenchResult = {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Everything measured, for --json. */
  readonly raw: unknown;
};

/** A row with a limit that the value must not exceed, in ms. */
export function limited(what: string, valueMs: number, limitMs: number): Row {
  return { what, value: ms(valueMs), budget: `${limitMs} ms`, met: valueMs <= limitMs };
}

/** A row with a count that must be zero. */
export function atZero(what: string, value: number): Row {
  return { what, value: String(value), budget: '0', met: value === 0 };
}

/** A row with no budget. */
export function plain(what: string, value: string): Row {
  return { what, value, budget: '', met: null };
}

/** What the whole machine did meanwhile, all programs together; `-` where that is not known. */
export function machineRow(share: Awaited<ReturnType<typeof busyShare>>): Row {
  return plain(
    'whole machine',
    share === null
      ? '-'
      : `${share.busy.toFixed(0)} % busy, ${share.stolen.toFixed(1)} % stolen by the host`,
  );
}

/** `12.3 ms`, or `-` when there was no sample. */
export function ms(value: number): string {
  return Number.isNaN(value) ? '-' : `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

/** The usual percentiles in one cell. */
export function spread(summary: Summary): string {
  const { p50, p95, max, count } = summary;
  return `p50 ${ms(p50)}, p95 ${ms(p95)}, max ${ms(max)} (n=${count})`;
}

/** Prints a result as aligned columns. */
export function printResult({ title, rows }: BenchResult): void {
  const cells = rows.map(({ what, value, budget, met }) => [
    what,
    value,
    budget,
    met === null ? '' : met ? 'met' : 'NOT MET',
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  console.log(`\n${title}`);
  for (const row of cells) {
    console.log(
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
  }
}
