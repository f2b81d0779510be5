import { describe, expect, it } from 'vitest';
import { countVitest, parseArguments } from '#build/lib/testSteps';

function report(overrides: Partial<Parameters<typeof countVitest>[0] & object>) {
  return {
    success: true,
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...overrides,
  };
}

describe('counting what vitest reported', () => {
  it('adds tests that were left out on purpose to the skipped ones', () => {
    expect(countVitest(report({ numPendingTests: 2, numTodoTests: 1 }), 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 3,
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest(report({ success: false, testResults }), 1).failed).toBe(1);
  });

  it('counts a failed test once, not its file again', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(countVitest(report({ numFailedTests: 1, testResults }), 1).failed).toBe(1);
  });

  it('counts a bad exit code as a failure though every test passed', () => {
    expect(countVitest(report({}), 1).failed).toBe(1);
  });

  it('counts a run without a report as a failure', () => {
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the arguments of a run', () => {
  const KNOWN = ['lint', 'unit', 'e2e'];

  it('are all steps by default', () => {
    expect(parseArguments([], KNOWN)).toEqual({ steps: KNOWN, vitestArguments: [] });
  });

  it('are the usual ones by default, where some are run only when they are named', () => {
    expect(parseArguments([], KNOWN, ['lint', 'unit']).steps).toEqual(['lint', 'unit']);
    expect(parseArguments(['--only', 'e2e'], KNOWN, ['lint', 'unit']).steps).toEqual(['e2e']);
  });

  it.each([[['--only', 'e2e,lint']], [['--only=e2e,lint']]])('name steps: %o', (args) => {
    expect(parseArguments(args, KNOWN).steps).toEqual(['lint', 'e2e']);
  });

  it('go on with those of vitest', () => {
    expect(parseArguments(['--only', 'unit', '--', '-t', 'barge-in'], KNOWN)).toEqual({
      steps: ['unit'],
      vitestArguments: ['-t', 'barge-in'],
    });
  });

  it.each([[['--only', 'unit,nothing']], [['--fast']]])('are refused in words: %o', (args) => {
    expect(() => parseArguments(args, KNOWN)).toThrow(/lint,unit,e2e/);
  });
});
