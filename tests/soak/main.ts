/**
 * Calls that come and go for a given time, with everything that supervisors do and that breaks, and
 * a look at what is left of it: memory, handles, sockets, channels, bridges, sessions. Ends with 1
 * when something leaks, fails or was left behind.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startAsterisk } from '#support/asterisk/asteriskLab';
import { makeSpeech } from '#support/audio/speech';
import { ChildProgram } from '../bench/childProgram';
import { keepCalling, type SoakTally } from './callers';
import type { SoakParts } from './disturbances';
import { leaksBetween } from './leaks';
import type { ProcessFigures } from './programs/soakCordboard';

const USERS = ['phone-ana', 'phone-ben', 'phone-cleo'] as const;

/** Calls before the first look: caches are full and code is compiled by then. */
const WARM_UP_SHARE = 0.2;

/** An ended call stays on the list for 10 s; then it must be gone. */
const SETTLE_MS = 13_000;

const REPORT_MS = 60_000;

type SoakSettings = { readonly minutes: number };

async function main({ minutes }: SoakSettings): Promise<void> {
  const lab = await startAsterisk();
  // Each connection is announced to end soon: in ten minutes the soak sees what a shift sees in ten
  // hours.
  const standIn = await ChildProgram.start(
    'standIn',
    { replyMs: 1_500, goAway: { afterMs: 12_000, timeLeft: '2s', closeAfterMs: 2_000 } },
    null,
  );
  const cordboard = await ChildProgram.start(
    'soakCordboard',
    {
      ARI_BASE_URL: lab.ariBaseUrl,
      ARI_USERNAME: lab.username,
      ARI_PASSWORD: lab.password,
      GOOGLE_API_KEY: 'TEST_KEY',
      GEMINI_BASE_URL: String(await standIn.request('baseUrl')),
      RECORDING_MIN_FREE_DISK: '0',
    },
    null,
    { execArgv: ['--expose-gc'] },
  );
  try {
    await soak({ lab, standIn, cordboard }, minutes * 60_000);
  } finally {
    await cordboard.stop();
    await standIn.stop();
    await lab.stop();
  }
}

async function soak(parts: SoakParts, durationMs: number): Promise<void> {
  const tally: SoakTally = { calls: 0, failures: new Map(), disturbances: new Map() };
  const voiceWav = await makeSpeech('Good morning, where is my parcel, please?');
  const phase = async (name: string, phaseMs: number): Promise<ProcessFigures> => {
    const endMs = Date.now() + phaseMs;
    const reports = setInterval(() => {
      void parts.cordboard.request('figures').then((figures) => {
        print(name, figures as ProcessFigures, tally.calls);
      });
    }, REPORT_MS);
    await Promise.all(USERS.map((user) => keepCalling(parts, user, voiceWav, tally, endMs)));
    clearInterval(reports);
    await parts.lab.waitUntilIdle(15_000);
    await sleep(SETTLE_MS);
    const figures = (await parts.cordboard.request('figures')) as ProcessFigures;
    print(`${name}, at rest`, figures, tally.calls);
    return figures;
  };
  const before = await phase('warm-up', durationMs * WARM_UP_SHARE);
  const after = await phase('soak', durationMs * (1 - WARM_UP_SHARE));
  const faults = [
    ...leaksBetween(before, after),
    ...(await leftBehind(parts)),
    ...[...tally.failures].map(([what, times]) => `${times} calls failed: ${what}`),
    ...((await parts.standIn.request('violations')) as readonly string[]),
    ...((await parts.cordboard.request('defects')) as readonly string[]),
  ];
  for (const [name, times] of tally.disturbances) {
    console.log(`  ${name}: ${times}`);
  }
  for (const fault of faults) {
    console.error(`FAULT ${fault}`);
  }
  console.log(`${tally.calls} calls, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function leftBehind({ lab, standIn }: SoakParts): Promise<readonly string[]> {
  const counts = {
    channels: await lab.countChannels(),
    bridges: await lab.countBridges(),
    'sessions of the agent': Number(await standIn.request('openSessions')),
  };
  return Object.entries(counts)
    .filter(([, left]) => left > 0)
    .map(([what, left]) => `${left} ${what} left behind`);
}

function print(name: string, figures: ProcessFigures, calls: number): void {
  const { heapBytes, rssBytes, descriptors, resources, liveCalls } = figures;
  const kinds = Object.entries(resources).map(([kind, count]) => `${kind} ${count}`);
  console.log(
    `${name}: ${calls} calls so far, ${liveCalls} live, heap ${megabytes(heapBytes)} MB, rss ${megabytes(rssBytes)} MB, ${descriptors} descriptors, ${kinds.join(', ')}`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

await main(JSON.parse(process.argv[2] ?? '{}') as SoakSettings);
