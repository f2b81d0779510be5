import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/adr');

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');

const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');

describe('architecture decision records', () => {
  it('are numbered without a gap', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(
      files.map((_, index) => index + 1),
    );
  });

  it.each(files)('%s has its number, a status, a date and the four sections', (file) => {
    const text = read(file);
    expect(text).toMatch(new RegExp(`^# ${file.slice(0, 4)} \\S`));
    expect(text).toMatch(/^- Status: (accepted|superseded by \d{4})$/m);
    expect(text).toMatch(/^- Date: \d{4}-\d{2}-\d{2}$/m);
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Context',
      '## Decision',
      '## Alternatives',
      '## Consequences',
    ]);
  });

  it.each(files)('%s is in the index, with its title, status and date', (file) => {
    const [, title = '', status = '', date = ''] =
      /^# (.*)\n\n- Status: (.*)\n- Date: (.*)\n/.exec(read(file)) ?? [];
    expect(read('README.md')).toContain(`| [${title}](${file}) | ${status} | ${date} |\n`);
  });
});
