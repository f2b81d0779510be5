import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStallWatch } from '#support/machine/stalls';

vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

/** A canary that tells the next of these, ms, each time it is asked. */
function canaryOf(...told: readonly number[]) {
  const rest = [...told];
  return () => ({
    reset: () => undefined,
    longestMs: () => rest.shift() ?? 0,
    stop: () => Promise.resolve(),
  });
}

let said: string[] = [];

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    said.push(String(line));
    return true;
  });
});

/** Counts how often a test is run. */
function failing(times: number) {
  const run = vi.fn(() => {
    expect(run.mock.calls.length).toBeGreaterThan(times);
  });
  return run;
}

describe('a timed test that fails', () => {
  describe('while the machine stood still', () => {
    const timed = useStallWatch(canaryOf(30));
    const body = failing(1);
    it('is measured again', timed, body);
    afterAll(() => {
      expect(body).toHaveBeenCalledTimes(2);
      expect(said).toEqual([
        'The machine stood still for 30 ms: "is measured again" is measured again.\n',
      ]);
      said = [];
    });
  });

  describe('while the machine stood still, twice', () => {
    const timed = useStallWatch(canaryOf(30, 0, 30));
    const body = failing(2);
    it.fails('has failed', timed, body);
    afterAll(() => {
      expect(body).toHaveBeenCalledTimes(2);
    });
  });

  describe('while the machine ran', () => {
    const timed = useStallWatch(canaryOf(15));
    const body = failing(1);
    it.fails('has failed', timed, body);
    afterAll(() => {
      expect(body).toHaveBeenCalledTimes(1);
    });
  });

  describe('on a machine that stands still all the time', () => {
    const timed = useStallWatch(() => ({ ...canaryOf()(), longestMs: () => 30 }));
    const body = failing(1);
    it('is measured again all the same', timed, body);
    afterAll(() => {
      expect(body).toHaveBeenCalledTimes(2);
    });
  });
});

describe('a timed test that passes', () => {
  const timed = useStallWatch(canaryOf(30));
  const body = failing(0);
  it('is not measured again, whatever the machine did', timed, body);
  afterAll(() => {
    expect(body).toHaveBeenCalledTimes(1);
  });
});
