import type { CordboardError } from './errors';

/** Outcome of an operation that can fail in a foreseen way. */
export type Result<T, E = CordboardError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success without a value. */
export const done: Result<void, never> = { ok: true, value: undefined };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
