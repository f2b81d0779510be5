import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallService, PlainCall } from '#main/call/services/plainCall';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { Call } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { FakeLeg } from '#support/call/fakes';
import { CALM } from '#support/call/talkBench';
import { saying } from '#support/phrases';

describe('a call without an agent', () => {
  let leg: FakeLeg;
  let call: PlainCall;
  let shown: Call | null;
  /** What the service was told. */
  let told: string[];
  let connectResult: Result<void>;

  beforeEach(() => {
    vi.useFakeTimers();
    leg = new FakeLeg('call-1', { profileId: 'conference' });
    told = [];
    connectResult = done;
    const service: CallService = {
      connect: () => {
        told.push('connect');
        return Promise.resolve(connectResult);
      },
      digitPressed: (digit) => told.push(`digit ${digit}`),
      secondPassed: () => told.push('second'),
      close: () => {
        told.push('close');
        return Promise.resolve();
      },
    };
    call = new PlainCall(
      {
        leg,
        meterId: 1,
        settings: () => ({ ...CALM, maxCallMs: 3_000 }),
        onCall: (changed) => {
          shown = changed;
        },
        onReleased: () => told.push('released'),
        log: silentLog,
      },
      () => service,
    );
  });

  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  it('is answered, served, and over after the longest time a call may take', async () => {
    call.begin();
    await settle();
    expect(shown).toMatchObject({ state: 'live', agentLink: 'closed' });
    leg.handlers?.onDtmf('5');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(shown).toMatchObject({ state: 'ended', endReason: 'max-duration' });
    expect(leg.told).toEqual(['answer', 'hangUp normal', 'release']);
    expect(told).toEqual([
      'connect',
      'digit 5',
      ...Array.from({ length: 3 }, () => 'second'),
      'close',
      'released',
    ]);
  });

  it('is not served when its caller gives up while being answered', async () => {
    leg.answer = () => {
      leg.handlers?.onEnded({ by: 'caller' });
      return Promise.resolve(done);
    };
    call.begin();
    await settle();
    expect(told).toEqual(['close', 'released']);
    expect(shown).toMatchObject({ state: 'ended', endReason: 'caller-hung-up', answeredAt: null });
  });

  it('offers nothing that needs an agent, and says so in the call', async () => {
    call.begin();
    await settle();
    expect(shown).toMatchObject({ state: 'live', hasAgent: false });
    const refused = { ok: false, error: { phrase: phrase('refused.no-agent') } };
    expect(await call.command({ kind: 'hold' })).toMatchObject(refused);
    expect(call.openHeadset()).toMatchObject(refused);
    expect(await call.command({ kind: 'end' })).toMatchObject({ ok: true });
    expect(shown).toMatchObject({ state: 'ended', endReason: 'supervisor-hung-up' });
  });

  it('gives its caller back when they cannot be served', async () => {
    connectResult = fail(cordboardError('refused', saying('No.')));
    call.begin();
    await settle();
    expect(leg.told).toEqual(['answer', 'sendToFallback', 'release']);
    expect(shown).toMatchObject({ endReason: 'media-failed', notices: [{ message: 'No.' }] });
  });
});
