import type { Rehearsals } from '#main/call/rehearsal/rehearsals';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { done, ok, type Result } from '#main/util/result';
import type { TriedProfile } from '#model/profile';
import type {
  RehearsalResult,
  Rehearsals as RehearsalsOfProfile,
  Scenario,
} from '#model/rehearsal';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';
import { profileOf, savedProfile } from './triedProfiles';

/** Simulated callers who talk with a profile, for one actor. */
export interface RehearsalDesk {
  /**
   * Scenarios and results of a profile, and the rehearsal that goes on. Fails with `not-found`.
   */
  read(profileId: string): Promise<Result<RehearsalsOfProfile>>;
  /** Replaces the scenarios of a profile. Fails with `not-found` or `config`. */
  saveScenarios(profileId: string, scenarios: readonly Scenario[]): Promise<Result<void>>;
  /**
   * Lets a simulated caller talk with a profile, saved or not, and resolves with what came of it.
   * Fails as `Rehearsals.run` does, or with `invalid-input` (a draft with mistakes).
   */
  run(tried: TriedProfile, scenarioId: string): Promise<Result<RehearsalResult>>;
  /** Ends the rehearsal that goes on, whoever began it. Succeeds when none does, too. */
  stop(): Promise<Result<void>>;
}

export type RehearsalDeskParts = {
  readonly profiles: Pick<ProfileStore, 'find' | 'check' | 'versions'>;
  readonly rehearsals: Pick<Rehearsals, 'read' | 'saveScenarios' | 'run' | 'stop'>;
  readonly deeds: Deeds;
};

export function createRehearsalDesk(parts: RehearsalDeskParts, actor: Actor): RehearsalDesk {
  const { profiles, rehearsals, deeds } = parts;
  return {
    read: async (profileId) => {
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
    run: (tried, scenarioId) =>
      deeds.do<RehearsalResult>(
        actor,
        (result) => ({
          action: 'profile.rehearse',
          callId: null,
          params: {
            ...(tried.kind === 'saved' ? { profileId: tried.profileId } : {}),
            ...(result.ok ? { outcome: result.value.outcome } : {}),
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
    stop: () => {
      rehearsals.stop();
      return Promise.resolve(done);
    },
  };
}
