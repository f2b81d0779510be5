/**
 * What a call costs the whole program, beside what the same call costs the least that could carry
 * it (tests/bench/programs/passThrough.ts), in processor time. Both have as many calls in the same
 * seconds, each from far ends of its own: whatever else the machine does slows both.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { bundlePrograms } from '#build/lib/bundlePrograms';
import { LOAD_PROGRAMS } from '#build/lib/loadPrograms';
import { CHECK_CACHE } from '#build/lib/paths';
import { ChildProgram } from '../bench/childProgram';
import { type FarEnds, startFarEnds } from '../bench/crowd/farEnds';
import type { LoadStart } from '../bench/programs/loadCordboard';
import type { PeerCounts } from '../bench/programs/loadPeer';
import type { PassThroughOptions } from '../bench/programs/passThrough';
import { makeFolder } from '../bench/utterances';

/**
 * How many times the floor's cost a call usually costs the program. After a change that makes calls
 * cheaper, run `npx vitest run --project cost` five times and set this to the median of the ratios
 * that it prints: what was gained is then kept. Twenty runs gave 2.2 to 2.7, and one 1.6 where the
 * machine was so crowded that the program had to drop audio: noise makes it lower, not higher.
 */
const USUAL_RATIO = 2.5;

/** What is more than noise. */
const MOST_GROWTH = 1.25;

const CALLS = 20;
/** Without a call: what a program costs by itself. */
const IDLE_MS = 2_000;
/** For the code of calls to be compiled. */
const WARM_UP_MS = 8_000;
const MEASURED_MS = 12_000;

/** Of the agent's audio. */
const FRAMES_PER_PART = 10;

/** Within the repository, where the bundles find its packages. */
const BUNDLES = path.join(CHECK_CACHE, 'cost');

/** A program and the far ends of its calls. */
type Side = { readonly program: ChildProgram; readonly peer: ChildProgram };

it('a call costs at most a quarter more than usual', async () => {
  await bundlePrograms(BUNDLES, LOAD_PROGRAMS);
  const sides = await Promise.all([startCordboard(), startFloor()]);
  const idle = await usedBy(sides, IDLE_MS);
  await Promise.all(sides.map(bringCalls));
  await sleep(WARM_UP_MS);
  await Promise.all(sides.map(({ peer }) => peer.request('reset')));
  const busy = await usedBy(sides, MEASURED_MS);
  const [ours = 0, floor = 0] = busy.map((share, side) => (share - (idle[side] ?? 0)) / CALLS);
  const found =
    `A second of one call costs the program ${ours.toFixed(2)} ms of processor time and the floor ` +
    `${floor.toFixed(2)} ms: ${(ours / floor).toFixed(2)} times as much, usually ${USUAL_RATIO}.`;
  process.stderr.write(`${found}\n`);
  for (const { peer } of sides) {
    expectRealCalls((await peer.request('counts')) as PeerCounts);
  }
  const hint = 'Where the time goes: npm run bench -- --profile 30';
  expect(ours / floor, `${found} ${hint}`).toBeLessThan(USUAL_RATIO * MOST_GROWTH);
});

async function startCordboard(): Promise<Side> {
  const dataDir = await makeFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return startSide('loadCordboard', ({ settings }): LoadStart => ({
    env: settings,
    dataDir,
    isWatched: true,
  }));
}

function startFloor(): Promise<Side> {
  return startSide('passThrough', ({ addresses }): PassThroughOptions => {
    return { ...addresses, username: 'bench', password: 'bench' };
  });
}

async function startSide(name: string, startOf: (ends: FarEnds) => unknown): Promise<Side> {
  const ends = await startFarEnds(bundle('loadPeer'));
  onTestFinished(ends.stop);
  const program = await ChildProgram.start(name, startOf(ends), null, {
    file: bundle(name),
    env: { ...process.env, ...ends.trust },
  });
  onTestFinished(() => program.stop());
  return { program, peer: ends.peer };
}

function bundle(name: string): string {
  return path.join(BUNDLES, `${name}.mjs`);
}

async function bringCalls({ peer }: Side): Promise<void> {
  await peer.request('call', CALLS);
  await expect.poll(() => peer.request('openSessions')).toBe(CALLS);
}

/** What each program uses within the next while, ms of processor time a second. */
async function usedBy(sides: readonly Side[], durationMs: number): Promise<readonly number[]> {
  const look = (): Promise<readonly number[]> =>
    Promise.all(sides.map(({ program }) => program.cpuMs()));
  const before = await look();
  const beganMs = performance.now();
  await sleep(durationMs);
  const after = await look();
  const seconds = (performance.now() - beganMs) / 1_000;
  return after.map((cpuMs, side) => (cpuMs - (before[side] ?? 0)) / seconds);
}

/** A program that drops audio is cheap. On a crowded machine it has to drop a little. */
function expectRealCalls({
  framesSent,
  framesReceived,
  partsSent,
  framesPlayed,
}: PeerCounts): void {
  expect(framesReceived).toBeGreaterThan(framesSent * 0.8);
  expect(framesPlayed).toBeGreaterThan(partsSent * FRAMES_PER_PART * 0.8);
}
