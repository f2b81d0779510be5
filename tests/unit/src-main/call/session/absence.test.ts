import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeadsetAudio } from '#main/call/callControl';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { LIVE } from '#model/headset';
import { LEVEL_FLAGS } from '#model/levels';
import { phrase } from '#model/phrases/phrase';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

const ANN = 'window:ann';
const BEN = 'api:ben';

let bench: SessionBench;

beforeEach(async () => {
  vi.useFakeTimers();
  bench = new SessionBench({ maxCallMs: 3_600_000 });
  await bench.goLive();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

function putOnHeadset(by: string): HeadsetAudio {
  const nothing = (): void => undefined;
  const opened = bench.session.openHeadset(LIVE, { onFrame: nothing, onClose: nothing }, by);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  return opened.value;
}

async function hold(on: boolean): Promise<void> {
  await bench.session.command({ kind: on ? 'hold' : 'resume' }, ANN);
}

/** Time passes; the microphone sends its frames. */
async function speak(headset: HeadsetAudio, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    headset.send(Buffer.alloc(640));
    await vi.advanceTimersByTimeAsync(1_000);
  }
}

describe('a call that is taken over', () => {
  it('stays with the supervisor as long as their microphone sends', async () => {
    const headset = putOnHeadset(ANN);
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await speak(headset, 30);
    expect(bench.call).toMatchObject({ floor: 'supervisor', speaker: ANN, notices: [] });
  });

  it.each([
    ['no headset is put on', () => undefined],
    ['the headset listens only, and its microphone sends nothing', () => putOnHeadset(ANN)],
  ])('goes back to the agent, which speaks, within 10 s when %s', async (_, prepare) => {
    prepare();
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(bench.call.floor).toBe('supervisor');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.call).toMatchObject({ floor: 'agent', notices: [{ kind: 'supervisor-gone' }] });
    expect(bench.agent.told.at(-1)).toMatch(/^text .*supervisor broke/);
  });

  it('goes back to the agent when the microphone stalls in the middle of the talk', async () => {
    const headset = putOnHeadset(ANN);
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await speak(headset, 20);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(bench.call.floor).toBe('agent');
    await bench.session.command({ kind: 'takeOver' }, ANN);
    expect(bench.call).toMatchObject({ floor: 'supervisor', notices: [] });
  });

  it('is not taken over by a second supervisor, who may listen', async () => {
    const headset = putOnHeadset(ANN);
    putOnHeadset(BEN);
    await bench.session.command({ kind: 'takeOver' }, ANN);
    headset.send(Buffer.alloc(640));
    expect(await bench.session.command({ kind: 'takeOver' }, BEN)).toMatchObject({
      error: { kind: 'invalid-state', phrase: phrase('refused.taken-over-already') },
    });
    expect(bench.call).toMatchObject({ floor: 'supervisor', speaker: ANN });
  });

  it('waits for nobody while the caller hears music, which stands in the levels', async () => {
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await bench.session.command({ kind: 'hold' }, ANN);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.call).toMatchObject({ state: 'held', floor: 'supervisor' });
    const flags = bench.session.meter.history.from(0).at(-1);
    expect((flags ?? 0) & LEVEL_FLAGS.music).toBe(LEVEL_FLAGS.music);
  });

  it.each([
    ['the supervisor’s hold', (on: boolean) => hold(on)],
    ['a hold of the caller’s own telephone', (on: boolean) => bench.leg.handlers?.onHold(on)],
  ])('waits for its supervisor after %s as after a take-over', async (_, setHeld) => {
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await setHeld(true);
    await vi.advanceTimersByTimeAsync(60_000);
    await setHeld(false);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(bench.call.floor).toBe('supervisor');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.call.floor).toBe('agent');
  });

  it('does not write down, or tell the agent, what is said while the caller is on hold', async () => {
    const headset = putOnHeadset(ANN);
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await bench.session.command({ kind: 'hold' }, ANN);
    const supervisor = bench.transcribers.at(-1);
    await speak(headset, 2);
    expect(supervisor?.frames).toBe(0);
    await bench.session.command({ kind: 'resume' }, ANN);
    await speak(headset, 2);
    expect(supervisor?.frames).toBe(2);
  });
});

describe('a caller whom the supervisor leaves waiting', () => {
  it('is taken back when a hold has lasted for HOLD_LIMIT', async () => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await bench.session.command({ kind: 'hold' }, ANN);
    await vi.advanceTimersByTimeAsync(58_000);
    expect(bench.call.state).toBe('held');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bench.call).toMatchObject({
      state: 'live',
      notices: [{ kind: 'hold-limit', phrase: phrase('hold.limit-reached', { minutes: 1 }) }],
    });
    expect(bench.leg.told.at(-1)).toBe('music off');
  });

  it.each([
    ['holds the line again', { kind: 'hold' }],
    ['pauses the agent', { kind: 'pauseAgent', on: true }],
    ['takes the call over', { kind: 'takeOver' }],
  ] as const)('is not said to have waited any more once the supervisor %s', async (_, command) => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await hold(true);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(bench.call.notices).toMatchObject([{ kind: 'hold-limit' }]);
    await bench.session.command({ kind: 'muteCaller', on: true }, ANN);
    expect(bench.call.notices).toMatchObject([{ kind: 'hold-limit' }]);
    await bench.session.command(command, ANN);
    expect(bench.call.notices).toEqual([]);
  });

  it('is not said to have waited any more once they are handed back', async () => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await hold(true);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(bench.call.notices).toMatchObject([{ kind: 'hold-limit' }]);
    await bench.session.command({ kind: 'handBack' }, ANN);
    expect(bench.call.notices).toEqual([]);
  });

  it('is not said to have lost their supervisor once that one holds the line', async () => {
    await bench.session.command({ kind: 'takeOver' }, ANN);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(bench.call.notices).toMatchObject([{ kind: 'supervisor-gone' }]);
    await hold(true);
    expect(bench.call.notices).toEqual([]);
  });

  it('is not said to be back when Asterisk refuses to end the music', async () => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await hold(true);
    bench.leg.operationResult = fail(cordboardError('refused', saying('No.')));
    await vi.advanceTimersByTimeAsync(65_000);
    expect(bench.leg.told).toContain('music off');
    expect(bench.call).toMatchObject({ state: 'held', notices: [] });
  });

  it('is not said to be back when they are held again before the music has ended', async () => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await hold(true);
    let musicEnds: () => void = () => undefined;
    vi.spyOn(bench.leg, 'playMusic').mockReturnValueOnce(
      new Promise((resolve) => {
        musicEnds = () => {
          resolve(done);
        };
      }),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.call.heldBy).toBeNull();
    void hold(true);
    musicEnds();
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'held', notices: [] });
  });

  it('stays on hold past HOLD_LIMIT while somebody is consulted for them', async () => {
    bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
    await hold(true);
    await bench.session.command({ kind: 'consult', target: '2002' }, ANN);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(bench.call).toMatchObject({
      state: 'held',
      consultation: { state: 'ringing' },
      notices: [],
    });
    await bench.session.command({ kind: 'cancelTransfer' }, ANN);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call).toMatchObject({ state: 'live', notices: [{ kind: 'hold-limit' }] });
  });

  it.each(['pauseAgent', 'muteAgent'] as const)(
    'hears music, not silence, within 10 s of %s, and the agent after HOLD_LIMIT',
    async (kind) => {
      bench.settings = { ...bench.settings, holdLimitMs: 60_000 };
      await bench.session.command({ kind, on: true }, ANN);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(bench.leg.told).not.toContain('music on');
      await vi.advanceTimersByTimeAsync(5_000);
      expect(bench.leg.told.at(-1)).toBe('music on');
      expect(bench.call.state).toBe('live');
      await vi.advanceTimersByTimeAsync(52_000);
      expect(bench.call).toMatchObject({ agentPaused: false, agentMuted: false });
      expect(bench.leg.told.at(-1)).toBe('music off');
    },
  );

  it.each([
    ['lets the agent speak again', { kind: 'pauseAgent', on: false }],
    ['takes the call over', { kind: 'takeOver' }],
  ] as const)('hears no music any more once the supervisor %s', async (_, command) => {
    await bench.session.command({ kind: 'pauseAgent', on: true }, ANN);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.leg.told.at(-1)).toBe('music on');
    await bench.session.command(command, ANN);
    await bench.settle();
    expect(bench.leg.told.at(-1)).toBe('music off');
  });

  it('hears no music at once when the agent is paused anew', async () => {
    await bench.session.command({ kind: 'pauseAgent', on: true }, ANN);
    await vi.advanceTimersByTimeAsync(10_000);
    await bench.session.command({ kind: 'pauseAgent', on: false }, ANN);
    await bench.session.command({ kind: 'pauseAgent', on: true }, ANN);
    await bench.settle();
    expect(bench.leg.told.at(-1)).toBe('music off');
    await vi.advanceTimersByTimeAsync(7_000);
    expect(bench.leg.told.at(-1)).toBe('music off');
  });

  it('goes on to hear it whatever else the supervisor wishes', async () => {
    await bench.session.command({ kind: 'pauseAgent', on: true }, ANN);
    await vi.advanceTimersByTimeAsync(10_000);
    await bench.session.command({ kind: 'muteCaller', on: true }, ANN);
    await bench.settle();
    expect(bench.leg.told.at(-1)).toBe('music on');
  });

  it('hears no music while others are on the line, who talk with each other', async () => {
    await bench.session.shutDown('hangup');
    bench = new SessionBench({ holdLimitMs: 60_000 }, new FakeLeg('call-2', {}, true));
    await bench.goLive();
    await bench.session.command({ kind: 'muteAgent', on: true });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(bench.leg.told).not.toContain('music on');
    expect(bench.call.agentMuted).toBe(true);
  });
});

describe('a caller who rings for a supervisor', () => {
  it('goes to the fallback after RING_LIMIT', async () => {
    await bench.session.shutDown('hangup');
    bench = new SessionBench({ autoAnswer: false, ringLimitMs: 60_000 });
    bench.session.begin();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(bench.call.state).toBe('ringing');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'rang-out' });
    expect(bench.leg.told).toContain('sendToFallback');
  });

  it('is not sent away once they are answered', async () => {
    await bench.session.shutDown('hangup');
    bench = new SessionBench({ autoAnswer: false, ringLimitMs: 60_000, maxCallMs: 600_000 });
    bench.session.begin();
    await bench.session.command({ kind: 'answer' });
    await vi.advanceTimersByTimeAsync(90_000);
    expect(bench.call.state).toBe('live');
  });
});

describe('an agent that gives up', () => {
  it('while the called party still rings: nobody is left to answer', async () => {
    await bench.session.shutDown('hangup');
    const leg = new FakeLeg('out-1', { direction: 'outbound' });
    bench = new SessionBench({}, leg);
    await bench.session.place(leg);
    bench.agent.handlers.onLink('failed', null);
    await bench.settle();
    expect(leg.told).toEqual(['dial', 'hangUp normal', 'release']);
    expect(bench.call.endReason).toBe('agent-unavailable');
  });

  it('while the caller’s own telephone holds the line is missed when they come back', async () => {
    bench.leg.handlers?.onHold(true);
    bench.agent.handlers.onLink('failed', null);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bench.call.state).toBe('held');
    bench.leg.handlers?.onHold(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call.endReason).toBe('agent-unavailable');
  });
});
