/** Helpers that the schemas of profiles and their tools share. */
import { z } from 'zod';
import { saying } from '#main/util/issuePhrase';
import { phrase } from '#model/phrases/phrase';

/** A text of `min` to `max` characters; blanks around it are removed. */
export function trimmed(min: number, max: number) {
  const error = saying(
    min === 0 ? phrase('profile.text-at-most', { max }) : phrase('profile.text', { min, max }),
  );
  return z.string(error).trim().min(min, error).max(max, error);
}
