import type { DoneSummary } from '#model/summary';

/** A summary that was made, with the given parts changed. */
export function aSummary(patch: Partial<DoneSummary> = {}): DoneSummary {
  return {
    state: 'done',
    at: 1_000,
    model: 'gemini-text',
    text: 'The caller wants their money back.',
    outcome: 'refund',
    followUps: ['Pay the money back.'],
    fields: {},
    ...patch,
  };
}
