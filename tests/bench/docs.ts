/** Puts what was measured into the docs, between marks. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { machineFacts } from './machine';
import { type Plot, svgOf } from './plot';

/** Replaces what stands between the marks of this name in a Markdown file. Throws without them. */
export async function putIntoDocs(file: string, name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${name} begins -->`, `<!-- ${name} ends -->`];
  const whole = await readFile(file, 'utf8');
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`${file} has no place for it: ${begin} and ${end}`);
  }
  await writeFile(file, `${whole.slice(0, from + begin.length)}\n\n${text}\n\n${whole.slice(to)}`);
}

/** Before anything was measured: the load is that of other programs then. */
const START = machineFacts();

/** A table and its plot. */
type MeasuredTable = {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
  /** Null for a table without one. */
  readonly plot: Plot | null;
};

/**
 * Writes them to the marks `bench:NAME` of performance.md and to performance/NAME.svg in the folder
 * of the docs, with the machine and its load as the first line.
 */
export async function writeTable(
  docs: string,
  name: string,
  { columns, lines, plot }: MeasuredTable,
): Promise<void> {
  const { date, cores, processor, memoryGb, kernel, node, load } = START;
  const machine = `${date.slice(0, 10)}, ${cores} cores (${processor}), ${memoryGb} GB, Linux ${kernel}, Node ${node}; load before the run ${load[0].toFixed(1)}.`;
  const image = plot === null ? [] : ['', `![${plot.title}](performance/${name}.svg)`];
  const text = [machine, '', markdownTable(columns, lines), ...image].join('\n');
  await putIntoDocs(path.join(docs, 'performance.md'), `bench:${name}`, text);
  if (plot !== null) {
    await mkdir(path.join(docs, 'performance'), { recursive: true });
    await writeFile(path.join(docs, 'performance', `${name}.svg`), svgOf(plot));
  }
}

/** A table in Markdown. */
function markdownTable(columns: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...lines.map(row)].join('\n');
}
