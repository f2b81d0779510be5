import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSession } from '#main/call/callSession';
import { Service } from '#main/call/content/service';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { Call } from '#model/call';
import { LIVE } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import { FakeLeg } from '#support/call/fakes';
import { createServiceCall } from '#support/call/serviceCall';
import { CALM } from '#support/call/talkBench';
import { saying } from '#support/phrases';

describe('a call without an agent', () => {
  let leg: FakeLeg;
  let call: CallSession;
  let shown: Call | null;
  /** What the service was told. */
  let told: string[];
  let connectResult: Result<void>;

  beforeEach(() => {
    vi.useFakeTimers();
    leg = new FakeLeg('call-1', { profileId: 'conference' });
    told = [];
    connectResult = done;
    class Told extends Service {
      override connect(): Promise<Result<void>> {
        told.push('connect');
        return Promise.resolve(connectResult);
      }
      override digitPressed(digit: string): void {
        told.push(`digit ${digit}`);
      }
      override secondPassed(): void {
        told.push('second');
      }
      override close(): Promise<void> {
        told.push('close');
        return Promise.resolve();
      }
    }
    call = createServiceCall({
      leg,
      settings: () => ({ ...CALM, maxCallMs: 3_000 }),
      createContent: () => new Told(),
      onCall: (changed) => {
        shown = changed;
      },
      onReleased: () => told.push('released'),
    });
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
    expect(shown).toMatchObject({ profileId: 'conference', profileName: '', model: '' });
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
    expect(await call.command({ kind: 'takeOver' })).toMatchObject(refused);
    const nothing = (): void => undefined;
    expect(call.openHeadset(LIVE, { onFrame: nothing, onClose: nothing })).toMatchObject(refused);
    expect(await call.command({ kind: 'end' })).toMatchObject({ ok: true });
    expect(shown).toMatchObject({ state: 'ended', endReason: 'supervisor-hung-up' });
  });

  it('can be held, and its caller sent on', async () => {
    call.begin();
    await settle();
    expect(await call.command({ kind: 'hold' })).toMatchObject({ ok: true });
    expect(shown).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    expect(await call.command({ kind: 'transfer', target: '2003' })).toMatchObject({ ok: true });
    await settle();
    expect(leg.told).toEqual(['answer', 'music on', 'music off', 'transfer 2003', 'release']);
    expect(shown).toMatchObject({ state: 'ended', endReason: 'transferred' });
  });

  it('gives its caller back when they cannot be served', async () => {
    connectResult = fail(cordboardError('refused', saying('No.')));
    call.begin();
    await settle();
    expect(leg.told).toEqual(['answer', 'sendToFallback', 'release']);
    expect(shown).toMatchObject({ endReason: 'media-failed', notices: [{ message: 'No.' }] });
  });
});
