import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fallback } from '#main/asterisk/fallback';
import { Farewell, type FarewellKind } from '#main/asterisk/farewell';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { FakeAsterisk } from '#support/call/fakeAsterisk';
import { saying } from '#support/phrases';

describe('Farewell', () => {
  let asterisk: FakeAsterisk;

  beforeEach(() => {
    vi.useFakeTimers();
    asterisk = new FakeAsterisk();
    asterisk.channels.add('call-1');
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const farewell = (kind: FarewellKind): Farewell =>
    new Farewell(
      {
        gateway: asterisk,
        fallback: new Fallback(asterisk, () => 'gemini-voice-assistant', silentLog),
        log: silentLog,
      },
      'call-1',
      kind,
    );

  it.each([
    { name: 'a hang-up', kind: 'normal', command: 'hangUp call-1 normal' },
    { name: 'busy', kind: 'busy', command: 'hangUp call-1 busy' },
    { name: 'the fallback', kind: 'fallback', command: 'continue call-1' },
  ] as const)(
    'fails while Asterisk is away, and says $name until it is taken',
    async ({ kind, command }) => {
      asterisk.unreachable = true;
      const said = await farewell(kind).say();
      expect(said).toMatchObject({ ok: false, error: { kind: 'network' } });
      expect(said.ok ? '' : said.error.message).toContain('tries again');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asterisk.channels).toContain('call-1');
      asterisk.unreachable = false;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asterisk.told).toEqual([command]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('is an apology first where the dialplan has no fallback', async () => {
    const missing = 'call-1 DIALPLAN_EXISTS(gemini-voice-assistant,fallback,1)';
    asterisk.variables.set(missing, '0');
    expect(await farewell('fallback').say()).toMatchObject({ ok: true });
    expect(asterisk.told).toEqual([
      'answer call-1',
      'play im-sorry,all-circuits-busy-now,please-try-call-later to call-1',
      'continue call-1 behind',
    ]);
  });

  it('is said at once when Asterisk is back', async () => {
    asterisk.unreachable = true;
    const leaving = farewell('fallback');
    await leaving.say();
    await vi.advanceTimersByTimeAsync(60_000);
    asterisk.unreachable = false;
    leaving.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(asterisk.told).toEqual(['continue call-1']);
    leaving.retryNow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asterisk.told).toHaveLength(1);
  });

  it('is dropped when the channel is gone', async () => {
    asterisk.unreachable = true;
    const leaving = farewell('normal');
    await leaving.say();
    leaving.stop();
    asterisk.unreachable = false;
    leaving.retryNow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asterisk.told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['not-found', 'invalid-state'] as const)(
    'takes %s for a caller who has left the application already',
    async (kind) => {
      asterisk.continueInDialplan = () =>
        Promise.resolve(fail(cordboardError(kind, saying('No.'))));
      expect(await farewell('fallback').say()).toMatchObject({ ok: true });
      expect(asterisk.told).toEqual([]);
    },
  );

  it('hangs up a caller that Asterisk refuses to give back', async () => {
    asterisk.continueInDialplan = () =>
      Promise.resolve(fail(cordboardError('refused', saying('No.'))));
    expect(await farewell('fallback').say()).toMatchObject({ ok: true });
    expect(asterisk.told).toEqual(['hangUp call-1 normal']);
  });
});
