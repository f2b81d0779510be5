import { describe, expect, it } from 'vitest';
import { planReplay, replayedProfile } from '#main/rules/replayPlan';
import type { CallRecord } from '#model/history';
import { aProfile, aRule } from '#support/profiles';
import { turn } from '#support/store/recordedCalls';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';

const RECORDING = { path: 'a.wav', startMs: 0, durationMs: 60_000, bytes: 1 };

/** Greeting (0), then the caller speaks in turns 2, 4 and 6, each from id * 2 s on for 1.5 s. */
function recordWith(patch: Partial<CallRecord> = {}): CallRecord {
  const turns = [
    turn(0, 'Welcome.', { speaker: 'agent' }),
    ...[2, 3, 4, 5, 6, 7].map((id) => turn(id, `turn ${id}`)),
  ];
  return aRecord({ turns, recordings: [RECORDING], ...patch });
}

describe('planReplay', () => {
  it('plays the next turns of the caller, with a little before and after', () => {
    expect(planReplay(recordWith(), { turnId: 4, turns: 2 })).toMatchObject({
      value: {
        fromMs: 7_700,
        untilMs: 13_800,
        greets: false,
        before: [{ id: 0 }, { id: 2 }, { id: 3 }],
      },
    });
  });

  it('begins at the question that a turn of the agent answers', () => {
    const fromAnswer = planReplay(recordWith(), { turnId: 5, turns: 1 });
    expect(fromAnswer).toEqual(planReplay(recordWith(), { turnId: 4, turns: 1 }));
  });

  it('begins with the call, and a greeting, at a turn before the caller spoke', () => {
    expect(planReplay(recordWith(), { turnId: 0, turns: 1 })).toMatchObject({
      value: { fromMs: 0, untilMs: 5_800, greets: true, before: [] },
    });
  });

  it('ends with the recording, and after five minutes', () => {
    const short = [{ ...RECORDING, durationMs: 12_500 }];
    expect(planReplay(recordWith({ recordings: short }), { turnId: 4, turns: 2 })).toMatchObject({
      value: { untilMs: 12_500 },
    });
    const long = recordWith({
      turns: [turn(0, 'long', { startMs: 1_000, endMs: 400_000 })],
      recordings: [{ ...RECORDING, durationMs: 500_000 }],
    });
    expect(planReplay(long, { turnId: 0, turns: 1 })).toMatchObject({
      value: { untilMs: 300_700 },
    });
  });

  it.each<[string, Partial<CallRecord>, number, string]>([
    ['an unknown turn', {}, 1, 'replay.no-turn'],
    ['no recording', { recordings: [] }, 4, 'replay.no-audio'],
    [
      'one of an older version',
      { recordings: [{ ...RECORDING, startMs: null }] },
      4,
      'replay.no-audio',
    ],
    [
      'a recording that ended before',
      { recordings: [{ ...RECORDING, durationMs: 5 }] },
      4,
      'replay.no-audio',
    ],
    ['a silent caller', { turns: [turn(1, 'Hello?')] }, 1, 'replay.nobody-speaks'],
    ['a live call', { call: aRecordedCall({ state: 'live' }) }, 4, 'replay.goes-on'],
    [
      'a replay',
      { call: aRecordedCall({ trial: { kind: 'replay', callId: 'a', turnId: 1 } }) },
      4,
      'replay.of-replay',
    ],
  ])('refuses %s', (_which, patch, turnId, code) => {
    expect(planReplay(recordWith(patch), { turnId, turns: 1 })).toMatchObject({
      error: { phrase: { code } },
    });
  });
});

describe('the profile of a replay', () => {
  const profile = aProfile({
    voice: 'Puck',
    greeting: 'Hello',
    record: true,
    earlierCalls: true,
    channelVariables: ['VIP'],
    rules: [aRule()],
  });

  it('has the changes, and the rest of the profile', () => {
    const changes = { instruction: 'Be kind.', model: 'gemini-x' };
    expect(replayedProfile(profile, changes, true)).toMatchObject({
      ...{ systemInstruction: 'Be kind.', model: 'gemini-x', voice: 'Puck', greeting: 'Hello' },
    });
  });

  it('greets only at the beginning, and neither records nor asks nor acts', () => {
    expect(replayedProfile(profile, {}, false)).toMatchObject({
      ...{ greeting: '', disclosure: '', record: false, earlierCalls: false },
      ...{ lookUp: null, rules: [], channelVariables: [] },
    });
  });
});
