import type { CallFigures, CallStatistics } from '#model/statistics';

/** Figures of so many calls. */
export function someFigures(calls: number, change: Partial<CallFigures> = {}): CallFigures {
  return {
    calls,
    answered: calls,
    talkMs: calls * 60_000,
    meanTalkMs: calls === 0 ? null : 60_000,
    waitP50Ms: calls === 0 ? null : 620,
    waitP95Ms: calls === 0 ? null : 1_480,
    bargeIns: calls * 2,
    intervened: Math.floor(calls / 4),
    alerted: Math.floor(calls / 5),
    costUsd: calls * 0.031,
    ...change,
  };
}

/** Statistics of a Monday and a Tuesday (January 2026) with 20 calls, 16 before. */
export function someStatistics(change: Partial<CallStatistics> = {}): CallStatistics {
  const monday = new Date(2026, 0, 5).getTime();
  const tuesday = new Date(2026, 0, 6).getTime();
  return {
    total: someFigures(20),
    before: someFigures(16),
    beforeFrom: new Date(2025, 11, 29).getTime(),
    beforeTo: new Date(2025, 11, 31).getTime(),
    byDay: [
      { key: monday, figures: someFigures(12) },
      { key: tuesday, figures: someFigures(8) },
    ],
    byHour: [
      { key: 9, figures: someFigures(13) },
      { key: 17, figures: someFigures(7) },
    ],
    byWeekday: [
      { key: 1, figures: someFigures(12) },
      { key: 2, figures: someFigures(8) },
    ],
    byProfile: [
      { key: 'default', name: 'Default', figures: someFigures(15) },
      { key: 'sales', name: '=Sales', figures: someFigures(5) },
    ],
    endReasons: [
      { name: 'caller-hung-up', calls: 17 },
      { name: 'agent-ended', calls: 3 },
    ],
    outcomes: [{ name: 'sold', calls: 4 }],
    interventions: [
      { name: 'call.takeOver', calls: 3 },
      { name: 'call.whisper', calls: 2 },
    ],
    alerts: [{ name: 'slow-answer', calls: 4 }],
    ...change,
  };
}
