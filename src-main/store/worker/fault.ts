/** Failures inside the store's worker threads. */
import { type ErrorKind, messageOf } from '#main/util/errors';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { FaultMessage, StorageProblem } from '../storeFault';
import { sqlProblemOf } from './driver';

/** A foreseen failure of a store operation; thrown inside the worker, sent as FaultMessage. */
export class StoreFault extends Error {
  readonly kind: ErrorKind;
  readonly phrase: Phrase;
  readonly problem: StorageProblem | null;

  constructor(kind: ErrorKind, said: Phrase, problem: StorageProblem | null = null) {
    super(wordsOf(said));
    this.name = 'StoreFault';
    this.kind = kind;
    this.phrase = said;
    this.problem = problem;
  }
}

/** What file system errors (errno names) mean to the store. */
const FILE_PROBLEMS: Readonly<Record<string, StorageProblem>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'io',
  ENOTDIR: 'cannot-open',
  EISDIR: 'cannot-open',
};

/**
 * The storage problem behind anything that the store's own code, the driver or node:fs throws; null
 * when it is something else.
 */
export function problemOf(thrown: unknown): StorageProblem | null {
  if (thrown instanceof StoreFault) {
    return thrown.problem;
  }
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
    return FILE_PROBLEMS[thrown.code] ?? sqlProblemOf(thrown);
  }
  return sqlProblemOf(thrown);
}

/** Anything that was thrown, as plain data. */
export function faultOf(thrown: unknown): FaultMessage {
  if (thrown instanceof StoreFault) {
    return { kind: thrown.kind, phrase: thrown.phrase, problem: thrown.problem };
  }
  const problem = problemOf(thrown);
  if (problem === null || problem === 'other') {
    const why = messageOf(thrown);
    return { kind: 'internal', phrase: phrase('history.failed', { why }), problem };
  }
  return { kind: 'refused', phrase: phrase(`history.${problem}`), problem };
}
