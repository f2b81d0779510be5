/** `npm run bench -- --profile N`: where the time goes at N calls, by thread and by function. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { withStage } from './program/measure';
import { watchThreads } from './program/namedShares';
import type { CpuProfile } from './program/probe';
import { createFrameNames, fileOfMainScript, selfTimes } from './program/profile';
import { type BenchResult, plain } from './report';
import type { BenchSettings } from './telephones';

const PROFILED_MS = 15_000;
/** Functions that are shown of each thread. */
const SHOWN = 40;
const ROOT = path.resolve(import.meta.dirname, '../..');

/** Profiles the program with its window, or `serve` where `settings.only` asks for nothing else. */
export async function profileProgram(
  calls: number,
  way: 'program' | 'serve',
  settings: BenchSettings,
): Promise<readonly BenchResult[]> {
  return withStage(way, calls, async ({ target }) => {
    const endThreads = await watchThreads(target.pid, await target.workers());
    await sleep(PROFILED_MS);
    const threads = await endThreads();
    const endWindow = target.page === null ? null : await profilePage(target.page);
    await target.startProfile();
    await sleep(PROFILED_MS);
    const main = await target.stopProfile();
    const window = (await endWindow?.()) ?? null;
    const profiles: Record<string, CpuProfile> = { main, ...(window === null ? {} : { window }) };
    if (settings.cpuProfiles !== null) {
      for (const [name, profile] of Object.entries(profiles)) {
        const file = path.join(settings.cpuProfiles, `${name}-${calls}.cpuprofile`);
        await writeFile(file, JSON.stringify(profile));
      }
    }
    return [
      {
        title: `Where the time goes: threads, ${calls} calls`,
        rows: threads.map(({ name, percent }) => plain(name, `${percent.toFixed(1)} % of a core`)),
        raw: threads,
      },
      await report(`main thread, ${calls} calls`, main, fileOfMainScript),
      ...(window === null
        ? []
        : [await report(`window, ${calls} calls`, window, fileOfWindowScript)]),
    ];
  });
}

/** Begins to profile the page; gives what ends it. */
async function profilePage(page: Page): Promise<() => Promise<CpuProfile>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    await session.detach();
    return { samples: [], timeDeltas: [], ...profile };
  };
}

async function report(
  title: string,
  profile: CpuProfile,
  fileOf: (url: string) => string | null,
): Promise<BenchResult> {
  const times = await selfTimes(profile, createFrameNames(fileOf));
  const busy = times.reduce((sum, { percent }) => sum + percent, 0);
  return {
    title: `Where the time goes: ${title}, busy ${busy.toFixed(1)} %`,
    rows: times.slice(0, SHOWN).map(({ name, percent }) => plain(name, `${percent.toFixed(2)} %`)),
    raw: times,
  };
}

/** The console's own files come by its scheme, `cordboard://…/assets/x.js`. */
function fileOfWindowScript(url: string): string | null {
  const { pathname } = new URL(url);
  return path.join(ROOT, 'out/renderer', pathname);
}
