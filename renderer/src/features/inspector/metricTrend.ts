import { create } from 'zustand';
import type { Call, CallId } from '#model/call';
import { useCallsStore } from '../../state/callsStore';

/** Time between two samples, ms. */
const EVERY_MS = 10_000;

/** Samples of a call that are kept: two hours. */
const KEPT = 720;

/** The figures of a call at a moment, ms since it reached Cordboard. */
export type MetricSample = {
  readonly atMs: number;
  readonly costUsd: number;
  /** Frames that were late or lost since the sample before. */
  readonly late: number;
  readonly lost: number;
};

type Kept = { readonly samples: readonly MetricSample[]; readonly newest: Call };

type TrendStore = { readonly byCall: Readonly<Record<CallId, Kept>> };

const useTrendStore = create<TrendStore>()(() => ({ byCall: {} }));

const NONE: readonly MetricSample[] = [];

function sampleOf(call: Call, before: Call | undefined, now: number): MetricSample {
  const { metrics } = call;
  return {
    atMs: now - call.startedAt,
    costUsd: metrics.costEstimateUsd,
    late: metrics.framesLate - (before?.metrics.framesLate ?? metrics.framesLate),
    lost: metrics.framesLost - (before?.metrics.framesLost ?? metrics.framesLost),
  };
}

/** Takes a sample of every call that goes on, and forgets those that left the list. */
function sampleCalls(now: number): void {
  const { byId } = useCallsStore.getState();
  useTrendStore.setState(({ byCall }) => ({
    byCall: Object.fromEntries(
      Object.values(byId).map((call) => {
        const kept = byCall[call.id];
        if (call.state === 'ended' && kept !== undefined) {
          return [call.id, kept];
        }
        const samples = [...(kept?.samples ?? NONE), sampleOf(call, kept?.newest, now)];
        return [call.id, { samples: samples.slice(-KEPT), newest: call }];
      }),
    ),
  }));
}

/** Samples the figures of all calls while the window is open. The returned function stops. */
export function followMetrics(): () => void {
  const timer = setInterval(() => {
    sampleCalls(Date.now());
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

/** How the figures of a call went, since the window was opened. */
export function useMetricTrend(callId: CallId): readonly MetricSample[] {
  return useTrendStore(({ byCall }) => byCall[callId]?.samples ?? NONE);
}
