/** Helpers that the schemas of profiles and their tools share. */
import { z } from 'zod';

/** One message for every fault of a field. It is shown beside the field, so it does not name it. */
export function sayIfNot(message: string): { readonly error: string } {
  return { error: `${message}.` };
}

/** A text of `min` to `max` characters; blanks around it are removed. */
export function trimmed(min: number, max: number) {
  const error = sayIfNot(
    min === 0
      ? `must be a text of at most ${max} characters`
      : `must be a text of ${min} to ${max} characters`,
  );
  return z.string(error).trim().min(min, error).max(max, error);
}
