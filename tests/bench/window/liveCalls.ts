/**
 * The program in Electron with many live calls that come and go, drawn by the processor: what the
 * window needs of the machine while nobody touches it, and how fast it can draw.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { type PageFigures, watchPage } from '#support/window/pageWatch';
import { startFarEnds, watchFrames } from '../crowd/farEnds';
import { startInElectron } from '../program/targets';
import { watchWindow, type WindowFigures } from '../program/windowFrames';
import { summarise } from '../statistics';
import { makeWay, processTree, type ThreadTime, threadTimes } from '../threads';
import { drawAllFrames } from './allFrames';
import { longestTaskWorkMs } from './taskTimes';

/** A caller hangs up and another one comes so often, ms. */
const TURNOVER_MS = 1_000;
/** Time for the first calls to be up, ms. */
const WARM_UP_MS = 10_000;
/** Between two looks at processor and memory, ms. */
const LOOK_EVERY_MS = 5_000;
/** How long frames are counted, ms. */
const FRAMES_MS = 10_000;
/** How long tasks are traced, ms. Tracing costs processor, so nothing else is measured then. */
const TASKS_MS = 20_000;
/** The last row has to be there so soon, ms. */
const CALLS_LIMIT_MS = 60_000;

/** A process at the beginning and at the end of the measured time: the medians of a third of it. */
type Course = { readonly first: number; readonly last: number };

/** What a process needed over time: % of a core, and MB of memory. */
type Needs = { readonly processor: Course; readonly memory: Course };

export type LiveFigures = {
  readonly calls: number;
  readonly minutes: number;
  readonly main: Needs;
  /** The page and what draws it. */
  readonly window: Needs;
  /** The page's own heap after a collection, MB. */
  readonly heap: Course;
  readonly page: PageFigures;
  /** At the pace of a window that the processor draws. */
  readonly ownPace: WindowFigures;
  /** At the pace of a window that a graphics card draws, though here none does. */
  readonly allFrames: WindowFigures;
  /** Delay of the main process' event loop meanwhile, 99th percentile, ms. */
  readonly loopDelayMs: { readonly ownPace: number; readonly allFrames: number };
  /** The longest task of the page by its own processor time, ms. */
  readonly taskWorkMs: { readonly ownPace: number; readonly allFrames: number };
  /** The share of their frames that the callers sent meanwhile. */
  readonly callersSent: { readonly ownPace: number; readonly allFrames: number };
};

/** Measures with so many calls over so many minutes. */
export async function measureLiveCalls(calls: number, minutes: number): Promise<LiveFigures> {
  const { peer, settings, trust, stop } = await startFarEnds();
  try {
    // Callers and Gemini have machines of their own: what stands for them here makes way. Whether
    // it still kept up is part of the figures.
    await makeWay(peer.pid);
    const watchSent = () => watchFrames(peer, 'callerFrames', calls);
    const target = await startInElectron({ ...settings, ...trust });
    try {
      await peer.request('call', calls);
      await untilCalls(target.page, calls);
      await peer.request('comeAndGo', TURNOVER_MS);
      // From then on, as many calls end as come, whatever their age.
      await sleep(WARM_UP_MS + calls * TURNOVER_MS);
      const session = await target.page.context().newCDPSession(target.page);
      const heapBefore = await heapMb(session);
      const endWatch = await watchPage(target.page);
      await target.begin();
      const sentAtOwnPace = await watchSent();
      const needs = await watchNeeds(target.pid, minutes);
      const ownPaceSent = await sentAtOwnPace();
      const { loopDelay } = await target.end();
      const page = await endWatch();
      const heap = { first: heapBefore, last: await heapMb(session) };
      await session.detach();
      const ownPace = await watchWindow(target.page, FRAMES_MS);
      const ownPaceWork = await longestTaskWorkMs(target.app, target.page, TASKS_MS);
      await drawAllFrames(target.app, target.page);
      await untilCalls(target.page, calls);
      await sleep(WARM_UP_MS);
      await target.begin();
      const sentWithAllFrames = await watchSent();
      const allFrames = await watchWindow(target.page, FRAMES_MS);
      const allFramesSent = await sentWithAllFrames();
      const { loopDelay: loaded } = await target.end();
      const allFramesWork = await longestTaskWorkMs(target.app, target.page, TASKS_MS);
      return {
        ...needs,
        ...{ calls, minutes, heap, page, ownPace, allFrames },
        loopDelayMs: { ownPace: loopDelay.p99, allFrames: loaded.p99 },
        taskWorkMs: { ownPace: ownPaceWork, allFrames: allFramesWork },
        callersSent: { ownPace: ownPaceSent, allFrames: allFramesSent },
      };
    } finally {
      await target.stop();
    }
  } finally {
    await stop();
  }
}

/** Waits until the list says that so many calls are there. */
async function untilCalls(page: Page, calls: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const grid = document.querySelector('[role="grid"][aria-rowcount]');
      return Number(grid?.getAttribute('aria-rowcount')) > wanted;
    },
    calls,
    { timeout: CALLS_LIMIT_MS },
  );
}

/** What the page's heap holds once its garbage is gone, MB. */
async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

type Look = {
  readonly mainPercent: number;
  readonly windowPercent: number;
  readonly mainMb: number;
  readonly windowMb: number;
};

async function watchNeeds(
  main: number,
  minutes: number,
): Promise<Pick<LiveFigures, 'main' | 'window'>> {
  const family = (await processTree(main)).map(({ pid }) => pid);
  const others = family.filter((pid) => pid !== main);
  const looks: Look[] = [];
  const endMs = performance.now() + minutes * 60_000;
  let before = { atMs: performance.now(), threads: await threadTimes(family) };
  while (performance.now() < endMs) {
    await sleep(LOOK_EVERY_MS);
    const now = { atMs: performance.now(), threads: await threadTimes(family) };
    const percentOf = (wanted: (thread: ThreadTime) => boolean): number =>
      (100 * (cpuMs(now.threads, wanted) - cpuMs(before.threads, wanted))) /
      (now.atMs - before.atMs);
    looks.push({
      mainPercent: percentOf(({ pid }) => pid === main),
      windowPercent: percentOf(({ pid }) => pid !== main),
      mainMb: await residentMb([main]),
      windowMb: await residentMb(others),
    });
    before = now;
  }
  const courseOf = (name: keyof Look): Course => courseIn(looks.map((look) => look[name]));
  return {
    main: { processor: courseOf('mainPercent'), memory: courseOf('mainMb') },
    window: { processor: courseOf('windowPercent'), memory: courseOf('windowMb') },
  };
}

function cpuMs(threads: readonly ThreadTime[], wanted: (thread: ThreadTime) => boolean): number {
  return threads.reduce((sum, thread) => sum + (wanted(thread) ? thread.cpuMs : 0), 0);
}

function courseIn(values: readonly number[]): Course {
  const third = Math.ceil(values.length / 3);
  return {
    first: summarise(values.slice(0, third)).p50,
    last: summarise(values.slice(-third)).p50,
  };
}

/** What these processes have in memory, MB; what they share counts once for each. */
async function residentMb(pids: readonly number[]): Promise<number> {
  const texts = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')),
  );
  return texts.reduce((sum, text) => sum + Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0), 0) / 1024;
}
