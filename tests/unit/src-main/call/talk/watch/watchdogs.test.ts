import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WatchdogSettings } from '#main/call/callSettings';
import { TalkTimer } from '#main/call/talk/talkTimer';
import { type TalkPicture, Watchdogs } from '#main/call/talk/watch/watchdogs';

const LIMITS: WatchdogSettings = {
  callerSilentMs: 20_000,
  callerSilentEndMs: 60_000,
  agentSilentMs: 8_000,
  agentTalkingMs: 45_000,
  noMediaMs: 10_000,
  longCallMs: 1_800_000,
};

/** Caller and agent hear each other. */
const BOTH = { callerReachesAgent: true, agentReachesCaller: true };
const NEITHER = { callerReachesAgent: false, agentReachesCaller: false };

describe('Watchdogs', () => {
  let told: string[];
  let limits: WatchdogSettings;
  /** What is so; the two times are kept at the present unless a test lets them stand. */
  let picture: Omit<TalkPicture, 'soundPlayedMs' | 'frameCameMs'>;
  let soundPlayedMs: number | null;
  let frameCameMs: number | null;
  let dogs: Watchdogs;
  let timer: TalkTimer;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    limits = LIMITS;
    picture = {
      reach: BOTH,
      lineOpen: true,
      callerMaySpeak: false,
      agentState: 'listening',
      sentenceHeld: false,
      toolsRun: false,
    };
    soundPlayedMs = null;
    frameCameMs = null;
    const bark = (name: string) => (ms: number) => {
      told.push(`${name} ${String(ms / 1_000)}`);
    };
    dogs = new Watchdogs({
      limits: () => limits,
      picture: () => ({
        ...picture,
        soundPlayedMs: soundPlayedMs ?? performance.now(),
        frameCameMs: frameCameMs ?? performance.now(),
      }),
      onCallerSilent: bark('caller silent'),
      onCallerGone: bark('caller gone'),
      onAgentSoundless: bark('agent soundless'),
      onAgentTalking: bark('agent talking'),
      onNoMedia: bark('no media'),
      onLongCall: bark('long call'),
      onOver: (dog) => told.push(`over ${dog}`),
    });
    dogs.start(performance.now());
    timer = new TalkTimer();
    timer.add(dogs);
  });

  afterEach(() => {
    dogs.close();
    timer.close();
    vi.useRealTimers();
  });

  const pass = (seconds: number): void => {
    vi.advanceTimersByTime(seconds * 1_000);
  };

  it('asks for a silent caller once, then gives them up', () => {
    pass(19.5);
    expect(told).toEqual([]);
    pass(60);
    expect(told).toEqual(['caller silent 20', 'caller gone 60']);
  });

  it('does not count the time in which the agent speaks, or waits', () => {
    pass(15);
    picture = { ...picture, agentState: 'speaking' };
    pass(30);
    picture = { ...picture, agentState: 'listening', reach: NEITHER };
    pass(30);
    picture = { ...picture, reach: BOTH };
    pass(4);
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual(['caller silent 20']);
  });

  it('begins anew once the caller has spoken', () => {
    pass(25);
    picture = { ...picture, callerMaySpeak: true };
    pass(1);
    picture = { ...picture, callerMaySpeak: false };
    pass(19);
    expect(told).toEqual(['caller silent 20', 'over callerSilent']);
    pass(2);
    expect(told.at(-1)).toBe('caller silent 20');
  });

  it('counts no silence of a caller who does not hear the agent', () => {
    picture = { ...picture, reach: { ...BOTH, agentReachesCaller: false } };
    pass(120);
    expect(told).toEqual([]);
  });

  it('accepts any sign of life, whenever it comes', () => {
    pass(25);
    dogs.callerAlive();
    pass(19);
    dogs.callerAlive();
    pass(19);
    expect(told).toEqual(['caller silent 20', 'over callerSilent']);
  });

  it('notices by loudness that an agent that counts as speaking is silent', () => {
    picture = { ...picture, agentState: 'speaking' };
    pass(10);
    soundPlayedMs = performance.now();
    pass(9);
    expect(told).toEqual(['agent soundless 8']);
    soundPlayedMs = null;
    pass(1);
    expect(told.at(-1)).toBe('over agentSoundless');
  });

  it('notices an agent without sound also while the caller’s telephone sends nothing', () => {
    limits = { ...LIMITS, noMediaMs: 0 };
    picture = { ...picture, agentState: 'speaking' };
    frameCameMs = performance.now();
    pass(20);
    expect(told).toEqual([]);
    soundPlayedMs = performance.now();
    pass(9);
    expect(told).toEqual(['agent soundless 8']);
  });

  it('takes a sentence that is held neither for missing sound nor for endless talk', () => {
    picture = { ...picture, agentState: 'speaking', sentenceHeld: true };
    soundPlayedMs = performance.now();
    pass(60);
    expect(told).toEqual([]);
    picture = { ...picture, sentenceHeld: false };
    pass(9);
    expect(told).toEqual(['agent soundless 8']);
  });

  it('notices an agent that does not stop, but not one that pauses', () => {
    picture = { ...picture, agentState: 'speaking' };
    pass(44);
    picture = { ...picture, agentState: 'listening' };
    pass(1);
    picture = { ...picture, agentState: 'speaking' };
    pass(44);
    expect(told).toEqual([]);
    pass(2);
    expect(told).toEqual(['agent talking 45']);
  });

  it('notices that no audio comes, on an open line only', () => {
    frameCameMs = performance.now();
    picture = { ...picture, agentState: 'thinking', lineOpen: false };
    pass(30);
    expect(told).toEqual([]);
    picture = { ...picture, lineOpen: true };
    pass(11);
    frameCameMs = null;
    pass(1);
    expect(told).toEqual(['no media 10', 'over noMedia']);
  });

  it('says again and again that no audio comes', () => {
    picture = { ...picture, agentState: 'thinking' };
    frameCameMs = performance.now();
    pass(31);
    frameCameMs = null;
    pass(1);
    expect(told).toEqual(['no media 10', 'no media 20', 'no media 30', 'over noMedia']);
  });

  it('reports a long call once', () => {
    picture = { ...picture, agentState: 'thinking' };
    pass(4_000);
    expect(told).toEqual(['long call 1800']);
  });

  it('reports nothing for a limit of 0', () => {
    limits = { ...LIMITS, callerSilentMs: 0, callerSilentEndMs: 0, longCallMs: 0 };
    pass(4_000);
    expect(told).toEqual([]);
  });

  it('does not take a stall of this process for silence', () => {
    vi.setSystemTime(Date.now() + 60_000);
    const before = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(before + 60_000);
    pass(0.5);
    expect(told).toEqual([]);
    vi.restoreAllMocks();
  });
});
