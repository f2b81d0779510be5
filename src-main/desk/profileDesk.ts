import type { ProfileRefusal, ProfileStore } from '#main/config/profiles/profileStore';
import { fail, ok, type Result } from '#main/util/result';
import type { AuditAction, Deed } from '#model/audit';
import type { LookUpTrial, LookUpTried } from '#model/lookUpTrial';
import { type Profile, PROFILE_ID, type ProfileList, type ProfileSaving } from '#model/profile';
import type { ProfileVersion } from '#model/profileVersion';
import type { ToolTrial, ToolTried } from '#model/toolTrial';
import { type Actor, nameOf } from './actor';
import type { DeedOfResult, Deeds } from './deeds';
import type { TryLookUp } from './lookUpTrial';
import type { TryTool } from './toolTrial';

/** The profiles, for one actor. */
export interface ProfileDesk {
  list(): Promise<ProfileList>;
  /** The profile of an id; null when there is none. */
  find(id: string): Promise<Profile | null>;
  /**
   * Saves a profile: a new one, or a new state of the one with its id. A draft with mistakes is not
   * a failure: the answer names them, and the audit gets no entry. Fails with `config` when the
   * file cannot be written.
   */
  save(draft: Readonly<Record<string, unknown>>): Promise<Result<ProfileSaving>>;
  /** The versions of a profile, the newest first. */
  versions(id: string): Promise<readonly ProfileVersion[]>;
  /**
   * Goes back to a version of a profile, which makes a new one. Fails with `not-found`, and as
   * `save` does: its numbers may be those of another profile by now.
   */
  restore(id: string, number: number): Promise<Result<ProfileSaving>>;
  /**
   * Removes a profile and its versions. Fails with `not-found`, `invalid-state` (the default
   * profile) or `config`.
   */
  remove(id: string): Promise<Result<void>>;
  /**
   * Makes the look-up of a profile, saved or not, for a made-up caller. Fails with `invalid-state`
   * where it has none.
   */
  tryLookUp(trial: LookUpTrial): Promise<Result<LookUpTried>>;
  /**
   * Makes the request of an HTTP tool with sample arguments. Fails with `not-found` (no such tool)
   * or `invalid-input` (arguments that do not fit).
   */
  tryTool(trial: ToolTrial): Promise<Result<ToolTried>>;
  /** Calls back after every change, whoever made it. The returned function stops. */
  onChanged(listener: () => void): () => void;
}

export type ProfileDeskParts = {
  readonly profiles: Pick<
    ProfileStore,
    'list' | 'find' | 'save' | 'versions' | 'restore' | 'remove' | 'on'
  >;
  readonly tryLookUp: TryLookUp;
  readonly tryTool: TryTool;
  readonly deeds: Deeds;
};

export function createProfileDesk(
  { profiles, tryLookUp, tryTool, deeds }: ProfileDeskParts,
  actor: Actor,
): ProfileDesk {
  return {
    list: () => Promise.resolve(profiles.list),
    find: (id) => Promise.resolve(profiles.find(id)),
    save: (draft) =>
      deeds.do<ProfileSaving>(actor, unlessInvalid(deed('profile.save', draft['id'])), async () =>
        savingOf(await profiles.save(draft, { by: nameOf(actor), restored: null })),
      ),
    versions: (id) => profiles.versions(id),
    restore: (id, number) =>
      deeds.do<ProfileSaving>(
        actor,
        unlessInvalid(deed('profile.restore', id, { version: number })),
        async () => savingOf(await profiles.restore(id, number, nameOf(actor))),
      ),
    remove: (id) => deeds.do(actor, deed('profile.remove', id), () => profiles.remove(id)),
    tryLookUp: (trial) =>
      deeds.do<LookUpTried>(
        actor,
        unlessInvalid(deed('profile.tryLookUp', trial.profile['id'])),
        () => tryLookUp(trial),
      ),
    tryTool: (trial) =>
      deeds.do<ToolTried>(
        actor,
        unlessInvalid(deed('profile.tryTool', trial.profile['id'], { tool: trial.index })),
        () => tryTool(trial),
      ),
    onChanged: (listener) => profiles.on('changed', listener),
  };
}

/** What came of a saving; a profile with mistakes is not a failure. */
function savingOf(saved: Result<Profile, ProfileRefusal>): Result<ProfileSaving> {
  if (saved.ok) {
    return ok({ state: 'saved', profile: saved.value });
  }
  const { problems } = saved.error;
  return problems.length > 0 ? ok({ state: 'invalid', problems }) : fail(saved.error);
}

/** Nothing was done with a draft that has mistakes. */
function unlessInvalid<T extends { readonly state: string }>(of: Deed): DeedOfResult<T> {
  return (result) => (result.ok && result.value.state === 'invalid' ? null : of);
}

function deed(
  action: Extract<AuditAction, `profile.${string}`>,
  id: unknown,
  params: Deed['params'] = {},
): Deed {
  // Any other text is unchecked input, which the audit must not keep.
  const isId = typeof id === 'string' && PROFILE_ID.test(id);
  return { action, callId: null, params: { profile: isId ? id : '', ...params } };
}
