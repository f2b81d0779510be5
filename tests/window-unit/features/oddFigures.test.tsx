import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type CallMetrics, EMPTY_METRICS } from '#model/metrics';
import { aCall } from '#support/window/callFixtures';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const shown = async (patch: Partial<CallMetrics>): Promise<string | null> => {
  await renderApp({ calls: [aCall({ metrics: { ...EMPTY_METRICS, ...patch } })] });
  return screen.queryByTestId('odd-figures')?.textContent ?? null;
};
const waits = (lastTimeToFirstAudioMs: number, medianTimeToFirstAudioMs: number) =>
  shown({ lastTimeToFirstAudioMs, medianTimeToFirstAudioMs });

describe('the figures beside a call', () => {
  it('say nothing while all is usual: the inspector has them', async () => {
    const usual = { framesIn: 5_000, framesOut: 5_000, framesLate: 20, bargeIns: 3 };
    expect(await shown(usual)).toBeNull();
  });

  it('tell a wait only when it is long, and long for this call', async () => {
    expect(await waits(1_400, 700)).toBeNull();
    expect(await waits(2_900, 2_000)).toBeNull();
    expect(await waits(2_400, 1_000)).toBe(
      'The last answer took 2,400 ms; usual in this call: 1,000 ms',
    );
  });

  it('tell audio that was late or lost, gaps, and an AI that was connected anew, in one line', async () => {
    const line = await shown({
      framesIn: 1_000,
      framesLate: 12,
      framesLost: 4,
      playoutGaps: 1,
      agentReconnects: 2,
    });
    expect(line).toBe(
      'Audio of the caller: 12 frames late, 4 lost · The caller heard a gap in an answer · ' +
        'The AI had to be connected anew 2 times',
    );
    expect(await axeFaults()).toEqual([]);
  });

  it('say nothing of what was two minutes ago', async () => {
    const metrics = { playoutGaps: 1, agentReconnects: 1 };
    const odd = 'The caller heard a gap in an answer · The AI had to be connected anew once';
    expect(await shown(metrics)).toBe(odd);
    const sampled = (atMs: number, playoutGaps: number) => ({
      ...{ atMs, playoutGaps, agentReconnects: 1, costUsd: 0 },
      ...{ framesIn: 0, framesLate: 0, framesLost: 0 },
    });
    const take = (...samples: readonly ReturnType<typeof sampled>[]) => {
      act(() => {
        useTimelineStore.setState(({ timeline }) => ({
          timeline: timeline && { ...timeline, samples },
        }));
      });
      return screen.queryByTestId('odd-figures')?.textContent ?? null;
    };
    expect(take(sampled(10_000, 1), sampled(120_000, 1))).toBe(odd);
    expect(take(sampled(10_000, 1), sampled(130_000, 1))).toBeNull();
    expect(take(sampled(10_000, 0), sampled(130_000, 1))).toBe(
      'The caller heard a gap in an answer',
    );
  });
});
