import { describe, expect, it } from 'vitest';
import { ReplayParty } from '#main/deskCalls/replayParty';
import { FRAME_MS, FRAME_SAMPLES } from '#model/audio';

/** A recorded caller on a line; each step is 20 ms. */
function setUp(frames: number) {
  const audio = Int16Array.from({ length: frames * FRAME_SAMPLES }, (_, at) => at % 1_000);
  const told = { begun: 0, over: 0 };
  const party = new ReplayParty({
    audio,
    onBegin: () => {
      told.begun += 1;
    },
    onOver: () => {
      told.over += 1;
    },
  });
  let nowMs = 0;
  const step = (heard: Int16Array | null = null): Int16Array => {
    nowMs += FRAME_MS;
    party.hear(heard, nowMs);
    const said = new Int16Array(FRAME_SAMPLES);
    party.speak(said, nowMs);
    return said;
  };
  const steps = (seconds: number, heard: Int16Array | null = null): void => {
    for (let at = 0; at < seconds * 50; at += 1) {
      step(heard);
    }
  };
  return { audio, told, step, steps };
}

const LOUD = new Int16Array(FRAME_SAMPLES).fill(5_000);
const SOFT = new Int16Array(FRAME_SAMPLES).fill(20);

describe('ReplayParty', () => {
  it('says what was recorded, a frame each 20 ms, and is silent after it', () => {
    const { audio, told, step } = setUp(3);
    const said = [step(), step(), step()];
    expect(said.flatMap((frame) => [...frame])).toEqual([...audio]);
    expect(step().some((sample) => sample !== 0)).toBe(false);
    expect(told).toEqual({ begun: 1, over: 0 });
  });

  it('is over once the agent has answered and is silent for a while', () => {
    const { told, step, steps } = setUp(1);
    step();
    steps(1, LOUD);
    steps(2.4, SOFT);
    expect(told.over).toBe(0);
    steps(0.2, null);
    steps(5, null);
    expect(told.over).toBe(1);
  });

  it('does not take for the answer what the agent said before the caller had finished', () => {
    const { told, steps } = setUp(100);
    steps(2, LOUD);
    steps(10, null);
    expect(told.over).toBe(0);
  });

  it('does not wait for ever for an answer, nor for the end of one', () => {
    const mute = setUp(1);
    mute.steps(19.9);
    expect(mute.told.over).toBe(0);
    mute.steps(0.4);
    expect(mute.told.over).toBe(1);
    const talker = setUp(1);
    talker.steps(59.9, LOUD);
    expect(talker.told.over).toBe(0);
    talker.steps(0.4, LOUD);
    expect(talker.told.over).toBe(1);
  });
});
