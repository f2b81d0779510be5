import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take over 30 s, the longest first. By itself, vitest begins with the largest files
 * where it has not run before, and some of these are short: one that begins last is waited for.
 */
const LONG = [
  'transports',
  'turnTaking',
  'ariLoss',
  'accessibilityWindow',
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
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // The projects keep their order.
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((wanted) =>
      sorted.filter(({ project }) => project === wanted).sort((a, b) => rankOf(a) - rankOf(b)),
    );
  }
}
