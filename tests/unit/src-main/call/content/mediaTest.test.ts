import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSession } from '#main/call/callSession';
import type { CallSettings } from '#main/call/callSettings';
import { MediaTest } from '#main/call/content/mediaTest';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { Call } from '#model/call';
import { FakeLeg } from '#support/call/fakes';
import { createServiceCall } from '#support/call/serviceCall';
import { CALM } from '#support/call/talkBench';
import { saying } from '#support/phrases';

describe('a call of the media test', () => {
  let leg: FakeLeg;
  let call: CallSession;
  let shown: Call;
  let released: number;
  let settings: CallSettings;

  beforeEach(() => {
    vi.useFakeTimers();
    leg = new FakeLeg('call-1', { profileId: 'media-test' });
    released = 0;
    settings = { ...CALM, autoAnswer: true, maxCallMs: 60_000 };
    call = createServiceCall({
      leg,
      settings: () => settings,
      createContent: (served) => new MediaTest(served),
      onCall: (changed) => {
        shown = changed;
      },
      onReleased: () => {
        released += 1;
      },
    });
  });

  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };
  const live = async () => {
    call.begin();
    await settle();
    expect(shown).toMatchObject({ state: 'live', profileId: 'media-test', agentLink: 'closed' });
    const transport = leg.transports[0];
    if (transport === undefined) {
      throw new Error('there is no media');
    }
    return transport;
  };

  it('sends every frame back and shows how long a mark took', async () => {
    const transport = await live();
    transport.hear(200, 1_000, advance);
    expect(transport.counters.framesOut).toBe(10);
    advance(17);
    transport.handlers?.onMark('round-trip-10');
    transport.hear(1_000, 1_000, advance);
    expect(shown.notices).toMatchObject([
      { kind: 'round-trip', message: expect.stringContaining('17 ms (median)') as string },
    ]);
    await call.command({ kind: 'end' });
  });

  it('drops what lags in Asterisk', async () => {
    const transport = await live();
    transport.handlers?.onQueueLength(5);
    expect(transport.told).not.toContain('flush');
    transport.handlers?.onQueueLength(6);
    expect(transport.told).toContain('flush');
    await call.command({ kind: 'end' });
  });

  it('ends after the longest time a call may take', async () => {
    await live();
    settings = { ...settings, maxCallMs: 5_000 };
    await settle(5_000);
    expect(shown).toMatchObject({ state: 'ended', endReason: 'max-duration' });
    expect(released).toBe(1);
  });

  it('gives the caller to the fallback when its audio breaks', async () => {
    const transport = await live();
    transport.handlers?.onClose({ by: 'remote', code: 1_006 });
    await settle();
    expect(shown).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(leg.told).toContain('sendToFallback');
  });

  it('says that the caller gave up when they are gone before the answer', async () => {
    leg.answerResult = fail(cordboardError('not-found', saying('No such channel.')));
    call.begin();
    await settle();
    expect(shown).toMatchObject({ state: 'ended', endReason: 'caller-hung-up' });
    expect(released).toBe(1);
  });

  it('rings for the supervisor when calls are not answered automatically, and can be declined', async () => {
    settings = { ...settings, autoAnswer: false };
    call.begin();
    await settle();
    expect(leg.told).toContain('ring');
    expect(await call.command({ kind: 'decline' })).toMatchObject({ ok: true });
    expect(shown).toMatchObject({ state: 'ended', endReason: 'declined' });
  });
});
