import { describe, expect, it } from 'vitest';
import { messageMs, MessageSize } from '#main/agent/gemini/callerAudio/messageSize';

const FRAME = 640;
const MANY = 31;

describe('messageMs', () => {
  it.each([
    { silentMs: 0, sinceOnsetMs: 5_000, sessions: 1, ms: 20, why: 'sound' },
    { silentMs: 0, sinceOnsetMs: 5_000, sessions: 30, ms: 20, why: 'sound, the most calls' },
    { silentMs: 0, sinceOnsetMs: 5_000, sessions: MANY, ms: 40, why: 'sound, many calls' },
    { silentMs: 0, sinceOnsetMs: 5_000, sessions: 120, ms: 40, why: 'sound, the most pairs' },
    { silentMs: 0, sinceOnsetMs: 5_000, sessions: 121, ms: 100, why: 'sound, a crowd' },
    { silentMs: 0, sinceOnsetMs: 0, sessions: MANY, ms: 20, why: 'an onset, many calls' },
    { silentMs: 0, sinceOnsetMs: 480, sessions: 121, ms: 20, why: 'an onset, a crowd' },
    { silentMs: 0, sinceOnsetMs: 480, sessions: MANY, ms: 20, why: 'soon after it' },
    { silentMs: 0, sinceOnsetMs: 500, sessions: MANY, ms: 40, why: 'later' },
    { silentMs: 1_000, sinceOnsetMs: 5_000, sessions: 1, ms: 20, why: 'a pause' },
    { silentMs: 1_000, sinceOnsetMs: 5_000, sessions: MANY, ms: 40, why: 'a pause, many calls' },
    { silentMs: 1_020, sinceOnsetMs: 5_000, sessions: 1, ms: 100, why: 'a silence' },
    { silentMs: 1_020, sinceOnsetMs: 0, sessions: 1, ms: 100, why: 'silence instead of speech' },
    { silentMs: 60_000, sinceOnsetMs: 5_000, sessions: MANY, ms: 100, why: 'silence, many calls' },
  ])('is $ms ms: $why', ({ silentMs, sinceOnsetMs, sessions, ms }) => {
    expect(messageMs(silentMs, sinceOnsetMs, sessions)).toBe(ms);
  });
});

/** The frames that each message would wait for while the caller is heard, 20 ms at a time. */
function hear(size: MessageSize, ms: number, hasSound: boolean): number[] {
  return Array.from({ length: ms / 20 }, () => {
    size.heard(FRAME, hasSound);
    return size.wanted / FRAME;
  });
}

describe('MessageSize', () => {
  it('grows once the line has been silent for a second, and falls with the first sound', () => {
    const size = new MessageSize(FRAME, () => 1);
    hear(size, 3_000, true);
    expect(hear(size, 1_000, false)).toEqual(Array(50).fill(1));
    expect(hear(size, 200, false)).toEqual(Array(10).fill(5));
    expect(hear(size, 20, true)).toEqual([1]);
    expect(hear(size, 1_000, false)).toEqual(Array(50).fill(1));
    expect(hear(size, 20, false)).toEqual([5]);
  });

  it('is one frame for half a second from an onset after a silence, with many calls', () => {
    const size = new MessageSize(FRAME, () => MANY);
    hear(size, 2_000, false);
    expect(hear(size, 500, true)).toEqual(Array(25).fill(1));
    expect(hear(size, 500, true)).toEqual(Array(25).fill(2));
    hear(size, 900, false);
    expect(hear(size, 20, true)).toEqual([2]);
  });

  it('is one frame from the moment that a detector notices speech over noise', () => {
    const size = new MessageSize(FRAME, () => MANY);
    hear(size, 5_000, true);
    size.speechStarts();
    expect(hear(size, 480, true)).toEqual(Array(24).fill(1));
    expect(hear(size, 20, true)).toEqual([2]);
  });

  it('does not grow for a second when a detector notices speech softer than sound', () => {
    const size = new MessageSize(FRAME, () => 1);
    hear(size, 2_000, false);
    size.speechStarts();
    expect(hear(size, 1_000, false)).toEqual(Array(50).fill(1));
    expect(hear(size, 20, false)).toEqual([5]);
  });

  it('follows the number of sessions', () => {
    let sessions = 30;
    const size = new MessageSize(FRAME, () => sessions);
    hear(size, 1_000, true);
    expect(hear(size, 20, true)).toEqual([1]);
    sessions += 1;
    expect(hear(size, 20, true)).toEqual([2]);
    sessions -= 1;
    expect(hear(size, 20, true)).toEqual([1]);
  });

  it('is never less than what is set', () => {
    const third = new MessageSize(3 * FRAME, () => MANY);
    expect(hear(third, 2_000, true)).toEqual(Array(100).fill(3));
    expect(hear(third, 1_020, false).at(-1)).toBe(5);
    const tenth = new MessageSize(10 * FRAME, () => 1);
    expect(hear(tenth, 2_000, false)).toEqual(Array(100).fill(10));
  });
});
