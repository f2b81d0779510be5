import { type Phrase, wordsOf } from '#model/phrases/phrase';

/**
 * Kinds of failure, by who can mend it. `config`: a setting is wrong or missing. `auth`: refused
 * credentials. `network`: not reachable, or the connection was lost. `timeout`: no answer in time.
 * `protocol`: the other side said something that cannot be. `refused`: the other side understood
 * and said no. `not-found`: the thing is gone. `invalid-state`: not possible now. `cancelled`: we
 * called it off ourselves, e.g. because the call ended. `invalid-input`: the request itself is
 * wrong. `internal`: a defect of Cordboard.
 */
export type ErrorKind =
  | 'config'
  | 'auth'
  | 'network'
  | 'timeout'
  | 'protocol'
  | 'refused'
  | 'not-found'
  | 'invalid-state'
  | 'cancelled'
  | 'invalid-input'
  | 'internal';

/** A foreseen failure, passed as a value. */
export type CordboardError = {
  readonly kind: ErrorKind;
  /** What happened and what to do. It never holds a secret. */
  readonly phrase: Phrase;
  /** The phrase in English, for log and API. */
  readonly message: string;
  /** Whether the same attempt may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What lies beneath; for logs, after redaction. */
  readonly cause?: unknown;
};

/** Builds a CordboardError. `retryable` is true by default only for `network` and `timeout`. */
export function cordboardError(
  kind: ErrorKind,
  said: Phrase,
  extra: { readonly retryable?: boolean; readonly cause?: unknown } = {},
): CordboardError {
  const retryable = extra.retryable ?? (kind === 'network' || kind === 'timeout');
  const error = { kind, phrase: said, message: wordsOf(said), retryable };
  return extra.cause === undefined ? error : { ...error, cause: extra.cause };
}

/** Plain text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Whether what failed so may have been done all the same: the request left, and no answer came.
 */
export function isOutcomeUnknown({ kind }: CordboardError): boolean {
  return kind === 'timeout' || kind === 'network';
}
