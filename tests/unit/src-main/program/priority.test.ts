import { describe, expect, it } from 'vitest';
import { goFirst } from '#main/program/priority';
import { recordingLog } from '#support/log';

describe('the priority of the calls', () => {
  it('is above that of other programs', () => {
    let nice = 0;
    goFirst(recordingLog(), { get: () => nice, set: (value) => (nice = value) });
    expect(nice).toBe(-7);
  });

  it('is left as it is when the system has already given a higher one', () => {
    const set: number[] = [];
    goFirst(recordingLog(), { get: () => -10, set: (value) => set.push(value) });
    expect(set).toEqual([]);
  });

  it('is done without where the system refuses it, and the log says so', () => {
    const log = recordingLog();
    goFirst(log, {
      get: () => 0,
      set: () => {
        throw new Error('EACCES');
      },
    });
    expect(JSON.stringify(log.lines)).toContain('does not let calls go first');
  });
});
