import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BargeIn } from '#main/call/talk/machine/bargeIn';
import { TalkTimer } from '#main/call/talk/talkTimer';
import type { BargeInMode } from '#model/call';

const CONFIRM_MS = 600;
const SILENCE_MS = 500;

describe('BargeIn', () => {
  let told: string[];
  let mode: BargeInMode;
  let heard: boolean;
  let bargeIn: BargeIn;
  let timer: TalkTimer;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    mode = 'confirm';
    heard = true;
    bargeIn = new BargeIn({
      mode: () => mode,
      confirmMs: () => CONFIRM_MS,
      silenceMs: () => SILENCE_MS,
      isInterruptible: () => heard,
      onDoubt: () => told.push('doubt'),
      onDismissed: () => told.push('dismissed'),
      onConfirmed: () => told.push('confirmed'),
      onSpeechStart: () => told.push('start'),
      onSpeechEnd: () => told.push('end'),
    });
    timer = new TalkTimer();
    timer.add(bargeIn);
  });

  afterEach(() => {
    bargeIn.close();
    timer.close();
    vi.useRealTimers();
  });

  const onset = (): number => {
    const onsetMs = performance.now();
    vi.advanceTimersByTime(100);
    bargeIn.speechStarts(onsetMs);
    timer.rearm();
    return onsetMs;
  };

  it('dismisses a sound that was short, as soon as the detector has heard its end', () => {
    const onsetMs = onset();
    vi.advanceTimersByTime(600);
    bargeIn.speechEnds(onsetMs + 200);
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['doubt', 'dismissed']);
  });

  it('does not take the detector’s own silence for speech', () => {
    const onsetMs = onset();
    vi.advanceTimersByTime(CONFIRM_MS - 20 + SILENCE_MS - 100);
    expect(told).toEqual(['doubt']);
    bargeIn.speechEnds(onsetMs + CONFIRM_MS - 20);
    expect(told).toEqual(['doubt', 'dismissed']);
  });

  it('confirms speech that goes on', () => {
    const onsetMs = onset();
    vi.advanceTimersByTime(CONFIRM_MS + SILENCE_MS);
    expect(told).toEqual(['doubt', 'confirmed']);
    bargeIn.speechEnds(onsetMs + 3_000);
    expect(told).toEqual(['doubt', 'confirmed', 'end']);
  });

  it('confirms speech that was long enough when it ends', () => {
    bargeIn.speechEnds(onset() + CONFIRM_MS);
    expect(told).toEqual(['doubt', 'confirmed', 'end']);
  });

  it('confirms at once what the service takes for an interruption', () => {
    onset();
    bargeIn.confirm();
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['doubt', 'confirmed']);
  });

  it('has no doubt if the agent is not heard, or in another mode', () => {
    heard = false;
    bargeIn.speechEnds(onset() + 200);
    heard = true;
    mode = 'immediate';
    bargeIn.speechEnds(onset() + 200);
    expect(told).toEqual(['start', 'end', 'start', 'end']);
  });

  it('ends the speech once when the agent stops listening to the caller', () => {
    mode = 'immediate';
    const onsetMs = onset();
    bargeIn.abandon(performance.now());
    bargeIn.speechEnds(onsetMs + 2_000);
    expect(told).toEqual(['start', 'end']);
  });
});
