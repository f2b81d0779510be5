import type { Rehearsals } from '#main/call/rehearsal/rehearsals';
import type { TestCalls, TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Profile, TriedProfile } from '#model/profile';
import type {
  RehearsalResult,
  Rehearsals as RehearsalsOfProfile,
  Scenario,
} from '#model/rehearsal';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';

/** Trials of profiles, made at the desk itself, for one actor. */
export interface TrialDesk {
  /**
   * Scenarios and results of a profile, and the rehearsal that goes on. Fails with `not-found`.
   */
  rehearsals(profileId: string): Promise<Result<RehearsalsOfProfile>>;
  /** Replaces the scenarios of a profile. Fails with `not-found` or `config`. */
  saveScenarios(profileId: string, scenarios: readonly Scenario[]): Promise<Result<void>>;
  /**
   * Lets a simulated caller talk with a profile, saved or not, and resolves with what came of it.
   * Fails as `Rehearsals.run` does, or with `invalid-input` (a draft with mistakes).
   */
  rehearse(tried: TriedProfile, scenarioId: string): Promise<Result<RehearsalResult>>;
  /** Ends the rehearsal that goes on, whoever began it. */
  stopRehearsal(): void;
  /**
   * Makes a test call: the actor speaks as the caller, and the profile's agent answers. Fails with
   * `not-found` (no such profile), `invalid-input` (a draft with mistakes), or as
   * `TestCalls.openTest` does.
   */
  test(tried: TriedProfile, handlers: TestLineHandlers): Promise<Result<TestLine>>;
}

export type TrialDeskParts = {
  readonly profiles: Pick<ProfileStore, 'find' | 'check' | 'versions'>;
  readonly rehearsals: Pick<Rehearsals, 'read' | 'saveScenarios' | 'run' | 'stop'>;
  readonly testCalls: TestCalls;
  readonly deeds: Deeds;
};

export function createTrialDesk(parts: TrialDeskParts, actor: Actor): TrialDesk {
  const { profiles, testCalls, rehearsals, deeds } = parts;
  return {
    rehearsals: async (profileId) => {
      const profile = savedProfile(profiles, profileId);
      return profile.ok ? ok(await rehearsals.read(profile.value)) : profile;
    },
    saveScenarios: (profileId, scenarios) =>
      deeds.do(
        actor,
        {
          action: 'profile.saveScenarios',
          callId: null,
          params: { profile: profileId, scenarios: scenarios.length },
        },
        () => {
          const profile = savedProfile(profiles, profileId);
          return profile.ok ? rehearsals.saveScenarios(profileId, scenarios) : profile;
        },
      ),
    rehearse: (tried, scenarioId) =>
      deeds.do<RehearsalResult>(
        actor,
        (result) => ({
          action: 'profile.rehearse',
          callId: null,
          params: {
            ...(tried.kind === 'saved' ? { profileId: tried.profileId } : {}),
            ...(result.ok ? { passed: result.value.passed } : {}),
          },
        }),
        async () => {
          const profile = profileOf(profiles, tried);
          if (!profile.ok) {
            return profile;
          }
          const [newest] = tried.kind === 'saved' ? await profiles.versions(tried.profileId) : [];
          const version = newest?.number ?? null;
          const by = nameOf(actor);
          return await rehearsals.run({ profile: profile.value, version, scenarioId, by });
        },
      ),
    stopRehearsal: () => {
      rehearsals.stop();
    },
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
  return savedProfile(profiles, tried.profileId);
}

function savedProfile(profiles: Pick<ProfileStore, 'find'>, id: string): Result<Profile> {
  const profile = profiles.find(id);
  return profile === null ? fail(cordboardError('not-found', phrase('profile.gone'))) : ok(profile);
}
