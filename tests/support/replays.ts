import type { Replay } from '#model/replay';

/** What became of a replay of `rec-1` in which nothing was said. */
export function aReplay(patch: Partial<Replay> = {}): Replay {
  return {
    id: 'replay-1',
    turnId: 0,
    at: Date.UTC(2026, 10, 23, 9),
    actor: 'window:ann',
    changes: { instruction: 'Be kind.' },
    profileName: 'Default',
    voice: 'Kore',
    model: 'gemini-live',
    endReason: 'caller-hung-up',
    fromMs: 0,
    untilMs: 10_000,
    turns: [],
    costUsd: 0.01,
    ...patch,
  };
}
