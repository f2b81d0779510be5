import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { StationView } from '#model/operators';
import { phrase } from '#model/phrases/phrase';
import { turnWith } from '#support/calls';
import { aCall, anAlert } from '#support/window/callFixtures';
import { useAxisView } from '#window/features/callWaves/axisView';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { happenings, marksOf } from '#window/features/callWaves/timelineMarks';
import { useStationStore } from '#window/state/stationStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

/** Ann works here; with operators, or as the one who owns the machine. */
const annWorks = (state: 'open' | 'own'): StationView => ({
  station: { state, operator: { name: 'ann', role: 'supervisor' } },
  ...{ operators: [], problem: null, viewersMayListen: false },
});

const place = () => screen.getByRole('slider', { name: 'Place in the call' });
const live = () => screen.getByRole('button', { name: 'Back to live' });

describe('the time axis of a call', () => {
  it('goes with the call, and says so', async () => {
    await renderApp({ calls: [aCall()] });
    expect(place().getAttribute('aria-valuetext')).toBe('Live');
    expect(live().getAttribute('aria-disabled')).toBe('true');
    expect(await axeFaults()).toEqual([]);
  });

  it('scrolls back over the call and returns to live', async () => {
    await renderApp({ calls: [aCall()] });
    fireEvent.change(place(), { target: { value: '60000' } });
    expect(useAxisView.getState().end).toBe(60_000);
    expect(place().getAttribute('aria-valuetext')).toContain('1 minute 0 seconds of 3 minutes');
    fireEvent.click(live());
    expect(useAxisView.getState().end).toBe('live');
    expect(place().getAttribute('aria-valuetext')).toBe('Live');
  });

  it('never shows less than a whole picture at the beginning', async () => {
    await renderApp({ calls: [aCall()] });
    fireEvent.change(place(), { target: { value: '0' } });
    expect(useAxisView.getState().end).toBe(20_000);
  });

  it('shows 20, 40 or 60 seconds, and remembers which', async () => {
    await renderApp({ calls: [aCall()] });
    fireEvent.click(screen.getByRole('radio', { name: '60 s' }));
    expect(useAxisView.getState().spanMs).toBe(60_000);
    expect(localStorage.getItem('waveSpan')).toBe('60000');
  });

  it('has the levels and the events of the call from its beginning', async () => {
    const bridge = await renderApp();
    bridge.timeline = {
      levelsFromMs: 500,
      firstBucket: 0,
      levels: Uint8Array.from([9, 8, 0, 7, 6, 0]),
      events: [{ atMs: 900, kind: 'hold', phrase: phrase('event.hold-ended') }],
      acts: [{ atMs: 400, actor: 'window:ann', action: 'call.whisper' }],
      samples: [],
    };
    act(() => {
      bridge.emit({ type: 'callAdded', call: aCall() });
    });
    await settle();
    const { timeline } = useTimelineStore.getState();
    expect(timeline?.levels.bucketCount).toBe(2);
    expect(timeline?.levels.fromMs).toBe(500);
    expect(timeline?.events).toHaveLength(1);
    expect(timeline?.acts).toHaveLength(1);
  });
});

describe('what was done to a call', () => {
  const acts = [
    { atMs: 2_300, actor: 'window:ann', action: 'call.hold' },
    { atMs: 4_000, actor: 'window:bob', action: 'call.muteCaller', on: false },
    { atMs: 5_000, actor: 'api:crm', action: 'call.whisper' },
    { atMs: 6_000, actor: 'window:ann', action: 'history.addNote' },
  ] as const;
  const events = [
    { atMs: 2_000, kind: 'hold', phrase: phrase('event.held-by-supervisor') },
    { atMs: 9_000, kind: 'hold', phrase: phrase('event.held-by-caller') },
  ];
  const said = () => happenings(events, acts).map(({ atMs, kind, text }) => [atMs, kind, text()]);

  it('is marked once, with the name of who did it where operators are in use', () => {
    useStationStore.setState({ view: annWorks('open') });
    expect(said()).toEqual([
      [2_300, 'act', 'ann: Put on hold'],
      [4_000, 'act', 'bob: Unmuted the caller'],
      [5_000, 'act', 'crm (API): Whispered to the AI'],
      [6_000, 'act', 'ann: Added a note'],
      [9_000, 'act', 'The caller put the call on hold.'],
    ]);
  });

  it('has no names where no operators are in use', () => {
    useStationStore.setState({ view: annWorks('own') });
    expect(said().slice(0, 2)).toEqual([
      [2_300, 'act', 'Put on hold'],
      [4_000, 'act', 'Unmuted the caller'],
    ]);
  });
});

describe('the marks of a call', () => {
  it('are in the order of their times, each by what it stands for', () => {
    const note = phrase('note.tool', { tool: 'find_order', args: '' });
    const events = [
      { atMs: 5_000, kind: 'floor', phrase: phrase('event.taken-over') },
      { atMs: 1_000, kind: 'state', phrase: phrase('event.live') },
      { atMs: 2_000, kind: 'barge-in', phrase: phrase('event.barge-ins', { times: 1 }) },
      { atMs: 3_000, kind: 'notice-warn', phrase: phrase('agent.gone') },
    ];
    const turns = [turnWith({ speaker: 'system', note, startMs: 4_000 })];
    const alerts = [
      anAlert({ signal: 'asks-for-person', at: 6_500 }),
      // Its notice is an event already.
      anAlert({ signal: 'agent-mute', at: 3_500, acknowledged: { by: 'window:ann', at: 7_500 } }),
    ];
    // The alert tells of it.
    const seen = { atMs: 7_000, actor: 'window:ann', action: 'call.acknowledgeAlert' } as const;
    const call = { alerts, startedAt: 500 };
    const marks = marksOf(happenings(events, [seen]), turns, call);
    expect(marks.map(({ atMs, kind }) => [atMs, kind])).toEqual([
      [1_000, 'change'],
      [2_000, 'cut'],
      [3_000, 'alert'],
      [4_000, 'tool'],
      [5_000, 'act'],
      [6_000, 'alert'],
      [7_000, 'act'],
    ]);
    expect(marks.at(-1)?.text()).toContain('Has seen to: Only a ringing call');
  });
});
