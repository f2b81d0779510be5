import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { LIVE } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import type { ProfileFallback } from '#model/profile';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

let bench: SessionBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

describe('an outgoing call', () => {
  let leg: FakeLeg;

  beforeEach(() => {
    leg = new FakeLeg('out-1', { direction: 'outbound' });
    bench = new SessionBench({}, leg);
  });

  it('connects the agent while it rings, and is live when it is answered', async () => {
    await bench.session.place(leg);
    expect(bench.call).toMatchObject({ state: 'dialing', agentLink: 'ready', answeredAt: null });
    expect(leg.told).toEqual(['dial']);
    leg.pickUp();
    await bench.settle();
    expect(bench.call.state).toBe('live');
    expect(bench.call.answeredAt).not.toBeNull();
    expect(leg.told).toEqual(['dial', 'connectMedia']);
  });

  it('that is not answered ends so, and says why', async () => {
    await bench.session.place(leg);
    leg.handlers?.onEnded({ by: 'not-answered', reason: phrase('party.busy') });
    await bench.settle();
    expect(bench.call).toMatchObject({
      state: 'ended',
      endReason: 'not-answered',
      notices: [{ kind: 'setup', message: 'The line is busy.' }],
    });
  });

  it('stops ringing when no agent connects: a party that has not answered goes to no fallback', async () => {
    bench.agent.startResult = fail(cordboardError('auth', saying('The API key was refused.')));
    await bench.session.place(leg);
    await bench.settle();
    expect(leg.told).toEqual(['dial', 'hangUp normal', 'release']);
    expect(bench.call.endReason).toBe('agent-unavailable');
  });

  it('is hung up, not given back, when the program ends while it rings', async () => {
    await bench.session.place(leg);
    await bench.session.shutDown('fallback');
    expect(leg.told).toEqual(['dial', 'hangUp normal', 'release']);
  });

  it('that is hung up before Asterisk has accepted it does not go on', async () => {
    leg.dial = async () => {
      await bench.session.command({ kind: 'end' });
      leg.pickUp();
      return done;
    };
    await bench.session.place(leg);
    await bench.settle();
    expect(leg.told).toEqual(['hangUp normal', 'release']);
    expect(bench.call).toMatchObject({ state: 'ended', answeredAt: null });
  });

  it('fails as Asterisk does when it cannot be placed', async () => {
    leg.dialResult = fail(cordboardError('refused', saying('No such endpoint.')));
    expect(await bench.session.place(leg)).toEqual(leg.dialResult);
  });
});

describe('a caller who gives up while being answered', () => {
  it('gets no audio, and counts as not answered', async () => {
    bench = new SessionBench();
    const { leg } = bench;
    leg.answer = () => {
      leg.handlers?.onEnded({ by: 'caller' });
      leg.handlers?.onAnswered();
      return Promise.resolve(done);
    };
    bench.session.begin();
    await bench.settle();
    expect(leg.told).toEqual(['ring', 'release']);
    expect(bench.call).toMatchObject({
      state: 'ended',
      endReason: 'caller-hung-up',
      answeredAt: null,
    });
  });
});

describe('a caller that no agent can serve', () => {
  const fallbacks: readonly (readonly [ProfileFallback, string])[] = [
    [{ kind: 'announce' }, 'sendToFallback'],
    [{ kind: 'transfer', extension: '2003' }, 'sendToFallback 2003'],
    [{ kind: 'voicemail', extension: '8001' }, 'sendToFallback 8001'],
    [{ kind: 'hang-up' }, 'hangUp normal'],
  ];

  it.each(fallbacks)('goes where the profile says: %o', async (fallback, told) => {
    bench = new SessionBench({ fallback });
    await bench.goLive();
    bench.agent.handlers.onLink('failed', cordboardError('network', saying('Gemini is gone.')));
    await bench.settle();
    expect(bench.leg.told.slice(-2)).toEqual([told, 'release']);
    expect(bench.call.endReason).toBe('agent-unavailable');
  });

  it.each(fallbacks)(
    'goes there also when the agent cannot even start: %o',
    async (fallback, told) => {
      bench = new SessionBench({ fallback });
      bench.agent.startResult = fail(cordboardError('auth', saying('The API key was refused.')));
      bench.session.begin();
      await bench.settle();
      expect(bench.leg.told.slice(-2)).toEqual([told, 'release']);
    },
  );
});

describe('a call with a longest duration', () => {
  const toldAgent = (): string[] => bench.agent.told.filter((line) => !/^(start|close)/.test(line));

  it('warns the agent a minute before, makes it say goodbye, then hangs up', async () => {
    bench = new SessionBench({ maxCallMs: 180_000 });
    await bench.goLive();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(toldAgent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(toldAgent()).toMatchObject([expect.stringMatching(/^context .*one minute/)]);
    expect(bench.call.notices).toMatchObject([{ kind: 'max-duration', severity: 'info' }]);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(toldAgent()[1]).toMatch(/^text .*goodbye/);
    expect(bench.call.state).toBe('live');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'max-duration' });
    expect(bench.leg.told.slice(-2)).toEqual(['hangUp normal', 'release']);
  });

  it('goes on when the setting is raised in time', async () => {
    bench = new SessionBench({ maxCallMs: 180_000 });
    await bench.goLive();
    await vi.advanceTimersByTimeAsync(130_000);
    bench.settings = { ...bench.settings, maxCallMs: 3_600_000 };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('does not let the agent speak into a call that is taken over', async () => {
    bench = new SessionBench({ maxCallMs: 60_000 });
    await bench.goLive();
    const { agent, session } = bench;
    const headset = session.openHeadset(LIVE, {
      onFrame: () => undefined,
      onClose: () => undefined,
    });
    await session.command({ kind: 'takeOver' });
    const before = agent.told.length;
    for (let second = 0; second < 55; second += 1) {
      if (headset.ok) {
        headset.value.send(Buffer.alloc(640));
      }
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(bench.call.floor).toBe('supervisor');
    expect(agent.told.slice(before).filter((line) => line.startsWith('text'))).toEqual([]);
  });
});

describe('what the agent’s tools do to the call', () => {
  beforeEach(async () => {
    bench = new SessionBench();
    await bench.goLive();
  });

  it('is ending it', async () => {
    bench.toolHost.endCall();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'agent-ended' });
    expect(bench.leg.told).toContain('hangUp normal');
  });

  it('is sending the caller on', async () => {
    const target = { name: 'sales', description: '', extension: '2003' };
    const sent = bench.toolHost.transfer(target, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await sent).toMatchObject({ ok: true });
    expect(bench.leg.told).toContain('transfer 2003');
    expect(bench.call.endReason).toBe('transferred');
  });

  it('is pressing keys', async () => {
    expect(await bench.toolHost.sendDtmf('12#')).toMatchObject({ ok: true });
    expect(bench.leg.told).toContain('dtmf 12#');
  });

  it('is taking a message', async () => {
    const message = { from: 'Ana', callBack: '2001', text: 'Please call back.' };
    expect(await bench.toolHost.takeMessage(message)).toMatchObject({ ok: true });
    expect(bench.messages).toEqual([message]);
  });
});

describe('a caller whose channel is slow to say what it knows', () => {
  beforeEach(() => {
    bench = new SessionBench();
    const knowledge = { ...bench.settings.knowledge, channelVariables: ['SLOW'] };
    bench.settings = { ...bench.settings, knowledge };
    bench.leg.variables.set('SLOW', new Promise(() => undefined));
    bench.session.begin();
  });

  it('rings meanwhile, for a short time at most', async () => {
    await vi.advanceTimersByTimeAsync(199);
    expect(bench.leg.told).toEqual(['ring']);
    expect(bench.agent.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(bench.agent.told).toEqual(['start']);
    expect(bench.call.state).toBe('live');
  });

  it('and who gives up meanwhile gets no agent any more', async () => {
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.agent.told).not.toContain('start');
    expect(bench.call.endReason).toBe('caller-hung-up');
  });
});

describe('somebody whom a transfer by phone puts on the line', () => {
  it.each([
    { tellsCaller: true, told: 'Ben 2002' },
    { tellsCaller: false, told: 'somebody else is on the line with you now.' },
  ])('is named to the agent only where it may know callers: $tellsCaller', async (expected) => {
    const { tellsCaller, told } = expected;
    bench = new SessionBench();
    bench.settings = {
      ...bench.settings,
      knowledge: { ...bench.settings.knowledge, tellsCaller },
    };
    await bench.goLive();
    bench.leg.handlers?.onPartyChanged({ name: 'Ben', number: '2002' });
    expect(bench.agent.told.at(-1)).toContain(told);
  });
});
