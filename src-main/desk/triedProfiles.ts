import type { ProfileStore } from '#main/config/profiles/profileStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Profile, TriedProfile } from '#model/profile';

/** The profile that is to be tried. Fails with `not-found`, or `invalid-input` for a draft. */
export function profileOf(
  profiles: Pick<ProfileStore, 'find' | 'check'>,
  tried: TriedProfile,
): Result<Profile> {
  if (tried.kind === 'draft') {
    return profiles.check(tried.draft);
  }
  return savedProfile(profiles, tried.profileId);
}

/** Fails with `not-found`. */
export function savedProfile(profiles: Pick<ProfileStore, 'find'>, id: string): Result<Profile> {
  const profile = profiles.find(id);
  return profile === null ? fail(cordboardError('not-found', phrase('profile.gone'))) : ok(profile);
}
