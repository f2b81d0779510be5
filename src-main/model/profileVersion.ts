/** Versions of a profile: each state that was saved, so that a change can be seen and undone. */
import type { Profile } from './profile';

/** Versions that are kept of a profile; the oldest go first. */
export const MAX_PROFILE_VERSIONS = 50;

export type ProfileVersion = {
  /** 1 for the first; the numbers go on when old versions are gone. */
  readonly number: number;
  /** When it was saved, Unix time in ms. */
  readonly at: number;
  /**
   * Who saved it, as the audit names them; empty for a state that was found and not saved by
   * anybody here: the first one, or one that was written into the file by hand.
   */
  readonly by: string;
  /** Number of the version that was gone back to; null when it was saved from a form. */
  readonly restored: number | null;
  readonly profile: Profile;
};
