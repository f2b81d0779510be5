import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { LIVE } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import type { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

describe('an attended transfer', () => {
  let bench: SessionBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new SessionBench();
    await bench.goLive();
  });

  afterEach(async () => {
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  const party = (): FakeLeg => {
    const leg = bench.parties.at(-1);
    if (leg === undefined) {
      throw new Error('nobody was called');
    }
    return leg;
  };
  const consult = async (): Promise<void> => {
    expect(await bench.session.command({ kind: 'consult', target: '2002' })).toMatchObject({
      ok: true,
    });
  };
  const talk = async (): Promise<void> => {
    await consult();
    party().pickUp();
    await bench.settle();
    expect(bench.call.consultation).toEqual({ target: '2002', state: 'talking' });
  };

  it('rings the party while the caller hears music', async () => {
    await consult();
    expect(bench.call).toMatchObject({
      state: 'held',
      heldBy: 'supervisor',
      consultation: { target: '2002', state: 'ringing' },
    });
    expect(party().told).toEqual(['dial']);
    expect(bench.leg.told.at(-1)).toBe('music on');
  });

  it('carries the headset to the party and back', async () => {
    const heard: number[] = [];
    const opened = bench.session.openHeadset(LIVE, {
      onFrame: (frame) => heard.push(frame.readInt16LE(0)),
      onClose: () => undefined,
    });
    await talk();
    const advance = (ms: number): void => {
      vi.advanceTimersByTime(ms);
    };
    const [line] = party().transports;
    line?.hear(40, 700, advance);
    bench.transport.hear(40, 300, advance);
    expect(heard).toEqual([700, 700]);
    if (opened.ok) {
      opened.value.send(Buffer.alloc(640, 1));
    }
    expect(line?.counters.framesOut).toBe(1);
    expect(bench.transport.counters.framesOut).toBe(0);
    await bench.session.command({ kind: 'cancelTransfer' });
    bench.transport.hear(20, 300, advance);
    // Until its own frames come, the caller's line is silent.
    expect(heard.filter((sample) => sample !== 0)).toEqual([700, 700, 300]);
  });

  it('connects the two and is done with both', async () => {
    await talk();
    expect(await bench.session.command({ kind: 'completeTransfer' })).toMatchObject({ ok: true });
    await bench.settle();
    expect(bench.leg.told.slice(-3)).toEqual(['music off', 'join party-2002', 'release']);
    expect(party().told.at(-1)).toBe('release');
    expect(party().told).not.toContain('hangUp normal');
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'transferred' });
  });

  it('does not take the party’s leaving for a hang-up while the two are being connected', async () => {
    await talk();
    bench.leg.joinWith = () => {
      party().handlers?.onEnded({ by: 'caller' });
      return Promise.resolve({ ok: true, value: undefined });
    };
    await bench.session.command({ kind: 'completeTransfer' });
    expect(bench.call).toMatchObject({ endReason: 'transferred', notices: [] });
  });

  it('brings the caller back when the two cannot be connected', async () => {
    await talk();
    bench.leg.joinWith = () => Promise.resolve(fail(cordboardError('refused', saying('No.'))));
    expect(await bench.session.command({ kind: 'completeTransfer' })).toMatchObject({ ok: false });
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null, consultation: null });
    expect(bench.leg.told.at(-1)).toBe('music off');
    expect(party().told.slice(-2)).toEqual(['hangUp normal', 'release']);
  });

  it.each([
    ['leaves the party to the caller when they are', true],
    ['lets the party go when they are not', false],
  ])('%s connected in the moment the call ends', async (_, joined) => {
    await talk();
    let settle: () => void = () => undefined;
    bench.leg.joinWith = () =>
      new Promise((resolve) => {
        settle = () => {
          resolve(joined ? done : fail(cordboardError('refused', saying('No.'))));
        };
      });
    void bench.session.command({ kind: 'completeTransfer' });
    await bench.settle();
    void bench.session.command({ kind: 'end' });
    await bench.settle();
    expect(party().told).not.toContain('hangUp normal');
    settle();
    await bench.settle();
    expect(party().told.includes('hangUp normal')).toBe(!joined);
    expect(party().told.at(-1)).toBe('release');
    expect(bench.released).toBe(true);
  });

  it('that is cancelled keeps the agent out until the music is known to have ended', async () => {
    await consult();
    bench.leg.operationResult = fail(cordboardError('network', saying('Nothing listens.')));
    void bench.session.command({ kind: 'cancelTransfer' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor', consultation: null });
    bench.leg.operationResult = done;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
    expect(bench.leg.told.at(-1)).toBe('music off');
  });

  it('cannot be cancelled while the two are being connected: one of them may have left already', async () => {
    await talk();
    let settle: () => void = () => undefined;
    bench.leg.joinWith = () =>
      new Promise((resolve) => {
        settle = () => {
          resolve(done);
        };
      });
    const completing = bench.session.command({ kind: 'completeTransfer' });
    await bench.settle();
    expect(bench.call.consultation).toEqual({ target: '2002', state: 'joining' });
    expect(await bench.session.command({ kind: 'cancelTransfer' })).toMatchObject({
      error: { kind: 'invalid-state', phrase: phrase('refused.joining') },
    });
    party().transports[0]?.handlers?.onClose({ by: 'remote', code: 1006 });
    settle();
    expect(await completing).toMatchObject({ ok: true });
    await bench.settle();
    expect(party().told).not.toContain('hangUp normal');
    expect(bench.call.endReason).toBe('transferred');
  });

  it('ends when the supervisor is not heard any more, and the caller is back with the agent', async () => {
    await talk();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.call).toMatchObject({
      state: 'live',
      consultation: null,
      notices: [{ kind: 'consultation', phrase: phrase('consultation.supervisor-gone') }],
    });
    expect(party().told).toContain('hangUp normal');
  });

  it('hangs the party up before the caller’s farewell is answered', async () => {
    await consult();
    let answer: () => void = () => undefined;
    bench.leg.hangUp = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(done);
        };
      });
    void bench.session.command({ kind: 'end' });
    await bench.settle();
    expect(party().told).toContain('hangUp normal');
    party().pickUp();
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', consultation: null });
    answer();
  });

  it('brings the caller back when the party does not answer, and says why', async () => {
    await consult();
    party().handlers?.onEnded({ by: 'not-answered', reason: phrase('party.busy') });
    await bench.settle();
    expect(bench.call).toMatchObject({
      state: 'live',
      consultation: null,
      notices: [{ kind: 'consultation', message: 'The line is busy.' }],
    });
  });

  it('connects the party’s audio again when it breaks, and the headset with it', async () => {
    const heard: number[] = [];
    bench.session.openHeadset(LIVE, {
      onFrame: (frame) => heard.push(frame.readInt16LE(0)),
      onClose: () => undefined,
    });
    await talk();
    party().transports[0]?.handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(100);
    expect(bench.call.consultation).toEqual({ target: '2002', state: 'talking' });
    party().transports[1]?.hear(20, 700, (ms) => vi.advanceTimersByTime(ms));
    expect(heard.at(-1)).toBe(700);
  });

  it('brings the caller back when the party’s audio cannot be connected again', async () => {
    await talk();
    party().mediaResult = fail(cordboardError('network', saying('Nothing listens.')));
    party().transports[0]?.handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(7_500);
    expect(bench.call).toMatchObject({
      state: 'live',
      consultation: null,
      notices: [{ kind: 'consultation', phrase: phrase('consultation.media-lost') }],
    });
    expect(party().told.at(-1)).toBe('release');
  });

  it('brings the caller back when the party’s audio breaks again and again', async () => {
    await talk();
    for (let loss = 0; loss < 6; loss += 1) {
      party().transports.at(-1)?.handlers?.onClose({ by: 'remote', code: 1006 });
      await bench.settle();
    }
    expect(bench.call).toMatchObject({
      state: 'live',
      consultation: null,
      notices: [{ kind: 'consultation', phrase: phrase('consultation.media-lost') }],
    });
    expect(party().told.slice(-2)).toEqual(['hangUp normal', 'release']);
  });

  it('keeps the supervisor’s own hold when it is cancelled', async () => {
    await bench.session.command({ kind: 'hold' });
    await consult();
    await bench.session.command({ kind: 'cancelTransfer' });
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor', consultation: null });
    expect(bench.leg.told.at(-1)).toBe('music on');
  });

  it('hangs up the party when the caller hangs up', async () => {
    await talk();
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await bench.settle();
    expect(party().told.slice(-2)).toEqual(['hangUp normal', 'release']);
    expect(party().transports[0]?.told).toContain('close');
  });

  it('is one at a time, and cannot be completed before the party has answered', async () => {
    await consult();
    expect(await bench.session.command({ kind: 'consult', target: '2003' })).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    expect(await bench.session.command({ kind: 'completeTransfer' })).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    expect(bench.parties).toHaveLength(1);
  });
});
