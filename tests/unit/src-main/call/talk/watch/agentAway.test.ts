import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentAwaySettings } from '#main/call/callSettings';
import { TalkTimer } from '#main/call/talk/talkTimer';
import { AgentAway } from '#main/call/talk/watch/agentAway';
import { COMFORT_TONE } from '#main/call/talk/watch/comfortTone';

describe('AgentAway', () => {
  let told: string[];
  let settings: AgentAwaySettings;
  let waiting: boolean;
  let away: AgentAway;
  let timer: TalkTimer;

  const leave = (): void => {
    away.away(performance.now());
    timer.rearm();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    settings = { sound: 'tone', limitMs: 20_000 };
    waiting = true;
    away = new AgentAway({
      settings: () => settings,
      isCallerWaiting: () => waiting,
      onMissed: () => undefined,
      onTone: () => told.push('tone'),
      onMusic: (on) => told.push(on ? 'music' : 'music over'),
      onTooLong: () => told.push('too long'),
    });
    timer = new TalkTimer();
    timer.add(away);
  });

  afterEach(() => {
    away.close();
    timer.close();
    vi.useRealTimers();
  });

  it('plays a tone now and then until the agent is back', () => {
    leave();
    vi.advanceTimersByTime(1_400);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(8_200);
    expect(told).toEqual(['tone', 'tone', 'tone']);
    away.back();
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual(['tone', 'tone', 'tone']);
  });

  it('ignores a short absence', () => {
    leave();
    vi.advanceTimersByTime(1_000);
    away.back();
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual([]);
  });

  it('is silent while the caller hears something else', () => {
    waiting = false;
    leave();
    vi.advanceTimersByTime(4_000);
    expect(told).toEqual([]);
    waiting = true;
    vi.advanceTimersByTime(4_000);
    expect(told).toEqual(['tone']);
  });

  it('starts music once and ends it', () => {
    settings = { sound: 'music', limitMs: 0 };
    leave();
    vi.advanceTimersByTime(30_000);
    away.back();
    expect(told).toEqual(['music', 'music over']);
  });

  it('gives up once after the limit', () => {
    settings = { sound: 'silence', limitMs: 20_000 };
    leave();
    leave();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['too long']);
  });

  it('does not give up a caller who speaks with somebody else, until they wait for the agent', () => {
    settings = { sound: 'silence', limitMs: 20_000 };
    waiting = false;
    leave();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    waiting = true;
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual(['too long']);
  });

  it('ends its music at once when somebody else speaks', () => {
    settings = { sound: 'music', limitMs: 0 };
    leave();
    vi.advanceTimersByTime(2_000);
    waiting = false;
    away.floorChanged(performance.now());
    expect(told).toEqual(['music', 'music over']);
  });

  it('ends its music with the call, and does nothing after it', () => {
    settings = { sound: 'music', limitMs: 20_000 };
    leave();
    vi.advanceTimersByTime(2_000);
    away.close();
    leave();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['music', 'music over']);
  });
});

describe('the comfort tone', () => {
  it('is whole frames at -30 dBov that begin and end in silence', () => {
    expect(COMFORT_TONE.length % 320).toBe(0);
    const middle = COMFORT_TONE.subarray(1_600, 4_800);
    const rms = Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
    expect(20 * Math.log10(rms / 32_768)).toBeCloseTo(-30, 0);
    expect(Math.abs(COMFORT_TONE[0] ?? 1)).toBe(0);
    expect(Math.abs(COMFORT_TONE.at(-1) ?? 99)).toBeLessThan(10);
  });
});
