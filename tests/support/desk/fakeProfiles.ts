import type { ProfileRefusal } from '#main/config/profiles/profileStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Profile, ProfileList, ProfileSaving } from '#model/profile';
import type { ProfileVersion } from '#model/profileVersion';
import { aProfile } from '../profiles';

/** Profiles in memory. A test may set `refusal`, with which changes fail from then on. */
export class FakeProfiles {
  list: ProfileList = { problem: null, profiles: [aProfile({ id: 'default', name: 'Default' })] };
  refusal: ProfileRefusal | null = null;
  readonly #listeners = new Set<(list: ProfileList) => void>();

  /** As the store answers. */
  find(id: string): Profile | null {
    return this.list.profiles.find((profile) => profile.id === id) ?? null;
  }

  /** Follows what `tellChanged` tells. */
  on(_name: 'changed', listener: (list: ProfileList) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells everybody who follows that the profiles have changed. */
  tellChanged(): void {
    for (const listener of this.#listeners) {
      listener(this.list);
    }
  }

  /** As the store answers. */
  check(input: unknown): Result<Profile, ProfileRefusal> {
    return this.refusal === null ? ok(input as Profile) : fail(this.refusal);
  }

  /** As the store answers. */
  save(input: unknown): Promise<Result<Profile, ProfileRefusal>> {
    if (this.refusal !== null) {
      return Promise.resolve(fail(this.refusal));
    }
    const profile = input as Profile;
    this.drop(profile.id);
    this.list = { ...this.list, profiles: [...this.list.profiles, profile] };
    return Promise.resolve(ok(profile));
  }

  /** What `versions` answers, and `restore` goes back to. */
  kept: readonly ProfileVersion[] = [];

  /** As the store answers. */
  versions(): Promise<readonly ProfileVersion[]> {
    return Promise.resolve(this.kept);
  }

  /** As the store answers. */
  restore(id: string, number: number): Promise<Result<Profile, ProfileRefusal>> {
    const version = this.kept.find((each) => each.number === number && each.profile.id === id);
    const gone = cordboardError('not-found', phrase('profile.version-gone'));
    return version === undefined
      ? Promise.resolve(fail({ ...gone, problems: [] }))
      : this.save(version.profile);
  }

  /** As the store answers. */
  remove(id: string): Promise<Result<void>> {
    if (this.refusal !== null || !this.list.profiles.some((profile) => profile.id === id)) {
      const missing = cordboardError('not-found', phrase('profile.gone'));
      return Promise.resolve(fail(this.refusal ?? missing));
    }
    this.drop(id);
    return Promise.resolve(done);
  }

  /** As the window is answered. */
  keep(input: unknown): ProfileSaving {
    if (this.refusal !== null) {
      return { state: 'invalid', problems: this.refusal.problems };
    }
    void this.save(input);
    return { state: 'saved', profile: input as Profile };
  }

  /** As the window is answered. */
  drop(id: string): void {
    const profiles = this.list.profiles.filter((profile) => profile.id !== id);
    this.list = { ...this.list, profiles };
  }
}
