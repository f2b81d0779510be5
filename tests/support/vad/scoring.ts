/** How well a detector's events fit the labels. */
import type { Label } from './corpus';

/** Speech that a detector reported: the moments of its reports, seconds of the line. */
export type Detection = { readonly begunAt: number; readonly endedAt: number };

/** The figures of one detector under one condition. */
export type Score = {
  /**
   * Share of the beginnings that are within an utterance, and of the utterances that have one,
   * 0..1.
   */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly falseStartsPerMinute: number;
  /** From the first moment of an utterance to its beginning, seconds, sorted. */
  readonly startDelays: readonly number[];
  /** From the last moment of an utterance to its end, seconds, sorted. */
  readonly endDelays: readonly number[];
  /** Share of the utterances after which no end came before the next one. */
  readonly stuck: number;
  /** Share of the utterances with more than one beginning. */
  readonly split: number;
};

/** A beginning that is reported this long after the utterance still belongs to it, seconds. */
const LATE_S = 0.2;

/** Compares what was detected on a line of `seconds` with what is on it. */
export function score(
  labels: readonly Label[],
  detections: readonly Detection[],
  seconds: number,
): Score {
  const inside = labels.map(({ start, end }) =>
    detections.filter(({ begunAt }) => begunAt >= start && begunAt <= end + LATE_S),
  );
  const hits = inside.filter((found) => found.length > 0).length;
  const belonging = inside.reduce((sum, found) => sum + found.length, 0);
  const falseStarts = detections.length - belonging;
  const precision = detections.length === 0 ? 0 : belonging / detections.length;
  const recall = hits / labels.length;
  const ends = labels.map(({ start, end }, index) => {
    const next = labels[index + 1]?.start ?? seconds;
    return detections.find(
      ({ begunAt, endedAt }) =>
        endedAt > Math.max(begunAt, start) && endedAt > end && endedAt <= next,
    );
  });
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    falseStartsPerMinute: (falseStarts * 60) / seconds,
    startDelays: sorted(
      labels.flatMap(({ start }, index) => (inside[index]?.[0]?.begunAt ?? Number.NaN) - start),
    ),
    endDelays: sorted(labels.map(({ end }, index) => (ends[index]?.endedAt ?? Number.NaN) - end)),
    stuck:
      labels.filter((label, index) =>
        isStuck(label, labels[index + 1]?.start ?? seconds, detections),
      ).length / labels.length,
    split: inside.filter((found) => found.length > 1).length / labels.length,
  };
}

/**
 * Speech that was going on at the end of an utterance is still going on when the next one begins.
 */
function isStuck({ end }: Label, next: number, detections: readonly Detection[]): boolean {
  return detections.some(({ begunAt, endedAt }) => begunAt < end && endedAt > next);
}

function sorted(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
}
