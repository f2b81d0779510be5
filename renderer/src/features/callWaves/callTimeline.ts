import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CallAlert } from '#model/alert';
import type { CallId } from '#model/call';
import type { CallAct, RecordedEvent } from '#model/history';
import type { MetricSample } from '#model/timeline';
import type { Transcript } from '#model/transcript';
import { timedRequest } from '../../bridge/timedRequest';
import { CallLevels } from '../../levels/callLevels';
import { levelRings } from '../../levels/levelRings';
import { useCallsStore } from '../../state/callsStore';
import { frameScheduler } from '../../waves/frameScheduler';
import { showMoment } from './axisView';
import { happenings, isOfTool, marksOf, type TimelineMark } from './timelineMarks';

/** Time between two readings of what is new in the call, ms. */
const EVERY_MS = 1_000;

/** What happened in the selected call, and its levels. */
export type TimelineState = {
  readonly callId: CallId;
  /** Changes outside React; whoever draws reads it each time. */
  readonly levels: CallLevels;
  readonly events: readonly RecordedEvent[];
  readonly acts: readonly CallAct[];
  readonly samples: readonly MetricSample[];
};

export const useTimelineStore = create<{ readonly timeline: TimelineState | null }>()(() => ({
  timeline: null,
}));

/** Reads what came after the last reading. */
async function readOn({ callId, levels, events, acts, samples }: TimelineState): Promise<void> {
  const bucket = Math.max(0, levels.bucketCount - 1);
  const from = { bucket, event: events.length, act: acts.length, sample: samples.length };
  const result = await timedRequest('calls:timeline', { callId, from });
  const { timeline } = useTimelineStore.getState();
  if (!result.ok || timeline?.levels !== levels) {
    // The call is over, or another one was selected meanwhile.
    return;
  }
  const { reading } = levels;
  levels.take(result.value);
  if (levels.reading !== reading) {
    frameScheduler.drawSoon();
  }
  const news = result.value;
  if (news.events.length > 0 || news.acts.length > 0 || news.samples.length > 0) {
    useTimelineStore.setState({
      timeline: {
        ...timeline,
        events: [...events, ...news.events],
        acts: [...acts, ...news.acts],
        samples: [...samples, ...news.samples],
      },
    });
  }
}

/** Follows the time line of a call for as long as the component is there. */
export function useCallTimeline(callId: CallId, meterId: number): void {
  useEffect(() => {
    const levels = new CallLevels(levelRings.ring(meterId));
    useTimelineStore.setState({ timeline: { callId, levels, events: [], acts: [], samples: [] } });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const { timeline } = useTimelineStore.getState();
      const call = useCallsStore.getState().byId[callId];
      if (timeline?.levels !== levels) {
        return;
      }
      await readOn(timeline);
      if (call?.state !== 'ended') {
        timer = setTimeout(() => void read(), EVERY_MS);
      }
    };
    void read();
    return () => {
      clearTimeout(timer);
      useTimelineStore.setState({ timeline: null });
    };
  }, [callId, meterId]);
}

const NO_EVENTS: readonly RecordedEvent[] = [];
const NO_ACTS: readonly CallAct[] = [];
const NO_SAMPLES: readonly MetricSample[] = [];
const NO_TURNS: Transcript = [];
const NO_ALERTS: readonly CallAlert[] = [];

/** All marks of the selected call so far, in order. */
export function useMarks(callId: CallId): readonly TimelineMark[] {
  const events = useTimelineStore(({ timeline }) => timeline?.events ?? NO_EVENTS);
  const acts = useTimelineStore(({ timeline }) => timeline?.acts ?? NO_ACTS);
  // Words come several times a second, tools seldom do.
  const tools = useCallsStore(
    useShallow(({ transcripts }) => (transcripts[callId] ?? NO_TURNS).filter(isOfTool)),
  );
  const alerts = useCallsStore((state) => state.byId[callId]?.alerts ?? NO_ALERTS);
  const startedAt = useCallsStore((state) => state.byId[callId]?.startedAt ?? 0);
  const happened = useMemo(() => happenings(events, acts), [events, acts]);
  return useMemo(
    () => marksOf(happened, tools, { alerts, startedAt }),
    [happened, tools, alerts, startedAt],
  );
}

/** How the figures of the selected call went so far. */
export function useSamples(): readonly MetricSample[] {
  return useTimelineStore(({ timeline }) => timeline?.samples ?? NO_SAMPLES);
}

/** Brings a moment of the selected call into sight, ms since it reached Cordboard. */
export function showMomentOfCall(atMs: number): void {
  const { timeline } = useTimelineStore.getState();
  if (timeline !== null) {
    showMoment(atMs, timeline.levels.endMs);
  }
}
