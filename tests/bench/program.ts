/** The whole program at growing numbers of calls, until the machine's limit is seen. */
import { writeTable } from './docs';
import { measureProgramAt, type ProgramFigures } from './program/measure';
import {
  answerDelay,
  limitsAt,
  LOOP_P99_MS,
  NAMES,
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

export function measureBusyWindow(settings: BenchSettings): Promise<BenchResult> {
  return measureWay('busy-window', settings);
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
  await writeTable(docs, way, {
    columns: PROGRAM_COLUMNS,
    lines: measured.map(programLine),
    plot: {
      title: `Delays, ${NAMES[way]}`,
      calls: measured.map(({ calls }) => calls),
      limitMs: LOOP_P99_MS,
      lines: [
        { name: 'loop delay p99', values: measured.map(({ loopDelay }) => loopDelay.p99) },
        { name: 'answer, median', values: measured.map((figures) => answerDelay(figures).p50) },
      ],
    },
  });
}
