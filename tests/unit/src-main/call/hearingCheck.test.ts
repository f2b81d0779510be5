import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEAF_AFTER_MS, HearingCheck } from '#main/call/hearingCheck';
import { energyEngine } from '#main/media/vad/energyVad';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';

describe('HearingCheck', () => {
  let told: boolean[];
  let check: HearingCheck;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    check = new HearingCheck((deaf) => told.push(deaf));
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells when only Asterisk hears the caller, and when we hear him again', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([true]);
    check.weHear(true);
    expect(told).toEqual([true, false]);
  });

  it('is content while both hear him, however long he speaks with pauses', () => {
    check.asteriskHears(true);
    for (let word = 0; word < 10; word += 1) {
      check.weHear(true);
      vi.advanceTimersByTime(3_000);
      check.weHear(false);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
    }
    expect(told).toEqual([]);
  });

  it('counts each spurt by itself', () => {
    for (let spurt = 0; spurt < 5; spurt += 1) {
      check.asteriskHears(true);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
      check.asteriskHears(false);
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toEqual([]);
  });

  it('stays deaf until we hear him, also between the spurts', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS);
    check.asteriskHears(false);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([true]);
  });

  it('leaves no timer behind', () => {
    check.asteriskHears(true);
    check.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

/** Tells speech from noise; in these tests all is noise. */
const SPEECH_ENGINE: VadEngine = {
  name: 'noise',
  finds: 'speech',
  createDetector: () => ({ speaking: false, push: () => undefined, close: () => undefined }),
};

describe('a call whose caller Asterisk hears', () => {
  let bench: SessionBench;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(async () => {
    const hungUp = bench.session.command({ kind: 'end' });
    await bench.settle();
    await hungUp;
    vi.useRealTimers();
  });

  /**
   * A call over `vad`, with what the caller's line carries for so long after Asterisk began to hear
   * him.
   */
  const listen = async (vad: VadEngine, sample: number, ms: number): Promise<void> => {
    bench = new SessionBench({}, new FakeLeg(), null, vad);
    await bench.goLive();
    bench.leg.handlers?.onTalking(true);
    carry(sample, ms);
  };
  const carry = (sample: number, ms: number): void => {
    bench.transport.hear(ms, sample, (passed) => vi.advanceTimersByTime(passed));
  };
  const notices = (): readonly string[] => bench.call.notices.map(({ kind }) => kind);

  it('is content with noise that an engine for speech takes for none', async () => {
    await listen(SPEECH_ENGINE, 150, 20_000);
    expect(notices()).toEqual([]);
  });

  it('misses the sound that does not arrive, whatever the engine, until it does', async () => {
    await listen(SPEECH_ENGINE, 10, DEAF_AFTER_MS + 2_500);
    expect(notices()).toEqual(['hearing']);
    carry(150, 2_000);
    expect(notices()).toEqual([]);
  });

  it('misses a caller who is too soft for an engine that goes by loudness', async () => {
    await listen(energyEngine, 150, DEAF_AFTER_MS + 1_000);
    expect(notices()).toEqual(['hearing']);
    carry(3_000, 500);
    expect(notices()).toEqual([]);
  });

  it.each([SPEECH_ENGINE, energyEngine])(
    'misses nothing while he is muted ($name)',
    async (vad) => {
      await listen(vad, 3_000, 1_000);
      await bench.session.command({ kind: 'muteCaller', on: true });
      carry(3_000, 20_000);
      expect(notices()).toEqual([]);
    },
  );
});
