import { describe, expect, it } from 'vitest';
import { compareReplay } from '#model/replayComparison';
import type { ToolUse } from '#model/toolUse';
import type { Turn } from '#model/transcript';
import { aReplay } from '#support/replays';
import { turn } from '#support/store/recordedCalls';

function toolAt(id: number, startMs: number): Turn {
  const tool: ToolUse = {
    ...{ name: 'order_status', state: 'done', args: '{}', result: '{}', tookMs: 1 },
  };
  return turn(id, '', { speaker: 'system', startMs, tool });
}

/** Caller at 2, 6 and 10 s; each answered a second after they have finished. */
const RECORD = {
  turns: [
    turn(0, 'Welcome.', { speaker: 'agent', startMs: 0, endMs: 1_000 }),
    turn(1, 'Where is it?', { speaker: 'caller', startMs: 2_000, endMs: 3_000 }),
    toolAt(7, 3_500),
    turn(2, 'It is on its way.', {
      ...{ speaker: 'agent', status: 'truncated', heardChars: 5 },
      ...{ startMs: 4_000, endMs: 5_000, timeToFirstAudioMs: 900 },
    }),
    turn(3, 'When?', { speaker: 'caller', startMs: 6_000, endMs: 7_000 }),
    turn(4, 'Today.', { ...{ speaker: 'agent', startMs: 8_000 }, timeToFirstAudioMs: 1_100 }),
    turn(5, 'Thanks.', { speaker: 'caller', startMs: 10_000, endMs: 10_500 }),
    toolAt(8, 10_900),
    turn(6, 'Goodbye.', { speaker: 'agent', startMs: 11_000 }),
  ],
};

describe('compareReplay', () => {
  it('sets the answers beside each other by the turns of the caller that were played', () => {
    const replay = aReplay({
      ...{ fromMs: 1_700, untilMs: 7_300 },
      turns: [
        turn(0, 'where is it', { speaker: 'caller', startMs: 1_900 }),
        turn(1, 'It is here.', { speaker: 'agent', startMs: 4_500, timeToFirstAudioMs: 1_500 }),
        turn(2, 'when', { speaker: 'caller', startMs: 5_900 }),
        turn(3, 'Now.', { speaker: 'agent', startMs: 7_500, timeToFirstAudioMs: 700 }),
      ],
    });
    expect(compareReplay(RECORD, replay)).toEqual({
      rows: [
        {
          caller: 'Where is it?',
          original: { words: 'It is', firstAudioMs: 900, tools: ['order_status'], cuts: 1 },
          replayed: { words: 'It is here.', firstAudioMs: 1_500, tools: [], cuts: 0 },
        },
        {
          caller: 'When?',
          original: { words: 'Today.', firstAudioMs: 1_100, tools: [], cuts: 0 },
          replayed: { words: 'Now.', firstAudioMs: 700, tools: [], cuts: 0 },
        },
      ],
      original: { words: 3, medianFirstAudioMs: 1_100, tools: 1, cuts: 1 },
      replayed: { words: 4, medianFirstAudioMs: 1_500, tools: 0, cuts: 0 },
    });
  });

  it('has the greeting before the first words of the caller', () => {
    const replay = aReplay({
      ...{ fromMs: 0, untilMs: 3_300 },
      turns: [turn(0, 'Hi!', { speaker: 'agent', startMs: -200 })],
    });
    expect(compareReplay(RECORD, replay).rows).toMatchObject([
      { caller: '', original: { words: 'Welcome.' }, replayed: { words: 'Hi!' } },
      { caller: 'Where is it?', replayed: { words: '', firstAudioMs: null } },
    ]);
  });
});
