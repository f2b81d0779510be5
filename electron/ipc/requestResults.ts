/** Outcomes of the main process in the form the window gets them. */
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import type { RequestResult } from '../contract/api';

/** A request that was carried out. */
export function success<T>(value: T): RequestResult<T> {
  return { ok: true, value };
}

/**
 * A request that failed. Takes the cause off: it may hold anything, and the window has no use for
 * it.
 */
export function failure(error: CordboardError): RequestResult<never> {
  const { kind, phrase, message, retryable } = error;
  return { ok: false, error: { kind, phrase, message, retryable } };
}

/** Any outcome. */
export function toRequestResult<T>(result: Result<T>): RequestResult<T> {
  return result.ok ? result : failure(result.error);
}

/** An outcome of which the window learns only whether it succeeded. */
export function toNullResult(result: Result<unknown>): RequestResult<null> {
  return result.ok ? success(null) : failure(result.error);
}
