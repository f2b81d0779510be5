import { availableParallelism } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What is to come has come within 10 s, also on a busy machine: no test means the second that
 * vitest waits by itself.
 */
const PATIENT = { poll: { timeout: 10_000 } };

/**
 * The files that take over 30 s, the longest first. By itself, vitest begins with the largest files
 * where it has not run before, and some of these are short: one that begins last is waited for.
 */
const LONG = [
  'transports',
  'turnTaking',
  'ariLoss',
  'accessibilityWindow',
  'layoutWindow',
  'listeningWindow',
  'controls',
  'actions',
  'absence',
  'agentFaults',
  'testExtensions',
  'package',
  'voiceChange',
  'operatorsWindow',
  'echo',
  'profiles',
  'listening',
  'transfer',
  'silences',
  'aheadWindow',
  'questions',
  'mediaTransports',
  'silero',
  'endings',
  'alerts',
  'toolsOutlive',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.indexOf(path.basename(moduleId, '.test.ts'));
  return rank < 0 ? LONG.length : rank;
};

/** Begins with what takes longest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // The projects keep their order.
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((wanted) =>
      sorted.filter(({ project }) => project === wanted).sort((a, b) => rankOf(a) - rankOf(b)),
    );
  }
}

/**
 * What has to be quick, with many calls or in a window, or not to be heard when a window breaks, is
 * measured with the machine to itself.
 */
const ALONE = {
  integration: ['tests/integration/call/burst.test.ts'],
  window: ['tests/e2e/window/programFaults.test.ts', 'tests/e2e/window/steadyWindow.test.ts'],
};

const END_TO_END = {
  environment: 'node',
  // As the unit tests: what each file would load anew takes a fifth of the time.
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: PATIENT,
  restoreMocks: true,
} as const;

/**
 * Calls take their time and little of a processor: as many files at once as two cores carry in real
 * time.
 */
const CALLS = { ...END_TO_END, maxWorkers: 3 };

/** A window that is drawn in software takes most of a core for itself. */
const WINDOWS = {
  ...END_TO_END,
  setupFiles: ['tests/e2e/stage/ownDisplay.ts'],
  maxWorkers: 2,
};

/** Vitest leaves one core out by itself, which is half of two. */
const ALL_CORES = availableParallelism();

/**
 * The kinds of test. `unit` and `window-unit` touch no network, `integration` opens real sockets on
 * loopback, `cost` measures what many calls take of the processor, `e2e` makes real calls
 * (Asterisk, SIP phones), `e2e-window` drives the real program in Electron. Those in a folder
 * `long` wait long, or go through everything there is: `npm run test:long`.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    // `npm run coverage`. The threads and processes that tests start are not counted.
    coverage: {
      provider: 'v8',
      include: ['{electron,renderer/src,src-main}/**/*.{ts,tsx}'],
      reportOnFailure: true,
      reporter: ['html', 'text-summary', ['text-summary', { file: 'summary.txt' }]],
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Threads begin sooner than processes, which these tests need not be.
          pool: 'threads',
          maxWorkers: ALL_CORES,
          // Files share what they import, which was most of their time: no test may leave a timer,
          // a mock or state of a module behind.
          isolate: false,
          include: ['tests/unit/**/*.test.ts'],
          expect: PATIENT,
          // Minutes of calls that a fake clock plays take seconds, more where other work goes on.
          testTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'window-unit',
          environment: 'happy-dom',
          pool: 'threads',
          maxWorkers: ALL_CORES,
          // As above; each file begins with a window put back to how it opens.
          isolate: false,
          include: ['tests/window-unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/window/eachFile.ts'],
          expect: PATIENT,
          // A search by role in a simulated page takes seconds where other work goes on.
          testTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ALONE.integration,
          // They mostly wait.
          maxWorkers: 4,
          // As the unit tests: what each file would load anew is half of their time.
          isolate: false,
          sequence: { groupOrder: 1 },
          expect: PATIENT,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'cost',
          environment: 'node',
          include: ['tests/cost/*.test.ts', ...ALONE.integration],
          // After the others: what else runs on the machine is noise in what is measured.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          expect: PATIENT,
          testTimeout: 90_000,
        },
      },
      {
        test: {
          ...CALLS,
          name: 'e2e',
          include: ['tests/e2e/*.test.ts'],
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          ...WINDOWS,
          name: 'e2e-window',
          include: ['tests/e2e/window/*.test.ts'],
          exclude: ALONE.window,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          ...WINDOWS,
          name: 'e2e-alone',
          include: ALONE.window,
          maxWorkers: 1,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          ...CALLS,
          name: 'e2e-long',
          include: ['tests/e2e/long/*.test.ts'],
          sequence: { groupOrder: 6 },
        },
      },
      {
        test: {
          ...WINDOWS,
          name: 'e2e-window-long',
          include: ['tests/e2e/window/long/*.test.ts'],
          sequence: { groupOrder: 7 },
        },
      },
    ],
  },
});
