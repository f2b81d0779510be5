import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ledger } from '#build/lib/ledger';
import { SetupError } from '#build/lib/progress';

const passed = (count: number) => () => Promise.resolve({ passed: count, failed: 0, skipped: 0 });
const later = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));

let complaints: string[];

beforeEach(() => {
  vi.useFakeTimers();
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => complaints.push(line));
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the ledger of a run', () => {
  it('adds up what the steps count, a part of the set-up as one check', async () => {
    const ledger = new Ledger();
    await ledger.count('unit tests', () => Promise.resolve({ passed: 40, failed: 0, skipped: 2 }));
    await ledger.check('build', () => Promise.resolve());
    expect(ledger.summary()).toBe('41 passed, 0 failed, 2 skipped');
    expect(ledger.code).toBe(0);
  });

  it('counts a part that fails, says why, and lets the run go on', async () => {
    const ledger = new Ledger();
    await ledger.check('build', () => Promise.reject(new SetupError('no compiler')));
    await ledger.count('unit tests', passed(1));
    expect(ledger.summary()).toBe('1 passed, 1 failed, 0 skipped');
    expect(ledger.code).toBe(1);
    expect(complaints.join()).toContain('build: no compiler');
  });

  it('counts what ends the run, with a stack only where that helps', () => {
    const ledger = new Ledger();
    ledger.broken(new SetupError('npm is missing'));
    ledger.broken(new TypeError('x is not a function'));
    expect(ledger.summary()).toBe('0 passed, 2 failed, 0 skipped');
    expect(complaints[0]).not.toContain(' at ');
    expect(complaints[1]).toContain(' at ');
  });

  it('is no success when nothing ran', () => {
    expect(new Ledger().code).toBe(1);
  });

  it('tells what each step took and how long the whole run was, also when they overlap', async () => {
    const ledger = new Ledger();
    const all = Promise.all([
      ledger.time('set-up: Asterisk', later(65_000)),
      ledger.check('lint', later(9_500)),
    ]);
    await vi.advanceTimersByTimeAsync(70_000);
    await all;
    expect(ledger.table()).toEqual([
      'lint                   9.5 s',
      'set-up: Asterisk   1 min 5 s',
      'in all            1 min 10 s',
    ]);
  });
});
