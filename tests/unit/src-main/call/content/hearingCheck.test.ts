import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEAF_AFTER_MS, HearingCheck } from '#main/call/content/hearingCheck';
import { energyEngine } from '#main/media/vad/energyVad';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';

describe('HearingCheck', () => {
  let told: boolean[];
  let check: HearingCheck;
  /** Frames come all the time unless a test says otherwise. */
  let frameCameMs: () => number;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    frameCameMs = () => performance.now();
    check = new HearingCheck({
      frameCameMs: () => frameCameMs(),
      onDeaf: (deaf) => told.push(deaf),
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('reports when only Asterisk hears the caller, and when we hear them again', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([true]);
    check.weHear(true);
    expect(told).toEqual([true, false]);
  });

  it('reports nothing while both hear the caller, however long they speak with pauses', () => {
    check.asteriskHears(true);
    for (let word = 0; word < 10; word += 1) {
      check.weHear(true);
      vi.advanceTimersByTime(3_000);
      check.weHear(false);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
    }
    expect(told).toEqual([]);
  });

  it('counts each burst of sound separately', () => {
    for (let spurt = 0; spurt < 5; spurt += 1) {
      check.asteriskHears(true);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
      check.asteriskHears(false);
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toEqual([]);
  });

  it('stays deaf until we hear the caller, also between the bursts', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS);
    check.asteriskHears(false);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([true]);
  });

  it('reports nothing when the caller’s packets stop while they talk: Asterisk hears nothing new', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(500);
    const lastMs = performance.now();
    frameCameMs = () => lastMs;
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    expect(check.isUnheard).toBe(false);
    check.asteriskHears(false);
    check.asteriskHears(true);
    expect(check.isUnheard).toBe(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS);
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
   * A call over `vad`. The caller's line carries `sample` for `ms` after Asterisk began to hear the
   * caller.
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

  it('reports nothing for noise that a speech engine does not take for speech', async () => {
    await listen(SPEECH_ENGINE, 150, 20_000);
    expect(notices()).toEqual([]);
  });

  it('reports missing sound with any engine, until the sound arrives', async () => {
    await listen(SPEECH_ENGINE, 10, DEAF_AFTER_MS + 2_500);
    expect(notices()).toEqual(['hearing']);
    carry(150, 2_000);
    expect(notices()).toEqual([]);
  });

  it('reports a caller who is too soft for the loudness engine', async () => {
    await listen(energyEngine, 150, DEAF_AFTER_MS + 1_000);
    expect(notices()).toEqual(['hearing']);
    carry(3_000, 500);
    expect(notices()).toEqual([]);
  });

  it.each([SPEECH_ENGINE, energyEngine])(
    'reports nothing while the caller is muted ($name)',
    async (vad) => {
      await listen(vad, 3_000, 1_000);
      await bench.session.command({ kind: 'muteCaller', on: true });
      carry(3_000, 20_000);
      expect(notices()).toEqual([]);
    },
  );
});
