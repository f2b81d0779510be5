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
export function failure({ kind, message, retryable }: CordboardError): RequestResult<never> {
  return { ok: false, error: { kind, message, retryable } };
}

/** Any outcome. */
export function toRequestResult<T>(result: Result<T>): RequestResult<T> {
  return result.ok ? result : failure(result.error);
}

/** An outcome that has nothing to tell but that it succeeded. */
export function toNullResult(result: Result<void>): RequestResult<null> {
  return result.ok ? success(null) : failure(result.error);
}
