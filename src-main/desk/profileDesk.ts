import type { ProfileStore } from '#main/config/profiles/profileStore';
import { fail, ok, type Result } from '#main/util/result';
import type { Profile, ProfileList, ProfileSaving } from '#model/profile';
import type { Actor } from './actor';
import type { Deeds } from './deeds';

/** Longest part of a draft's id that the audit keeps: nothing has checked it yet. */
const NOTED_ID_CHARS = 40;

/** The profiles, for one actor. */
export interface ProfileDesk {
  list(): Promise<ProfileList>;
  /** The profile of an id; null when there is none. */
  find(id: string): Promise<Profile | null>;
  /**
   * Saves a profile, a new one or in the place of the one with its id. What must be mended in the
   * draft is no failure, and no deed. Fails with `config` when the file cannot be written.
   */
  save(draft: Readonly<Record<string, unknown>>): Promise<Result<ProfileSaving>>;
  /** Fails with `not-found`, `invalid-state` (the default profile) or `config`. */
  remove(id: string): Promise<Result<void>>;
  /** Told of every change, by whomever; the returned function stops. */
  onChanged(listener: () => void): () => void;
}

/** What the profiles are handled by. */
export type ProfileDeskParts = {
  readonly profiles: Pick<ProfileStore, 'list' | 'find' | 'save' | 'remove' | 'on'>;
  readonly deeds: Deeds;
};

/** The profiles for one actor. */
export function createProfileDesk(
  { profiles, deeds }: ProfileDeskParts,
  actor: Actor,
): ProfileDesk {
  return {
    list: () => Promise.resolve(profiles.list),
    find: (id) => Promise.resolve(profiles.find(id)),
    save: async (draft) => {
      const saved = await profiles.save(draft);
      if (!saved.ok && saved.error.problems.length > 0) {
        return ok({ state: 'invalid', problems: saved.error.problems });
      }
      const id = saved.ok ? saved.value.id : String(draft['id']).slice(0, NOTED_ID_CHARS);
      deeds.note(actor, { action: 'profile.save', callId: null, params: { profile: id } }, saved);
      return saved.ok ? ok({ state: 'saved', profile: saved.value }) : fail(saved.error);
    },
    remove: (id) =>
      deeds.do(actor, { action: 'profile.remove', callId: null, params: { profile: id } }, () =>
        profiles.remove(id),
      ),
    onChanged: (listener) => profiles.on('changed', listener),
  };
}
