import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionRenewal, rotationDelayMs } from '#main/agent/gemini/session/connectionRenewal';
import { DEFAULT_GEMINI_TIMES } from '#main/agent/gemini/session/options';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A renewal with the program's times, and what it asked for at which time. */
function setUp(isGoodMoment = () => true) {
  const bornMs = performance.now();
  const told: string[] = [];
  const note = (what: string): void => {
    told.push(`${what} ${(performance.now() - bornMs) / 1_000} s`);
  };
  const renewal = new ConnectionRenewal(DEFAULT_GEMINI_TIMES, {
    onDue: () => {
      note('due');
      return isGoodMoment();
    },
    onDeadline: () => {
      note('deadline');
    },
  });
  return { renewal, told };
}

describe('ConnectionRenewal', () => {
  it('asks for a quiet moment before the service cuts after 10 minutes, and insists before 58', () => {
    const { told } = setUp();
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(told).toEqual(['due 540 s', 'deadline 3420 s']);
  });

  it('keeps to the announced end, and to the first announcement', () => {
    const { renewal, told } = setUp();
    vi.advanceTimersByTime(MINUTE_MS);
    renewal.announce(50_000);
    renewal.announce(900_000);
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(told).toEqual(['due 60 s', 'deadline 107 s']);
  });

  it('still keeps to an announcement when it was due before', () => {
    const { renewal, told } = setUp();
    vi.advanceTimersByTime(10 * MINUTE_MS);
    renewal.announce(20_000);
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(renewal.state).toBe('announced');
    expect(told).toEqual(['due 540 s', 'due 600 s', 'deadline 617 s']);
  });

  it('waits until a connection is old enough when its end is announced at its beginning', () => {
    const { renewal, told } = setUp();
    vi.advanceTimersByTime(1_000);
    renewal.announce(50_000);
    expect(renewal.state).toBe('warned');
    vi.advanceTimersByTime(MINUTE_MS);
    expect(told).toEqual(['due 10 s', 'deadline 48 s']);
  });

  it('looks for a quiet moment from half of the time on when it cannot get old enough', () => {
    const { renewal, told } = setUp();
    renewal.announce(7_000);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(told).toEqual(['due 2 s', 'deadline 4 s']);
  });

  it('asks again until the moment is good', () => {
    let isGood = false;
    const { renewal, told } = setUp(() => isGood);
    renewal.hasten();
    vi.advanceTimersByTime(150);
    isGood = true;
    vi.advanceTimersByTime(MINUTE_MS);
    expect(told).toEqual(['due 0 s', 'due 0.1 s', 'due 0.2 s']);
  });

  it('no longer asks once it is stopped', () => {
    const { renewal, told } = setUp(() => false);
    renewal.hasten();
    renewal.stop();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(told).toEqual(['due 0 s']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be hastened, once', () => {
    const { renewal, told } = setUp();
    renewal.hasten();
    renewal.hasten();
    vi.advanceTimersByTime(20 * MINUTE_MS);
    expect(told).toEqual(['due 0 s']);
  });

  it('asks for nothing when it was stopped, and leaves no timer', () => {
    const { renewal, told } = setUp();
    renewal.stop();
    renewal.hasten();
    renewal.announce(1_000);
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer when it is stopped while it waits to be old enough', () => {
    const { renewal, told } = setUp();
    renewal.announce(50_000);
    renewal.stop();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not fire at once when the notice is longer than a timer can wait', () => {
    const { renewal, told } = setUp();
    vi.advanceTimersByTime(MINUTE_MS);
    renewal.announce(1e15);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['due 60 s']);
    renewal.stop();
  });
});

it('leaves a connection the margin before its announced end, or half of a short notice', () => {
  expect(rotationDelayMs(50_000, 3_000)).toBe(47_000);
  expect(rotationDelayMs(1_000, 3_000)).toBe(500);
  expect(rotationDelayMs(0, 3_000)).toBe(0);
  expect(rotationDelayMs(null, 3_000)).toBe(3_000);
});
