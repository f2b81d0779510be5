import type { CallFigures } from '#model/statistics';
import { formatCount, formatDollars, formatDuration, formatLatency } from '../../format/format';

/** The figures in the order in which they are shown. */
export const FIGURES = [
  ...(['calls', 'answered', 'costUsd', 'meanTalkMs', 'waitP50Ms', 'waitP95Ms'] as const),
  ...(['bargeIns', 'intervened', 'alerted'] as const),
];

export type FigureName = (typeof FIGURES)[number];

/** A figure as it is read; a dash where there is none. */
export function figureText(name: keyof CallFigures, value: number | null): string {
  if (value === null) {
    return '–';
  }
  switch (name) {
    case 'costUsd':
      return formatDollars(value);
    case 'talkMs':
    case 'meanTalkMs':
      return formatDuration(value);
    case 'waitP50Ms':
    case 'waitP95Ms':
      return formatLatency(value);
    default:
      // An axis has places between whole numbers, which no count can have.
      return Number.isInteger(value) ? formatCount(value) : '';
  }
}
