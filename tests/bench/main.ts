/**
 * Runs the benchmarks that `npm run bench` asks for, one after the other, and prints what they
 * found.
 */
import { writeFile } from 'node:fs/promises';
import { measureBargeIn, measureNoise } from './bargeIn';
import { measureLoad } from './load';
import { measureLoopDelay } from './loopDelay';
import { busyShare, cpuTimes, machineFacts } from './machine';
import { measureMediaTest } from './mediaTest';
import { measurePlayout } from './playout';
import { profileProgram } from './profile';
import { measureBusyWindow, measureProgram, measureServe } from './program';
import { type BenchResult, printResult } from './report';
import type { BenchSettings } from './telephones';
import { measureWindow } from './window';

type RunSettings = BenchSettings & {
  readonly only: readonly string[];
  /** File for the raw figures, or null. */
  readonly json: string | null;
  /** With so many calls, says where the time goes instead of measuring; or null. */
  readonly profile: number | null;
};

const BENCHES: Readonly<
  Record<string, (settings: BenchSettings) => Promise<BenchResult | readonly BenchResult[]>>
> = {
  loop: measureLoopDelay,
  'media-test': measureMediaTest,
  'barge-in': measureBargeIn,
  noise: measureNoise,
  playout: measurePlayout,
  load: measureLoad,
  program: measureProgram,
  'busy-window': measureBusyWindow,
  serve: measureServe,
  window: measureWindow,
};

async function main(settings: RunSettings): Promise<void> {
  if (settings.profile !== null) {
    const way = settings.only.includes('program') ? 'program' : 'serve';
    for (const result of await profileProgram(settings.profile, way, settings)) {
      printResult(result);
    }
    return;
  }
  const machine = machineFacts();
  const { cores, processor, node, kernel, load, date } = machine;
  console.log(
    `${date}, ${cores} cores (${processor}), Node ${node}, Linux ${kernel}, load ${load.map((value) => value.toFixed(2)).join(' ')}`,
  );
  const results: Record<string, unknown> = {};
  let missed = 0;
  let broken = 0;
  for (const [name, measure] of Object.entries(BENCHES)) {
    if (!settings.only.includes(name)) {
      continue;
    }
    const before = await cpuTimes();
    try {
      const found = await measure(settings);
      const share = await busyShare(before);
      for (const result of [found].flat()) {
        printResult(result);
        missed += result.rows.filter(({ met }) => met === false).length;
      }
      results[name] = { found, machine: share };
      if (share !== null) {
        console.log(
          `  machine meanwhile: ${share.busy.toFixed(0)} % busy, ${share.stolen.toFixed(1)} % stolen`,
        );
      }
    } catch (error) {
      // The others still say something.
      broken += 1;
      console.error(
        `\n${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  if (missed === 0 && broken === 0) {
    console.log('\nevery budget is met');
  } else {
    console.log(`\n${missed} budgets are not met, ${broken} measurements could not be made`);
    process.exitCode = 1;
  }
  if (settings.json !== null) {
    await writeFile(
      settings.json,
      `${JSON.stringify({ machine, quick: settings.quick, results }, null, 1)}\n`,
    );
  }
}

await main(JSON.parse(process.argv[2] ?? '{}') as RunSettings);
