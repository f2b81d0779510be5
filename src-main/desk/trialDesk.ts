import type { TestCalls, TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Profile, TriedProfile } from '#model/profile';
import type { Actor } from './actor';
import type { Deeds } from './deeds';

/** Calls that are made at the desk itself, for one actor. */
export interface TrialDesk {
  /**
   * Makes a test call: the actor speaks as the caller, and the profile's agent answers. Fails with
   * `not-found` (no such profile), `invalid-input` (a draft with mistakes), or as
   * `TestCalls.openTest` does.
   */
  test(tried: TriedProfile, handlers: TestLineHandlers): Promise<Result<TestLine>>;
}

export type TrialDeskParts = {
  readonly profiles: Pick<ProfileStore, 'find' | 'check'>;
  readonly testCalls: TestCalls;
  readonly deeds: Deeds;
};

export function createTrialDesk(parts: TrialDeskParts, actor: Actor): TrialDesk {
  const { profiles, testCalls, deeds } = parts;
  return {
    test: (tried, handlers) =>
      deeds.do<TestLine>(
        actor,
        (opened) => ({
          action: 'call.test',
          callId: opened.ok ? opened.value.callId : null,
          params: tried.kind === 'saved' ? { profileId: tried.profileId } : {},
        }),
        () => {
          const profile = profileOf(profiles, tried);
          return profile.ok ? testCalls.openTest(profile.value, actor.name, handlers) : profile;
        },
      ),
  };
}

function profileOf(profiles: TrialDeskParts['profiles'], tried: TriedProfile): Result<Profile> {
  if (tried.kind === 'draft') {
    return profiles.check(tried.draft);
  }
  const profile = profiles.find(tried.profileId);
  return profile === null ? fail(cordboardError('not-found', phrase('profile.gone'))) : ok(profile);
}
