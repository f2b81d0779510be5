/** Puts what was measured into the docs, between marks. */
import { readFile, writeFile } from 'node:fs/promises';

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

/** A table in Markdown. */
export function markdownTable(
  columns: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...lines.map(row)].join('\n');
}
