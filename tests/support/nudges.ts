import type { Nudge } from '#model/nudge';

/** A rule's notice that somebody asks for a refund. */
export function aNudge(patch: Partial<Nudge> = {}): Nudge {
  return {
    id: 'nudge-1',
    reason: 'Asks for a refund',
    severity: 'warn',
    watch: 'words',
    act: 'notice',
    failure: null,
    at: 10_000,
    ...patch,
  };
}
