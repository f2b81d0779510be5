/** The whole program at growing numbers of calls, until the machine's limit is seen. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markdownTable, putIntoDocs } from './docs';
import { svgOf } from './plot';
import { measureProgramAt, type ProgramFigures } from './program/measure';
import {
  limitsAt,
  LOOP_P99_MS,
  PROGRAM_COLUMNS,
  programLine,
  programReport,
} from './program/report';
import type { Way } from './program/targets';
import { type BenchResult, plain, printResult } from './report';
import type { BenchSettings } from './telephones';

const CALLS = [1, 10, 30, 60, 100] as const;
const QUICK_CALLS = [1, 30, 60] as const;

export function measureProgram(settings: BenchSettings): Promise<BenchResult> {
  return measureWay('program', settings);
}

export function measureServe(settings: BenchSettings): Promise<BenchResult> {
  return measureWay('serve', settings);
}

async function measureWay(way: Way, settings: BenchSettings): Promise<BenchResult> {
  const measured: ProgramFigures[] = [];
  for (const calls of settings.calls ?? (settings.quick ? QUICK_CALLS : CALLS)) {
    const figures = await measureProgramAt(way, calls, settings);
    measured.push(figures);
    printResult(programReport(way, figures));
  }
  if (settings.docs !== null) {
    await writeDocs(way, measured, settings.docs);
  }
  return {
    title: `${way}: where its limit is`,
    rows: measured.map((figures) =>
      plain(`${figures.calls} calls`, limitsAt(figures).join('; ') || 'all is well'),
    ),
    raw: measured,
  };
}

async function writeDocs(
  way: Way,
  measured: readonly ProgramFigures[],
  docs: string,
): Promise<void> {
  const table = markdownTable(PROGRAM_COLUMNS, measured.map(programLine));
  await putIntoDocs(path.join(docs, 'performance.md'), `bench:${way}`, table);
  const plot = svgOf({
    title: `Loop delay, 99th percentile: ${way}`,
    unit: 'ms',
    calls: measured.map(({ calls }) => calls),
    limit: LOOP_P99_MS,
    lines: [{ name: 'loop delay p99', values: measured.map(({ loopDelay }) => loopDelay.p99) }],
  });
  await mkdir(path.join(docs, 'performance'), { recursive: true });
  await writeFile(path.join(docs, 'performance', `${way}.svg`), plot);
}
