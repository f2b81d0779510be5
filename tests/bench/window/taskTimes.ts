/**
 * How long the page's tasks work, in processor time: what a task needs by itself, without its waits
 * for a processor that other programs have.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright';
import { z } from 'zod';

/** Names the page's thread in the trace. */
const MARK = 'cordboard-bench';

const TASK = 'ThreadControllerImpl::RunTask';

/** Of the Trace Event Format. `tdur` is the thread's own processor time, microseconds. */
const traceEvents = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
    }),
  ),
});

/** The longest task of the page within the time, ms of its own processor time. */
export async function longestTaskWorkMs(
  app: ElectronApplication,
  page: Page,
  watchedMs: number,
): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-trace-'));
  try {
    await app.evaluate(({ contentTracing }) =>
      contentTracing.startRecording({
        included_categories: ['toplevel', 'blink.user_timing'],
        excluded_categories: ['*'],
      }),
    );
    await page.evaluate((name) => performance.mark(name), MARK);
    await sleep(watchedMs);
    const file = await app.evaluate(
      ({ contentTracing }, to) => contentTracing.stopRecording(to),
      path.join(folder, 'trace.json'),
    );
    return longestIn(JSON.parse(await readFile(file, 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function longestIn(trace: unknown): number {
  const events = traceEvents.parse(trace).traceEvents;
  const own = events.find(({ name }) => name === MARK);
  const tasks = events.filter(
    ({ name, pid, tid }) => name === TASK && pid === own?.pid && tid === own.tid,
  );
  if (tasks.length === 0) {
    throw new Error('The trace has no tasks of the page.');
  }
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
