import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission } from '#main/call/admission';
import type { CallLeg } from '#main/call/callLeg';
import { CallManager } from '#main/call/callManager';
import { CallStore } from '#main/call/callStore';
import type { StoredCall } from '#main/call/earlierParts';
import { NO_WISHES } from '#main/call/life/wishes';
import { createFrameClock } from '#main/media/clock/frameClock';
import { energyEngine } from '#main/media/vad/energyVad';
import { silentLog } from '#main/observability/log';
import { HealthBoard } from '#main/program/healthBoard';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { ConsoleEvent } from '#model/events';
import { LIVE } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import { USUAL_ATTENTION } from '#support/call/attention';
import { FakeAgent, FakeLeg } from '#support/call/fakes';
import { NO_TOOLS } from '#support/call/sessionBench';
import { CALM } from '#support/call/talkBench';
import { turnWith } from '#support/calls';
import { noAnswer } from '#support/lookUps';
import { saying } from '#support/phrases';

describe('CallManager', () => {
  let manager: CallManager;
  let bring: (leg: CallLeg) => void;
  let events: ConsoleEvent[];
  let placed: FakeLeg[];
  let agents: FakeAgent[];
  let stored: (callId: string) => Promise<Result<StoredCall | null>>;
  let maxCalls: number;
  let record: boolean;
  let admission: Admission;

  beforeEach(() => {
    vi.useFakeTimers();
    placed = [];
    maxCalls = 0;
    record = false;
    admission = new Admission(() => maxCalls);
    agents = [];
    stored = () => Promise.resolve(ok(null));
    events = [];
    const store = new CallStore(new HealthBoard('live', '1', () => undefined).health);
    store.onBatch((batch) => events.push(...batch.events));
    manager = new CallManager({
      source: {
        start: (onIncoming) => {
          bring = onIncoming;
        },
        stop: () => undefined,
        createOutgoing: ({ kind }) => {
          const leg = new FakeLeg(`to-${kind}`, { direction: 'outbound', dialedNumber: '2002' });
          placed.push(leg);
          return ok(leg);
        },
      },
      admission,
      replayTools: () => () => NO_TOOLS,
      record: null,
      store,
      agents: {
        create: (options) => {
          const agent = new FakeAgent(options);
          agents.push(agent);
          return agent;
        },
      },
      vad: energyEngine,
      clock: createFrameClock(silentLog),
      settingsFor: () => () => ({ ...CALM, maxCallMs: 600_000, greeting: 'Greet.', record }),
      createTools: () => NO_TOOLS,
      findEarlierCalls: () => Promise.resolve([]),
      askLookUp: noAnswer,
      storedCall: (callId) => stored(callId),
      onMessage: () => undefined,
      onRuleDeed: () => undefined,
      attention: USUAL_ATTENTION,
      estimateCost: () => 0,
      startRecording: () => Promise.resolve(fail(cordboardError('internal', saying('none')))),
      onAgentLink: () => undefined,
      log: silentLog,
    });
    manager.start();
  });

  afterEach(async () => {
    await manager.stop('hangup');
    vi.useRealTimers();
  });

  const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const arrive = async (): Promise<FakeLeg> => {
    const leg = new FakeLeg('call-1');
    bring(leg);
    await settle();
    return leg;
  };

  it('refuses a caller beside as many calls as MAX_CALLS, and shows nothing of it', async () => {
    maxCalls = 1;
    const first = await arrive();
    const second = new FakeLeg('call-2');
    bring(second);
    await settle(60);
    expect(second.told).toEqual(['refuse', 'release']);
    expect(manager.snapshot().calls).toMatchObject([{ id: 'call-1', state: 'live' }]);
    expect(events.some((event) => 'call' in event && event.call.id === 'call-2')).toBe(false);
    expect(admission.refused).toBe(1);
    expect(await manager.placeCall({ number: '2002', profileId: '' })).toMatchObject({
      error: { kind: 'invalid-state', phrase: { code: 'call.full', params: { max: 1 } } },
    });
    expect(placed).toEqual([]);

    first.handlers?.onEnded({ by: 'caller' });
    await settle();
    bring(new FakeLeg('call-3'));
    await settle(60);
    expect(manager.snapshot().calls).toContainEqual(
      expect.objectContaining({ id: 'call-3', state: 'live' }),
    );
  });

  it('takes up callers again after a restart, however many there are', async () => {
    maxCalls = 1;
    await arrive();
    const adopted = new FakeLeg('call-2', { adopted: true });
    bring(adopted);
    await settle(60);
    expect(manager.snapshot().calls).toHaveLength(2);
    expect(adopted.told).not.toContain('refuse');
    expect(admission.refused).toBe(0);
  });

  it('keeps an ended call in the list for 10 s', async () => {
    const leg = await arrive();
    leg.handlers?.onEnded({ by: 'caller' });
    await settle(9_900);
    expect(manager.snapshot().calls).toMatchObject([{ state: 'ended' }]);
    await settle(200);
    expect(manager.snapshot().calls).toEqual([]);
  });

  it('keeps the second call of a channel that comes again before the first is off the list', async () => {
    const first = await arrive();
    first.handlers?.onDtmf('4');
    first.handlers?.onEnded({ by: 'caller' });
    await settle(5_000);
    await arrive();
    await settle(60_000);
    const { calls, transcripts } = manager.snapshot();
    expect(calls).toMatchObject([{ id: 'call-1', state: 'live' }]);
    expect(transcripts['call-1'] ?? []).toEqual([]);
    expect(await manager.command('call-1', { kind: 'end' })).toMatchObject({ ok: true });
  });

  it('keeps the second call when the first of its channel is released late, and reports only the newer', async () => {
    const first = await arrive();
    let release: () => void = () => undefined;
    first.release = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    first.handlers?.onEnded({ by: 'caller' });
    await settle();
    await arrive();
    first.handlers?.onNotice('asterisk-events', phrase('asterisk.taken-over'));
    release();
    await settle(60_000);
    expect(manager.snapshot().calls).toMatchObject([{ state: 'live', notices: [] }]);
    expect(await manager.command('call-1', { kind: 'end' })).toMatchObject({ ok: true });
  });

  it('reports the removal of the first call before the second call', async () => {
    const first = await arrive();
    first.handlers?.onEnded({ by: 'caller' });
    await settle(1_000);
    events.length = 0;
    await arrive();
    await settle(100);
    expect(events.map(({ type }) => type)).toEqual(['callRemoved', 'callAdded']);
  });

  it('places a call with its own id, and finds it for the supervisor', async () => {
    const placing = await manager.placeCall({ number: '2002', profileId: 'default' });
    expect(placing).toEqual({ ok: true, value: 'to-number' });
    expect(manager.snapshot().calls).toMatchObject([
      { id: 'to-number', state: 'dialing', direction: 'outbound', dialedNumber: '2002' },
    ]);
    placed[0]?.pickUp();
    await settle();
    expect(manager.snapshot().calls).toMatchObject([{ state: 'live' }]);
    expect(await manager.command('to-number', { kind: 'hold' })).toMatchObject({ ok: true });
  });

  it('goes on with an adopted caller where the record of their call ends', async () => {
    const turn = turnWith({ text: 'Where is my parcel?', startMs: 900, endMs: 2_000 });
    const startedAt = Date.now() - 60_000;
    stored = () =>
      Promise.resolve(ok({ startedAt, answeredAt: startedAt + 500, turns: [turn], lookUp: null }));
    const leg = new FakeLeg('call-1', { adopted: true });
    bring(leg);
    await settle();
    const { calls, transcripts } = manager.snapshot();
    expect(calls).toMatchObject([{ state: 'live', startedAt, answeredAt: startedAt + 500 }]);
    expect(leg.told).toEqual(['music off', 'connectMedia']);
    expect(transcripts['call-1']?.map(({ text }) => text)).toEqual([
      'Where is my parcel?',
      'Cordboard restarted; the call goes on',
    ]);
  });

  it('goes on with the record of a caller who was sent on and comes back, and greets them again', async () => {
    const first = await arrive();
    const said = turnWith({ text: 'I want to talk to sales.', startMs: 900, endMs: 2_000 });
    const startedAt = Date.now();
    stored = () =>
      Promise.resolve(ok({ startedAt, answeredAt: startedAt, turns: [said], lookUp: null }));
    expect(await manager.command('call-1', { kind: 'transfer', target: '1000' })).toMatchObject({
      ok: true,
    });
    first.handlers?.onEnded({ by: 'caller' });
    await settle(60_000);
    const told = agents.length;
    await arrive();
    const { calls, transcripts } = manager.snapshot();
    expect(calls).toMatchObject([{ state: 'live', startedAt }]);
    expect(transcripts['call-1']).toMatchObject([{ id: 0, text: 'I want to talk to sales.' }]);
    expect(agents).toHaveLength(told + 1);
    expect(agents.at(-1)?.told).toContain('text Greet.');
  });

  it('greets a caller of an earlier call in this run, whom Asterisk gives back as one of ours', async () => {
    const first = await arrive();
    const startedAt = Date.now();
    stored = () =>
      Promise.resolve(ok({ startedAt, answeredAt: startedAt, turns: [], lookUp: null }));
    await manager.command('call-1', { kind: 'muteAgent', on: true });
    first.handlers?.onEnded({ by: 'caller' });
    await settle(1_000);
    bring(new FakeLeg('call-1', { adopted: true }));
    await settle();
    expect(manager.snapshot().calls).toMatchObject([{ state: 'live', agentMuted: false }]);
    expect(agents.at(-1)?.told).toContain('text Greet.');
  });

  it('keeps what was wished of a caller who comes back, but neither hold nor mutes', async () => {
    record = true;
    const leg = new FakeLeg('call-1');
    const startedAt = Date.now() - 60_000;
    const wishes = { held: true, callerMuted: true, recording: 'off', voice: 'Kore' } as const;
    leg.memory = {
      startedAt,
      answeredAt: startedAt,
      wishes: { ...NO_WISHES, ...wishes },
      turnsBelow: 1,
    };
    bring(leg);
    await settle();
    expect(manager.snapshot().calls).toMatchObject([
      { state: 'live', callerMuted: false, voice: 'Kore', recording: 'off', notices: [] },
    ]);
  });

  describe('an adopted caller whose record cannot be read', () => {
    const said = turnWith({ id: 7, text: 'Where is my parcel?', startMs: 900, endMs: 2_000 });
    const locked = fail(cordboardError('timeout', saying('The file is locked.')));
    const adopt = (): void => {
      const leg = new FakeLeg('call-1', { adopted: true });
      const startedAt = Date.now() - 60_000;
      leg.memory = { startedAt, answeredAt: startedAt, wishes: NO_WISHES, turnsBelow: 256 };
      bring(leg);
    };
    const ids = (): readonly number[] =>
      (manager.snapshot().transcripts['call-1'] ?? []).flatMap(({ id }) => [id]);

    it('does not wait for it', async () => {
      stored = () => new Promise(() => undefined);
      adopt();
      await settle(1_000);
      expect(manager.snapshot().calls).toMatchObject([{ state: 'live' }]);
    });

    it('keeps the times of the call, and gets no turn in the place of an earlier one', async () => {
      stored = () => Promise.resolve(locked);
      const startedAt = Date.now() - 60_000;
      adopt();
      await settle();
      expect(manager.snapshot().calls).toMatchObject([{ state: 'live', startedAt }]);
      expect(ids()).toEqual([256]);
      expect(agents.at(-1)?.told.filter((line) => line.startsWith('text'))).toEqual([]);
    });

    it('has it as soon as it can be read, and so has the agent', async () => {
      stored = () => Promise.resolve(locked);
      adopt();
      await settle(5_000);
      stored = () =>
        Promise.resolve(ok({ startedAt: 0, answeredAt: 0, turns: [said], lookUp: null }));
      await settle(5_000);
      expect(ids()).toEqual([7, 256]);
      expect(agents.at(-1)?.told.at(-1)).toMatch(/^context .*Caller: Where is my parcel\?$/s);
      expect(agents.at(-1)?.options.history()).toEqual([
        { role: 'user', text: 'Where is my parcel?' },
      ]);
    });
  });

  it('gives a caller back whose call could not begin, and shows nothing of it any more', async () => {
    const leg = new FakeLeg('call-1');
    const start = leg.start.bind(leg);
    leg.start = (handlers) => {
      start(handlers);
      throw new Error('a defect');
    };
    bring(leg);
    await settle();
    expect(leg.told).toEqual(expect.arrayContaining(['sendToFallback', 'release']));
    await settle(10_000);
    expect(manager.snapshot().calls).toEqual([]);
    expect(manager.liveCalls).toBe(0);
  });

  it('lets a caller go whose talk cannot be ended for a defect', async () => {
    const leg = await arrive();
    for (const agent of agents) {
      agent.close = () => {
        throw new Error('a defect');
      };
    }
    expect(await manager.command('call-1', { kind: 'end' })).toMatchObject({ ok: true });
    await settle(100);
    expect(leg.told).toEqual(expect.arrayContaining(['hangUp normal', 'release']));
    expect(manager.liveCalls).toBe(0);
  });

  it('waits at its end for callers whose record is still read, and gives them back', async () => {
    stored = () => new Promise(() => undefined);
    const leg = new FakeLeg('call-1', { adopted: true });
    bring(leg);
    await settle(100);
    let isOver = false;
    const stopping = manager.stop('fallback').then(() => {
      isOver = true;
    });
    await settle(800);
    expect(isOver).toBe(false);
    await settle(200);
    await stopping;
    expect(leg.told).toEqual(expect.arrayContaining(['sendToFallback', 'release']));
  });

  it('lets one headset at a time on a call, and takes it off when the call ends', async () => {
    const leg = await arrive();
    let frames = 0;
    let closed = 0;
    const handlers = { onFrame: () => (frames += 1), onClose: () => (closed += 1) };
    expect(manager.openHeadset('call-1', LIVE, { ...handlers })).toMatchObject({ ok: true });
    expect(manager.openHeadset('call-1', LIVE, handlers)).toMatchObject({ ok: true });
    expect(closed, 'the one before').toBe(1);
    leg.transports[0]?.hear(100, 1_000, (ms) => vi.advanceTimersByTime(ms));
    expect(frames).toBe(5);
    await manager.command('call-1', { kind: 'end' });
    expect(closed).toBe(2);
    expect(manager.openHeadset('nobody', LIVE, handlers)).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});
