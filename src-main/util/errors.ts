/**
 * Kinds of failure, by who can mend it. `config`: a setting is wrong or missing. `auth`: refused credentials. `network`: not
 * reachable, connection lost. `timeout`: no answer in time. `protocol`: the other side said something that cannot be.
 * `refused`: the other side understood and said no. `not-found`: the thing is gone. `invalid-state`: not possible now.
 * `invalid-input`: the request itself is wrong. `internal`: a defect of Cordboard.
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
  | 'invalid-input'
  | 'internal';

/** A foreseen failure, passed as a value. The message says what happened and what to do; it never holds a secret. */
export type CordboardError = {
  readonly kind: ErrorKind;
  readonly message: string;
  /** Whether the same attempt may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What lies beneath; for logs, after redaction. */
  readonly cause?: unknown;
};

/** Builds a CordboardError. `retryable` is true by default only for `network` and `timeout`. */
export function cordboardError(
  kind: ErrorKind,
  message: string,
  extra: { readonly retryable?: boolean; readonly cause?: unknown } = {},
): CordboardError {
  const retryable = extra.retryable ?? (kind === 'network' || kind === 'timeout');
  return extra.cause === undefined
    ? { kind, message, retryable }
    : { kind, message, retryable, cause: extra.cause };
}

/** Plain text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
