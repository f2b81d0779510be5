import { beforeEach, describe, expect, it } from 'vitest';
import { LEVEL_FLAGS } from '#model/levels';
import { aCall } from '#support/window/callFixtures';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { createHeard, HeardReader } from '#window/features/callWaves/heard';
import { CallLevels } from '#window/levels/callLevels';
import { LevelRing } from '#window/levels/levelRing';

const { agentSpeaking, underrun, supervisor, tone, music } = LEVEL_FLAGS;
const QUIET = [0, 0, 0];
const LOUD = [0, 200, agentSpeaking];
/** The AI is played, and is quiet. */
const PAUSE = [0, 0, agentSpeaking];
const UNDERRUN = [0, 0, underrun];

type Parts = readonly (readonly [times: number, bucket: readonly number[]])[];

const bucketsOf = (parts: Parts): Uint8Array =>
  Uint8Array.from(
    parts.flatMap(([times, bucket]) => Array(times).fill(bucket) as number[][]).flat(),
  );

const timeline = (firstBucket: number, levels: Uint8Array) => ({
  levelsFromMs: 1_000,
  firstBucket,
  levels,
  events: [],
  acts: [],
  samples: [],
});

/** A call of which buckets of 100 ms are known, from 1 s on. The newest one may still grow. */
function levelsOf(...parts: Parts) {
  const levels = new CallLevels(new LevelRing());
  levels.take(timeline(0, bucketsOf([...parts, [1, QUIET]])));
  return levels;
}

/** What is heard, from when on. */
const heardOf = (...parts: Parts) =>
  new HeardReader().read(levelsOf(...parts)).map(({ what, fromMs }) => `${what} ${fromMs}`);

describe('what a caller heard', () => {
  it('is the AI, and silence once it lasts', () => {
    expect(heardOf([5, QUIET], [10, LOUD], [2, QUIET], [5, LOUD], [3, QUIET])).toEqual([
      'silence 1000',
      'agent 1500',
      'silence 3200',
    ]);
  });

  it('is no gap where the AI pauses for breath', () => {
    expect(heardOf([5, LOUD], [9, PAUSE], [5, LOUD])).toEqual(['agent 1000']);
  });

  it('is a gap where the AI is played and quiet for a second', () => {
    expect(heardOf([5, LOUD], [10, PAUSE], [5, LOUD])).toEqual([
      'agent 1000',
      'gap 1500',
      'agent 2500',
    ]);
  });

  it('is a gap where its audio came too late, however short that was', () => {
    expect(heardOf([5, LOUD], [1, [0, 200, agentSpeaking | underrun]], [5, LOUD])).toEqual([
      'agent 1000',
      'gap 1500',
      'agent 1600',
    ]);
    expect(heardOf([5, LOUD], [2, UNDERRUN], [1, PAUSE], [5, LOUD])).toEqual([
      'agent 1000',
      'gap 1500',
      'agent 1800',
    ]);
  });

  it('is a gap where its audio does not come any more', () => {
    expect(heardOf([5, LOUD], [10, UNDERRUN], [5, QUIET])).toEqual([
      'agent 1000',
      'gap 1500',
      'silence 2500',
    ]);
  });

  it('is silence after a turn whose end is told late', () => {
    expect(heardOf([5, LOUD], [4, UNDERRUN], [5, QUIET])).toEqual(['agent 1000', 'silence 1500']);
  });

  it('is a supervisor, a tone, and music whatever its cause', () => {
    const played = (flag: number) => [0, 200, agentSpeaking | flag];
    expect(
      heardOf([5, LOUD], [5, played(supervisor)], [2, played(tone)], [5, [0, 0, music]], [5, LOUD]),
    ).toEqual(['agent 1000', 'supervisor 1500', 'tone 2000', 'music 2200', 'agent 2700']);
    expect(heardOf([5, played(supervisor)], [9, [0, 0, agentSpeaking | supervisor]])).toEqual([
      'supervisor 1000',
      'silence 1500',
    ]);
  });
});

describe('the lane of what a caller hears', () => {
  const call = aCall({ startedAt: 10_000 });
  const show = (levels: CallLevels): void => {
    useTimelineStore.setState({
      timeline: { callId: call.id, levels, events: [], acts: [], samples: [] },
    });
  };

  beforeEach(() => {
    useTimelineStore.setState({ timeline: null });
  });

  it('is put together only for news, and grows with the call', () => {
    const heard = createHeard(call.id);
    expect(heard(), 'no time line yet').toEqual([]);
    const levels = levelsOf([20, LOUD]);
    show(levels);
    const first = heard();
    expect(first).toEqual([{ what: 'agent', fromMs: 1_000 }]);
    levels.take(timeline(20, bucketsOf([[3, LOUD]])));
    expect(heard()).toBe(first);
    levels.take(timeline(22, bucketsOf([[6, UNDERRUN]])));
    expect(heard().at(-1), 'it may be the end of the turn').toEqual({
      what: 'silence',
      fromMs: 3_200,
    });
    levels.take(timeline(27, bucketsOf([[2, LOUD]])));
    expect(heard().slice(1)).toEqual([
      { what: 'gap', fromMs: 3_200 },
      { what: 'agent', fromMs: 3_700 },
    ]);
  });

  it('is the same after another call was shown in between', () => {
    const levels = () => levelsOf([5, LOUD], [4, UNDERRUN], [5, LOUD]);
    show(levels());
    const before = createHeard(call.id)();
    show(levels());
    expect(createHeard(call.id)()).toEqual(before);
  });

  it('begins anew when the time line is read again', () => {
    const heard = createHeard(call.id);
    const levels = levelsOf([20, LOUD]);
    show(levels);
    heard();
    levels.take(timeline(0, bucketsOf([[21, QUIET]])));
    expect(heard()).toEqual([{ what: 'silence', fromMs: 1_000 }]);
  });

  it('is empty while the time line is still to be read', () => {
    show(new CallLevels(new LevelRing()));
    expect(createHeard(call.id)()).toEqual([]);
  });
});
