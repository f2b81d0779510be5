import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '#model/history';
import { LEVEL_FLAGS } from '#model/levels';
import { phrase } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { createHeard, heardUntil } from '#window/features/callWaves/heard';
import { CallLevels } from '#window/levels/callLevels';
import { LevelRing } from '#window/levels/levelRing';
import { useCallsStore } from '#window/state/callsStore';
import { useEarStore } from '#window/state/earStore';

const QUIET = [0, 0, 0];
const LOUD = [0, 200, LEVEL_FLAGS.agentSpeaking];
/** The AI speaks, and nothing comes. */
const LOST = [0, 0, LEVEL_FLAGS.agentSpeaking];

/** A call of which buckets of 100 ms are known: so many of each, from 1 s on. */
function levelsOf(...parts: readonly (readonly [times: number, bucket: readonly number[]])[]) {
  const levels = new CallLevels(new LevelRing());
  const buckets = parts.flatMap(([times, bucket]) => Array(times).fill(bucket) as number[][]);
  levels.take({
    levelsFromMs: 1_000,
    firstBucket: 0,
    levels: Uint8Array.from(buckets.flat()),
    events: [],
    acts: [],
    samples: [],
  });
  return levels;
}

const event = (atMs: number, kind: string, code: 'event.taken-over' | 'event.handed-back') =>
  ({ atMs, kind, phrase: phrase(code) }) satisfies RecordedEvent;

describe('what a caller heard before the call was shown', () => {
  it('is read off the levels: the AI, a gap in it, and silence', () => {
    const levels = levelsOf([5, QUIET], [10, LOUD], [8, LOST], [10, QUIET]);
    expect(heardUntil(levels, [], 4_300)).toEqual([
      { what: 'silence', fromMs: 1_000 },
      { what: 'agent', fromMs: 1_500 },
      // It counts as silent once it has been so for 300 ms.
      { what: 'gap', fromMs: 2_700 },
      { what: 'silence', fromMs: 3_300 },
    ]);
  });

  it('is the supervisor while they had the call, and music while it was held', () => {
    const levels = levelsOf([40, LOUD]);
    const held = [
      { atMs: 3_000, kind: 'hold', phrase: phrase('event.held-by-supervisor') },
      { atMs: 3_500, kind: 'hold', phrase: phrase('event.hold-ended') },
    ];
    const events = [
      event(2_000, 'floor', 'event.taken-over'),
      ...held,
      event(4_000, 'floor', 'event.handed-back'),
    ];
    expect(heardUntil(levels, events, 5_000)).toEqual([
      { what: 'agent', fromMs: 1_000 },
      { what: 'supervisor', fromMs: 2_000 },
      { what: 'music', fromMs: 3_000 },
      { what: 'supervisor', fromMs: 3_500 },
      { what: 'agent', fromMs: 4_000 },
    ]);
  });
});

describe('the lane of what a caller hears', () => {
  const call = aCall({ startedAt: 10_000 });

  beforeEach(() => {
    useCallsStore.setState({ byId: { [call.id]: call } });
    useEarStore.setState({
      ear: { callId: call.id, stretches: [{ what: 'music', sinceMs: 12_000 }], diagnosis: null },
    });
  });

  it('goes from the time line to what was followed, and is put together only for news', () => {
    const heard = createHeard(call.id);
    expect(heard(), 'no time line yet').toEqual([]);
    const levels = levelsOf([20, LOUD]);
    useTimelineStore.setState({
      timeline: { callId: call.id, levels, events: [], acts: [], samples: [] },
    });
    const first = heard();
    expect(first).toEqual([
      { what: 'agent', fromMs: 1_000 },
      { what: 'music', fromMs: 2_000 },
    ]);
    expect(heard()).toBe(first);
    levels.take({
      levelsFromMs: 1_000,
      firstBucket: 0,
      levels: Uint8Array.from(QUIET),
      events: [],
      acts: [],
      samples: [],
    });
    expect(heard()[0]).toEqual({ what: 'silence', fromMs: 1_000 });
  });

  it('begins with what was followed while the time line is still to be read', () => {
    const levels = new CallLevels(new LevelRing());
    useTimelineStore.setState({
      timeline: { callId: call.id, levels, events: [], acts: [], samples: [] },
    });
    expect(createHeard(call.id)()).toEqual([{ what: 'music', fromMs: 2_000 }]);
  });
});
