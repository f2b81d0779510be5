/**
 * Cost of many calls at once: the pipeline's own delay in both directions, its share of the
 * processor, gaps and losses.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildProgram } from './childProgram';
import { busyShare, cpuTimes } from './machine';
import type { PeerCounts } from './programs/loadPeer';
import type { LoadFigures } from './programs/pipelineLoad';
import { type BenchResult, ms, plain, type Row } from './report';
import type { Summary } from './statistics';
import type { BenchSettings } from './telephones';

/** Time for code to be compiled and queues to settle, ms. */
const WARM_UP_MS = 4_000;

/** Limits on the added delay, ms, by number of calls. */
type Budget = { readonly p50: number; readonly p99: number };

const BUDGETS: ReadonlyMap<number, Budget> = new Map([
  [1, { p50: 1, p99: 5 }],
  [10, { p50: 1, p99: 5 }],
  [50, { p50: 1, p99: 5 }],
  // No budget for the median here: only that nobody notices.
  [100, { p50: 20, p99: 20 }],
  [200, { p50: 20, p99: 20 }],
]);

/** Measures at each number of calls, each in fresh processes. */
export async function measureLoad(settings: BenchSettings): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const [calls, budget] of BUDGETS) {
    if (!settings.quick || calls === 1 || calls === 50 || calls === 100) {
      results.push(await measureCalls(calls, budget, settings));
    }
  }
  return results;
}

async function measureCalls(
  calls: number,
  budget: Budget,
  settings: BenchSettings,
): Promise<BenchResult> {
  const durationMs = settings.quick ? 8_000 : calls < 10 ? 60_000 : 30_000;
  const peer = await ChildProgram.start('loadPeer', null, null);
  try {
    const port = await peer.request('port');
    const pipeline = await ChildProgram.start(
      'pipelineLoad',
      { port, calls },
      settings.cpuProfiles,
    );
    try {
      await sleep(WARM_UP_MS);
      await peer.request('reset');
      const machine = await cpuTimes();
      const figures = (await pipeline.request('measure', durationMs)) as LoadFigures;
      const counts = (await peer.request('counts')) as PeerCounts;
      return report(calls, budget, figures, counts, await busyShare(machine));
    } finally {
      await pipeline.stop();
    }
  } finally {
    await peer.stop();
  }
}

function report(
  calls: number,
  budget: Budget,
  figures: LoadFigures,
  counts: PeerCounts,
  machine: Awaited<ReturnType<typeof busyShare>>,
): BenchResult {
  const lost = counts.framesSent - counts.framesReceived;
  const { loopDelay } = figures;
  const atZero = (what: string, value: number): Row => ({
    what,
    value: String(value),
    budget: '0',
    met: value === 0,
  });
  return {
    title: `${calls} calls at once: delay added by the pipeline`,
    rows: [
      delayRow('caller frame in -> message to Gemini', figures.uplink, budget),
      delayRow('Gemini audio in -> first frame to Asterisk', figures.downlink, budget),
      plain(
        'event loop late',
        `p50 ${ms(loopDelay.p50)}, p99 ${ms(loopDelay.p99)}, max ${ms(loopDelay.max)}`,
      ),
      plain(
        'longest stall',
        `${ms(figures.stall.longestMs)}; own work in one go ${ms(figures.stall.ownMs)}, collection ${ms(figures.stall.collectionMs)}`,
      ),
      plain(
        'pipeline process',
        `${figures.cpuPercent.toFixed(1)} % of a core, ${figures.rssMb.toFixed(0)} MB`,
      ),
      ...(machine === null
        ? []
        : [
            plain(
              'whole machine',
              `${machine.busy.toFixed(0)} % busy, ${machine.stolen.toFixed(1)} % stolen by the host`,
            ),
          ]),
      atZero('gaps over 40 ms inside a turn', counts.gaps),
      ...(counts.ownGaps === 0
        ? []
        : [plain('gaps made by the load generator itself', String(counts.ownGaps))]),
      atZero('frames lost', lost + figures.framesLost),
      atZero('calls not live', calls - figures.liveCalls),
    ],
    raw: { calls, ...figures, ...counts, machine },
  };
}

function delayRow(what: string, { p50, p99, max, count }: Summary, budget: Budget): Row {
  return {
    what,
    value: `p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} (n=${count})`,
    budget: `p50 ${budget.p50} ms, p99 ${budget.p99} ms`,
    met: p50 <= budget.p50 && p99 <= budget.p99,
  };
}
