import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CapturedAudio } from '#support/phone/rtpCapture';
import { writeTable } from '../../bench/docs';
import { phoneAnswers } from '../../bench/program/phoneAnswers';
import { createFrameNames, selfTimes } from '../../bench/program/profile';
import { processTree, threadShares, threadTimes } from '../../bench/threads';

const TURN = { sentAtMs: 10_000, interruptedAtMs: null };

/** What a phone heard: a loud packet at each of these times. */
function heardAt(...times: readonly number[]): CapturedAudio {
  const packets = times.map((arrivalEpochMs) => ({
    arrivalEpochMs,
    samples: new Int16Array(160).fill(3_000),
  }));
  return { said: { packets: [] }, heard: { packets } } as unknown as CapturedAudio;
}

describe('the answers that a phone hears', () => {
  it('are timed from the moment at which they were given', () => {
    const { delays, gaps, latePackets, packets } = phoneAnswers(heardAt(10_015, 10_035, 10_055), [
      TURN,
    ]);
    expect({ delays, gaps, latePackets, packets }).toEqual({
      delays: [15],
      gaps: 0,
      latePackets: 0,
      packets: 3,
    });
  });

  it('have a gap where a packet comes more than 40 ms late, and are late from then on', () => {
    const { gaps, latePackets } = phoneAnswers(heardAt(10_015, 10_035, 10_100, 10_120), [TURN]);
    expect([gaps, latePackets]).toEqual([1, 2]);
  });

  it('are missing when nothing is heard in time, and do not take what belongs to the next', () => {
    const next = { sentAtMs: 13_000, interruptedAtMs: null };
    const { delays, gaps } = phoneAnswers(heardAt(13_010, 13_030), [TURN, next]);
    expect(delays).toEqual([Number.NaN, 10]);
    expect(gaps).toBe(0);
  });
});

describe('the time of a profile', () => {
  it('is added up by function, without the time in which nothing was done', async () => {
    const frame = (functionName: string, url = '') => ({
      functionName,
      url,
      lineNumber: 4,
      columnNumber: 0,
    });
    const times = await selfTimes(
      {
        nodes: [
          { id: 1, callFrame: frame('(idle)') },
          { id: 2, callFrame: frame('work', 'file:///x/a.js') },
          { id: 3, callFrame: frame('work', 'file:///x/a.js') },
          { id: 4, callFrame: frame('(garbage collector)') },
        ],
        samples: [1, 2, 3, 4],
        timeDeltas: [500, 100, 300, 100],
      },
      createFrameNames(() => null),
    );
    expect(times).toEqual([
      { name: 'work a.js:5', percent: 40 },
      { name: '(garbage collector)', percent: 10 },
    ]);
  });
});

describe('the threads of a process', () => {
  it('are known with their processor time, on Linux', async () => {
    const before = await threadTimes([process.pid]);
    const used = process.cpuUsage();
    while (process.cpuUsage(used).user < 60_000) {
      // Uses the processor.
    }
    const shares = threadShares(before, await threadTimes([process.pid]), 60);
    const percent = shares.reduce((sum, thread) => sum + thread.percent, 0);
    expect(percent).toBeGreaterThan(50);
    expect((await processTree(process.pid)).map(({ pid }) => pid)).toContain(process.pid);
  });
});

describe('a table of figures', () => {
  it('goes between its marks, with a plot beside it, and replaces the one before', async () => {
    const docs = await mkdtemp(path.join(tmpdir(), 'cordboard-docs-'));
    const file = path.join(docs, 'performance.md');
    const marks = ['<!-- bench:x begins -->', '<!-- bench:x ends -->'] as const;
    await writeFile(file, `before\n${marks[0]}\nold\n${marks[1]}\nafter\n`);
    await writeTable(docs, 'x', {
      columns: ['calls', 'delay'],
      lines: [['1', '2 ms']],
      plot: { title: 'Delay', calls: [1], limitMs: 20, lines: [{ name: 'p99', values: [2] }] },
    });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('| calls | delay |\n| --- | --- |\n| 1 | 2 ms |');
    expect(text).not.toContain('old');
    expect(text.startsWith('before\n') && text.endsWith('after\n')).toBe(true);
    expect(await readFile(path.join(docs, 'performance/x.svg'), 'utf8')).toContain('<title>Delay');
    await rm(docs, { recursive: true });
  });
});
