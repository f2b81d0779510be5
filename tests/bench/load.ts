/**
 * Cost of many calls at once: the delay that the program adds in both directions, what it needs of
 * the machine, gaps and losses. It is the whole program at its default settings, with and without
 * recording.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildProgram } from './childProgram';
import { TALK_MS } from './crowd/crowdTalk';
import { startFarEnds } from './crowd/farEnds';
import { writeTable } from './docs';
import { busyShare, cpuTimes } from './machine';
import type { LoadFigures, LoadStart } from './programs/loadCordboard';
import type { PeerCounts } from './programs/loadPeer';
import { atZero, type BenchResult, machineRow, ms, plain, type Row } from './report';
import type { Summary } from './statistics';
import type { BenchSettings } from './telephones';
import { makeFolder } from './utterances';

/** Time for code to be compiled and queues to settle, ms. */
const WARM_UP_MS = 8_000;

/** Limits on the added delay, ms, by number of calls. */
type Budget = { readonly p50: number; readonly p99: number };

const CALLS = [1, 10, 50, 100, 200] as const;
/** Of a first look. */
const QUICK_CALLS = [1, 50, 100] as const;

/** Calls up to which a window looks at the program; more are a matter of `serve`. */
const MOST_WATCHED = 100;

/** Up to so many calls nothing is to be felt; beyond them, only that nobody notices. */
const FEW_CALLS = 50;
const FEW: Budget = { p50: 1, p99: 5 };
const MANY: Budget = { p50: 20, p99: 20 };

/** One measurement. */
type Crowd = { readonly calls: number; readonly recorded: boolean };

/** What the two processes found, and the machine meanwhile. */
type Found = {
  readonly figures: LoadFigures;
  readonly counts: PeerCounts;
  readonly machine: Awaited<ReturnType<typeof busyShare>>;
};

/** Measures at each number of calls, each in fresh processes. */
export async function measureLoad(settings: BenchSettings): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  const measured: (Crowd & Found)[] = [];
  for (const recorded of [false, true]) {
    for (const calls of settings.calls ?? (settings.quick ? QUICK_CALLS : CALLS)) {
      const crowd = { calls, recorded };
      const found = await measureCrowd(crowd, settings);
      measured.push({ ...crowd, ...found });
      results.push(report(crowd, found));
    }
  }
  if (settings.docs !== null) {
    await writeTable(settings.docs, 'load', {
      columns: COLUMNS,
      lines: measured.map(lineOf),
      plot: {
        title: 'Added delay, 99th percentile: without Asterisk',
        calls: measured.filter(({ recorded }) => !recorded).map(({ calls }) => calls),
        limitMs: MANY.p99,
        lines: [false, true].map((wanted) => ({
          name: wanted ? 'recorded' : 'not recorded',
          values: measured
            .filter(({ recorded }) => recorded === wanted)
            .map(({ figures }) => Math.max(figures.uplink.p99, figures.downlink.p99)),
        })),
      },
    });
  }
  return results;
}

/** The columns of docs/performance.md. */
const COLUMNS = [
  'calls',
  'frame in -> Gemini p50 / p99',
  'Gemini -> first frame p50 / p99',
  'loop delay p50 / p99',
  'process (main thread)',
  'memory, garbage',
  'gaps, frames lost',
  'machine',
] as const;

function lineOf(measured: Crowd & Found): readonly string[] {
  const { figures, counts, machine } = measured;
  const { uplink, downlink, loopDelay, cpuPercent, mainThreadPercent } = figures;
  const lost = counts.framesSent - counts.framesReceived + figures.framesLost;
  return [
    nameOf(measured),
    `${uplink.p50.toFixed(1)} / ${ms(uplink.p99)}`,
    `${downlink.p50.toFixed(1)} / ${ms(downlink.p99)}`,
    `${loopDelay.p50.toFixed(1)} / ${ms(loopDelay.p99)}`,
    `${cpuPercent.toFixed(0)} % (${mainThreadPercent.toFixed(0)})`,
    `${figures.rssMb.toFixed(0)} MB, ${figures.heapGrowthMbPerS.toFixed(0)} MB/s`,
    `${counts.gaps}, ${lost}`,
    machine === null ? '-' : `${machine.busy.toFixed(0)} % busy`,
  ];
}

async function measureCrowd(crowd: Crowd, settings: BenchSettings): Promise<Found> {
  const dataDir = await makeFolder();
  const { peer, settings: reach, trust, stop } = await startFarEnds();
  try {
    const recording = crowd.recorded ? { ENABLE_CALL_RECORDING: 'true' } : {};
    const isWatched = crowd.calls <= MOST_WATCHED;
    const start: LoadStart = { env: { ...reach, ...recording }, dataDir, isWatched };
    const cordboard = await ChildProgram.start('loadCordboard', start, settings.cpuProfiles, {
      env: { ...process.env, ...trust },
    });
    try {
      await peer.request('call', crowd.calls);
      await cordboard.request('live', crowd.calls);
      await sleep(WARM_UP_MS);
      return await measure(peer, cordboard, durationOf(crowd, settings));
    } finally {
      await cordboard.stop();
    }
  } finally {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** One caller alone is measured for whole talks. */
function durationOf({ calls }: Crowd, { quick }: BenchSettings): number {
  if (calls === 1) {
    return quick ? TALK_MS : 4 * TALK_MS;
  }
  return quick ? 8_000 : 30_000;
}

async function measure(
  peer: ChildProgram,
  cordboard: ChildProgram,
  durationMs: number,
): Promise<Found> {
  await peer.request('reset');
  const before = await cpuTimes();
  const figures = (await cordboard.request('measure', durationMs)) as LoadFigures;
  const machine = await busyShare(before);
  return { figures, counts: (await peer.request('counts')) as PeerCounts, machine };
}

/** Their number, and what is not as usual. */
function nameOf({ calls, recorded }: Crowd): string {
  return `${calls}${calls > MOST_WATCHED ? ', serve' : ''}${recorded ? ', recorded' : ''}`;
}

function report(crowd: Crowd, found: Found): BenchResult {
  const { calls, recorded } = crowd;
  const { figures, counts } = found;
  const budget = calls <= FEW_CALLS ? FEW : MANY;
  const lost = counts.framesSent - counts.framesReceived;
  return {
    title: `Calls at once, ${nameOf(crowd)}: delay added by the program`,
    rows: [
      delayRow('caller frame in -> message to Gemini', figures.uplink, budget),
      delayRow('Gemini audio in -> first frame to Asterisk', figures.downlink, budget),
      ...needRows(found),
      plain('agent stopped for its caller', `${counts.flushes} times`),
      ...(counts.ownGaps === 0
        ? []
        : [plain('gaps made by the load generator itself', String(counts.ownGaps))]),
      plain('parts not ready', figures.notReady.join(', ') || 'none'),
      atZero('gaps over 40 ms inside a turn', counts.gaps),
      atZero('frames lost', lost + figures.framesLost),
      atZero('pieces of audio the voice detection missed', figures.vadDroppedHops),
      atZero('calls not live', calls - figures.liveCalls),
    ],
    raw: { calls, recorded, ...figures, ...counts, machine: found.machine },
  };
}

/** What the program needs of the machine. */
function needRows({ figures, machine }: Found): readonly Row[] {
  const { loopDelay, stall, cpuPercent, mainThreadPercent, rssMb, heapGrowthMbPerS } = figures;
  return [
    plain(
      'event loop late',
      `p50 ${ms(loopDelay.p50)}, p99 ${ms(loopDelay.p99)}, max ${ms(loopDelay.max)}`,
    ),
    plain(
      'longest stall',
      `${ms(stall.longestMs)}; own work in one go ${ms(stall.ownMs)}, collection ${ms(stall.collectionMs)}`,
    ),
    plain(
      'process',
      `${cpuPercent.toFixed(1)} % of a core, main thread busy ${mainThreadPercent.toFixed(1)} %`,
    ),
    plain(
      'memory',
      `${rssMb.toFixed(0)} MB, ${heapGrowthMbPerS.toFixed(1)} MB of garbage a second`,
    ),
    machineRow(machine),
  ];
}

function delayRow(what: string, { p50, p99, max, count }: Summary, budget: Budget): Row {
  return {
    what,
    value: `p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} (n=${count})`,
    budget: `p50 ${budget.p50} ms, p99 ${budget.p99} ms`,
    met: p50 <= budget.p50 && p99 <= budget.p99,
  };
}
