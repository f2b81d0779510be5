/** What the schemas of profiles and their tools share. */
import { z } from 'zod';

/** Says the same, whatever is wrong: it stands at a field, so it need not name it. */
export function sayIfNot(message: string): { readonly error: string } {
  return { error: `${message}.` };
}

/** A text of `min` to `max` characters, blanks around it not counted. */
export function trimmed(min: number, max: number) {
  const error = sayIfNot(
    min === 0
      ? `must be a text of at most ${max} characters`
      : `must be a text of ${min} to ${max} characters`,
  );
  return z.string(error).trim().min(min, error).max(max, error);
}
