/** The window with 100 live calls over minutes, and in a list of 500. */
import { writeTable } from './docs';
import { atZero, type BenchResult, limited, plain, type Row } from './report';
import { summarise } from './statistics';
import type { BenchSettings } from './telephones';
import { type LiveFigures, measureLiveCalls } from './window/liveCalls';
import { type ManyFigures, measureManyCalls } from './window/manyCalls';

const CALLS = 100;
const MINUTES = 2;

const FRAMES_PER_SECOND = 60;
/** An act is felt as immediate up to here, ms. */
const ACT_MS = 100;
/** No task may hold the page up for longer, ms. */
const TASK_MS = 50;
/** So many things that moved are named. */
const MOVED_TOLD = 3;
/** A caller who came within the time has not sent for all of it. */
const ALL_SENT = 0.97;
/** Growth over the measured time that still counts as none, as a share of the beginning. */
const FLAT = { memory: 0.1, heap: 0.1, processor: 0.15 };

export async function measureWindow(settings: BenchSettings): Promise<readonly BenchResult[]> {
  const live = await measureLiveCalls(settings.calls?.[0] ?? CALLS, settings.minutes ?? MINUTES);
  const many = await measureManyCalls();
  const results = [liveReport(live), manyReport(many)];
  if (settings.docs !== null) {
    await writeTable(settings.docs, 'window', {
      columns: ['what', 'measured', 'budget', ''],
      lines: results
        .flatMap(({ rows }) => rows)
        .map(({ what, value, budget, met }) => [what, value, budget, verdict(met)]),
      plot: null,
    });
  }
  return results;
}

function liveReport(figures: LiveFigures): BenchResult {
  const { calls, minutes, main, window, heap, page, ownPace, allFrames } = figures;
  const { loopDelayMs, taskWorkMs, callersSent } = figures;
  return {
    title: `the window, ${calls} live calls of which one ends and one comes each second, ${minutes} min`,
    rows: [
      atLeast('frames a second, every frame drawn', allFrames.framesPerSecond, FRAMES_PER_SECOND),
      limited('longest task, every frame drawn', allFrames.longestTaskMs, TASK_MS),
      limited('longest task by processor time, every frame drawn', taskWorkMs.allFrames, TASK_MS),
      plain('event loop of the calls meanwhile, p99', `${loopDelayMs.allFrames.toFixed(1)} ms`),
      callers(callersSent.allFrames),
      plain(
        'frames a second that the page is given, at its own pace',
        ownPace.framesPerSecond.toFixed(0),
      ),
      limited('longest task', Math.max(page.longestTaskMs, ownPace.longestTaskMs), TASK_MS),
      limited('longest task by processor time', taskWorkMs.ownPace, TASK_MS),
      plain('longest frame', `${page.longestFrameMs.toFixed(0)} ms`),
      plain('event loop of the calls meanwhile, p99', `${loopDelayMs.ownPace.toFixed(1)} ms`),
      callers(callersSent.ownPace),
      atZero('layout shift while calls come and go', Number(page.layoutShift.toFixed(4))),
      ...page.shifted.slice(0, MOVED_TOLD).map((moved) => plain('moved', moved)),
      flat('processor, window, % of a core', window.processor, FLAT.processor),
      flat('processor, main process, % of a core', main.processor, FLAT.processor),
      flat("the page's heap after a collection, MB", heap, FLAT.heap),
      flat('memory, window, MB', window.memory, FLAT.memory),
      flat('memory, main process, MB', main.memory, FLAT.memory),
    ],
    raw: figures,
  };
}

function manyReport(figures: ManyFigures): BenchResult {
  const { calls, acts, page } = figures;
  return {
    title: `the window, ${calls} calls that all change three times a second: from key or click to picture`,
    rows: [
      ...acts.map(({ name, tookMs }): Row => {
        const { p50, p95, max } = summarise(tookMs);
        return {
          what: name,
          value: `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, max ${max.toFixed(0)} ms`,
          budget: `${ACT_MS} ms (p95)`,
          met: p95 <= ACT_MS,
        };
      }),
      plain('longest task meanwhile', `${page.longestTaskMs.toFixed(0)} ms`),
    ],
    raw: figures,
  };
}

function atLeast(what: string, value: number, least: number): Row {
  return {
    what,
    value: value.toFixed(1),
    budget: String(least),
    met: Math.round(value) >= least,
  };
}

/** How much of their audio the callers sent meanwhile: with less, there were fewer calls. */
function callers(share: number): Row {
  return {
    what: 'audio that the callers sent meanwhile',
    value: `${(100 * share).toFixed(1)} %`,
    budget: `${100 * ALL_SENT} %`,
    met: share >= ALL_SENT,
  };
}

/** A row with what was needed in the first third of the time and in the last. */
function flat(what: string, { first, last }: LiveFigures['heap'], growth: number): Row {
  return {
    what,
    value: `${first.toFixed(1)} -> ${last.toFixed(1)}`,
    budget: `+${(100 * growth).toFixed(0)} %`,
    met: last <= first * (1 + growth),
  };
}

function verdict(met: boolean | null): string {
  return met === null ? '' : met ? 'met' : 'not met';
}
