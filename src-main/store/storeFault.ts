/** Failures of the store, in the form in which its worker threads report them. */
import { type CordboardError, cordboardError, type ErrorKind } from '#main/util/errors';

/**
 * Why SQLite refused, as far as it matters to the store. `damaged`: the file is not a database, or its pages do not fit.
 * `other`: a defect, or a row that breaks a constraint.
 */
export type SqlTrouble =
  'disk-full' | 'read-only' | 'locked' | 'io' | 'cannot-open' | 'damaged' | 'other';

/** A failure as plain data. */
export type FaultMessage = {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly trouble: SqlTrouble | null;
};

/** The failure as the callers of the store get it. What the disk refuses now it may take later. */
export function errorOfFault(fault: FaultMessage): CordboardError {
  return cordboardError(fault.kind, fault.message, {
    retryable: fault.trouble !== null && fault.trouble !== 'other',
  });
}
