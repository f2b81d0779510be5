/** Failures of the store, in the form in which its worker threads report them. */
import { type CordboardError, cordboardError, type ErrorKind } from '#main/util/errors';
import type { Phrase } from '#model/phrases/phrase';

/**
 * Why SQLite or the file system refused, as far as it matters to the store. `damaged`: the file is
 * no database, or its pages do not fit together. `other`: a defect, or a row that breaks a
 * constraint.
 */
export type StorageProblem =
  'disk-full' | 'read-only' | 'locked' | 'io' | 'cannot-open' | 'damaged' | 'other';

/** A failure as plain data. */
export type FaultMessage = {
  readonly kind: ErrorKind;
  readonly phrase: Phrase;
  /** Null when neither SQLite nor the file system is the cause. */
  readonly problem: StorageProblem | null;
};

/** The failure as users of the store get it. What the disk refuses now it may take later. */
export function errorOfFault({ kind, phrase, problem }: FaultMessage): CordboardError {
  return cordboardError(kind, phrase, { retryable: problem !== null && problem !== 'other' });
}
