import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLeg } from '../../../../src-main/call/callLeg';
import { CallManager } from '../../../../src-main/call/callManager';
import { HealthBoard } from '../../../../src-main/call/healthBoard';
import { EnergyVad } from '../../../../src-main/media/energyVad';
import type { ConsoleEvent } from '../../../../src-main/model/events';
import { silentLog } from '../../../../src-main/observability/log';
import { CallStore } from '../../../../src-main/store/callStore';
import { cordboardError } from '../../../../src-main/util/errors';
import { fail } from '../../../../src-main/util/result';
import { FakeAgent, FakeLeg } from '../../../support/call/fakes';

describe('CallManager', () => {
  let manager: CallManager;
  let bring: (leg: CallLeg) => void;
  let events: ConsoleEvent[];

  beforeEach(() => {
    vi.useFakeTimers();
    events = [];
    const store = new CallStore(new HealthBoard('live', '1', () => undefined).health);
    store.onBatch((batch) => events.push(...batch.events));
    manager = new CallManager({
      source: {
        start: (onIncoming) => {
          bring = onIncoming;
        },
        stop: () => undefined,
      },
      record: null,
      store,
      agents: { create: (options) => new FakeAgent(options) },
      createVad: (handlers) =>
        new EnergyVad(
          () => ({ threshold: 300, speechSeconds: 0.1, silenceSeconds: 0.5 }),
          handlers,
        ),
      settings: () => SETTINGS,
      estimateCost: () => 0,
      startRecording: () => Promise.resolve(fail(cordboardError('internal', 'none'))),
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
    expect(await manager.endCall('call-1')).toMatchObject({ ok: true });
  });

  it('keeps the second call when the first of its channel is released late, and hears only the newer', async () => {
    const first = await arrive();
    let release: () => void = () => undefined;
    first.release = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    first.handlers?.onEnded({ by: 'caller' });
    await settle();
    await arrive();
    first.handlers?.onNotice('asterisk-events', 'of the first');
    release();
    await settle(60_000);
    expect(manager.snapshot().calls).toMatchObject([{ state: 'live', notices: [] }]);
    expect(await manager.endCall('call-1')).toMatchObject({ ok: true });
  });

  it('tells that the first is gone before it tells of the second', async () => {
    const first = await arrive();
    first.handlers?.onEnded({ by: 'caller' });
    await settle(1_000);
    events.length = 0;
    await arrive();
    await settle(100);
    expect(events.map(({ type }) => type)).toEqual(['callRemoved', 'callAdded']);
  });
});

const SETTINGS = {
  voice: 'Puck',
  systemInstruction: '',
  autoAnswer: true,
  interruptible: true,
  maxCallMs: 600_000,
  record: false,
  speaksFirst: false,
  logTimes: false,
} as const;
