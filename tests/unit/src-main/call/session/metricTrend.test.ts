import { expect, it } from 'vitest';
import { MetricTrend } from '#main/call/session/metricTrend';
import { EMPTY_METRICS } from '#model/metrics';

const metrics = { ...EMPTY_METRICS, framesIn: 50, playoutGaps: 2, costEstimateUsd: 0.5 };

it('takes a sample of the figures every ten seconds, and gives what came after a place', () => {
  const trend = new MetricTrend();
  for (let second = 3; second < 34; second += 1) {
    trend.note(metrics, second * 1_000);
  }
  expect(trend.from(0).map(({ atMs }) => atMs)).toEqual([3_000, 13_000, 23_000, 33_000]);
  expect(trend.from(3)).toMatchObject([{ framesIn: 50, playoutGaps: 2, costUsd: 0.5 }]);
  expect(trend.from(4)).toEqual([]);
});

it('ends after ten hours: a call that is kept open must not fill the memory', () => {
  const trend = new MetricTrend();
  for (let second = 0; second < 40_000; second += 10) {
    trend.note(metrics, second * 1_000);
  }
  expect(trend.from(0)).toHaveLength(3_600);
});
