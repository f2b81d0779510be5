import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');

/** Rows of the fault tables: what breaks, and the test that breaks it. */
const rows = readFileSync(path.join(DOCS, 'reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (What breaks|---)/.test(line))
  .map((line) => {
    const [, fault = ''] = line.split('|').map((cell) => cell.trim());
    const [, file = '', title = ''] = /\]\(([^)]+)\): “(.+)” \|$/.exec(line) ?? [];
    return { fault, file, title };
  });

describe('the table of faults', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('names a test that exists: $fault', ({ file, title }) => {
    const source = readFileSync(path.resolve(DOCS, file), 'utf8');
    expect(source.replaceAll("\\'", "'")).toContain(title);
  });
});
