/** Failures inside the store's worker threads. */
import { type ErrorKind, messageOf } from '#main/util/errors';
import type { FaultMessage, SqlTrouble } from '../storeFault';
import { sqlTroubleOf } from './driver';

/** A foreseen failure of a store operation; thrown inside the worker, sent as FaultMessage. */
export class StoreFault extends Error {
  readonly kind: ErrorKind;
  readonly trouble: SqlTrouble | null;

  constructor(kind: ErrorKind, message: string, trouble: SqlTrouble | null = null) {
    super(message);
    this.name = 'StoreFault';
    this.kind = kind;
    this.trouble = trouble;
  }
}

/** What each trouble means to the operator, and what to do. */
const EXPLANATIONS: Readonly<Record<SqlTrouble, string>> = {
  'disk-full': 'The disk is full: free some space.',
  'read-only': 'The folder of the call history cannot be written: check its permissions.',
  locked: 'Another program holds the file of the call history: close it.',
  io: 'The disk reports an error, or is full.',
  'cannot-open':
    'The file of the call history cannot be opened: check the folder and its permissions.',
  damaged: 'The file of the call history is damaged.',
  other: 'The call history cannot do that.',
};

/** File system errors (errno names) as the trouble they mean. */
const SYSTEM_TROUBLES: Readonly<Record<string, SqlTrouble>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'io',
  ENOTDIR: 'cannot-open',
  EISDIR: 'cannot-open',
};

/** The kind of trouble behind anything thrown by the store's own code, the driver or node:fs; null when it is something else. */
export function troubleOf(thrown: unknown): SqlTrouble | null {
  if (thrown instanceof StoreFault) {
    return thrown.trouble;
  }
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
    return SYSTEM_TROUBLES[thrown.code] ?? sqlTroubleOf(thrown);
  }
  return sqlTroubleOf(thrown);
}

/** Plain data of anything that was thrown. */
export function faultOf(thrown: unknown): FaultMessage {
  if (thrown instanceof StoreFault) {
    return { kind: thrown.kind, message: thrown.message, trouble: thrown.trouble };
  }
  const trouble = troubleOf(thrown);
  if (trouble === null || trouble === 'other') {
    return { kind: 'internal', message: messageOf(thrown), trouble };
  }
  return { kind: 'refused', message: EXPLANATIONS[trouble], trouble };
}
