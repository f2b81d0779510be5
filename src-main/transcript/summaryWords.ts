/** The summary of a call, for files and other programs. */
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { CallSummary } from '#model/summary';

type FailedSummary = Extract<CallSummary, { readonly state: 'failed' }>;

/** A summary as other programs get it. */
export type SummaryInWords =
  | Exclude<CallSummary, FailedSummary>
  | (Omit<FailedSummary, 'reason'> & {
      /** Stable name of the reason. */
      readonly code: string;
      /** The same in English. */
      readonly reason: string;
    });

export function summaryInWords(summary: CallSummary): SummaryInWords {
  return summary.state === 'failed'
    ? { ...summary, code: summary.reason.code, reason: wordsOf(summary.reason) }
    : summary;
}

/** A part of a text for people; nothing where there is no summary yet. */
export function summaryLines(
  summary: CallSummary | null,
  inWords: (said: Phrase) => string,
): readonly string[] {
  if (summary?.state !== 'done') {
    return [];
  }
  const { text, outcome, followUps, fields } = summary;
  return [
    '',
    inWords(phrase('export.summary')),
    text,
    ...(outcome === null ? [] : [inWords(phrase('export.outcome', { outcome }))]),
    ...followUps.map((what) => inWords(phrase('export.to-do', { what }))),
    ...Object.entries(fields).flatMap(([name, value]) =>
      value === null ? [] : [`${name}: ${String(value)}`],
    ),
  ];
}
