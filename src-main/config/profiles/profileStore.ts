import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sameNumber } from '#main/rules/phoneNumbers';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { type Listener, TypedEmitter } from '#main/util/typedEmitter';
import { joined, type Phrase, phrase, type PlacedProblem } from '#model/phrases/phrase';
import { DEFAULT_PROFILE_ID, type Profile, type ProfileList } from '#model/profile';
import type { ProfileVersion } from '#model/profileVersion';
import { type Lookalike, lookalikeOf, profileOfNumber } from './dialedNumber';
import { readProfiles, writeProfiles } from './profileFile';
import { placeholderProblems } from './profilePlaceholders';
import { DEFAULT_PROFILE, problemsAsOne, profileProblems, profileSchema } from './profileSchema';
import { ProfileVersions, type VersionOrigin } from './profileVersions';

/** Most profiles; each is kept in memory and searched for every call. */
const MAX_PROFILES = 200;

export type ProfileEvents = {
  /** A profile was saved or removed. */
  changed: ProfileList;
};

/** What decides which profile a call gets. */
type ProfiledCall = { readonly dialedNumber: string; readonly profileId: string };

/** Why a profile was not saved; `problems` names the fields to correct. */
export type ProfileRefusal = CordboardError & { readonly problems: readonly PlacedProblem[] };

/** A saving that no person is known for. */
const BY_NOBODY: VersionOrigin = { by: '', restored: null };

/**
 * The profiles of the program, kept in one file. A running call keeps the profile with which it
 * began.
 */
export class ProfileStore {
  readonly #file: string;
  readonly #country: () => string;
  readonly #versions: ProfileVersions;
  readonly #events = new TypedEmitter<ProfileEvents>();
  #profiles: readonly Profile[];
  #problem: Phrase | null;
  #saving: Promise<unknown> = Promise.resolve();

  private constructor(file: string, country: () => string, read: ProfileList) {
    this.#file = file;
    this.#country = country;
    this.#versions = new ProfileVersions(join(dirname(file), 'profile-versions'));
    this.#profiles = inOrder(read.profiles);
    this.#problem = read.problem;
  }

  /**
   * Reads the profiles. Never fails: unusable profiles are left out, `list.problem` says why, and
   * the old file is kept as `<file>.broken`. The default profile always exists.
   * @param file Path of profiles.json; it need not exist.
   * @param country PHONE_COUNTRY, as it is at the moment.
   */
  static async load(file: string, country: () => string = () => ''): Promise<ProfileStore> {
    const { profiles, problem } = await readProfiles(file);
    if (problem === null) {
      return new ProfileStore(file, country, { profiles, problem });
    }
    const aside = `${file}.broken`;
    const kept = await copyFile(file, aside).then(
      () => [phrase('profiles.kept-aside', { aside })],
      () => [],
    );
    const said = joined('sentences', [problem, ...kept]);
    return new ProfileStore(file, country, { profiles, problem: said });
  }

  /** All profiles, the default one first. The object is replaced, never changed. */
  get list(): ProfileList {
    return { profiles: this.#profiles, problem: this.#problem };
  }

  /** Subscribes to changes; the returned function unsubscribes. */
  on<Name extends keyof ProfileEvents>(
    name: Name,
    listener: Listener<ProfileEvents[Name]>,
  ): () => void {
    return this.#events.on(name, listener);
  }

  /** The profile with this id, or null. */
  find(id: string): Profile | null {
    return this.#profiles.find((profile) => profile.id === id) ?? null;
  }

  /**
   * The profile of a call: the named one, else that of the dialled number, else the default one.
   */
  forCall(call: ProfiledCall): Profile {
    return this.#named(call) ?? this.find(DEFAULT_PROFILE_ID) ?? DEFAULT_PROFILE;
  }

  /**
   * The number that a call probably came for, when it gets the default profile because no profile
   * has its number; null when none looks like it.
   */
  lookalike(call: ProfiledCall): Lookalike | null {
    return this.#named(call) === null ? lookalikeOf(this.#profiles, call.dialedNumber) : null;
  }

  /**
   * Reads a profile that shall be tried before it is saved; its numbers may be those of another.
   * Fails with `invalid-input` (with the problems of each field).
   */
  check(input: unknown): Result<Profile, ProfileRefusal> {
    return this.#read(input, () => []);
  }

  /**
   * Saves a profile: a new one, or in place of the one with its id. Fails with `invalid-input`
   * (with the problems of each field) or `config` (not writable).
   */
  save(input: unknown, origin = BY_NOBODY): Promise<Result<Profile, ProfileRefusal>> {
    return this.#inTurn(() => this.#save(input, origin));
  }

  /** The versions of a profile, the newest first; none if there is no such profile. */
  versions(id: string): Promise<readonly ProfileVersion[]> {
    return this.#versions.list(id);
  }

  /**
   * Goes back to a version of a profile, by saving it again. Fails with `not-found`, or as `save`.
   */
  restore(id: string, number: number, by: string): Promise<Result<Profile, ProfileRefusal>> {
    return this.#inTurn(async () => {
      const versions = await this.#versions.list(id);
      const version = versions.find((each) => each.number === number);
      return version === undefined
        ? fail({ ...cordboardError('not-found', phrase('profile.version-gone')), problems: [] })
        : await this.#save(version.profile, { by, restored: number });
    });
  }

  /**
   * Removes a profile, with its versions. Fails with `not-found`, `invalid-state` (the default
   * profile) or `config` (not writable).
   */
  remove(id: string): Promise<Result<void>> {
    return this.#inTurn(() => this.#remove(id));
  }

  #named(call: ProfiledCall): Profile | null {
    return (
      this.find(call.profileId) ??
      profileOfNumber(this.#profiles, call.dialedNumber, this.#country())
    );
  }

  /**
   * Runs changes one after the other: overlapping ones would each write the file without the
   * other's change.
   */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#saving.then(work);
    this.#saving = result.catch(() => undefined);
    return result;
  }

  /** @param othersOf The profiles beside which it must have its place. */
  #read(
    input: unknown,
    othersOf: (profile: Profile) => readonly Profile[],
  ): Result<Profile, ProfileRefusal> {
    const parsed = profileSchema.safeParse(input);
    if (!parsed.success) {
      return refusal(profileProblems(parsed.error));
    }
    const profile = parsed.data;
    const problems = [
      ...placeholderProblems(profile),
      ...conflicts(profile, othersOf(profile), this.#country()),
    ];
    return problems.length > 0 ? refusal(problems) : ok(profile);
  }

  async #save(input: unknown, origin: VersionOrigin): Promise<Result<Profile, ProfileRefusal>> {
    const othersOf = ({ id }: Profile) => this.#profiles.filter((other) => other.id !== id);
    const read = this.#read(input, othersOf);
    if (!read.ok) {
      return read;
    }
    const profile = read.value;
    // First, so that no state is replaced that cannot be gone back to.
    const kept = await this.#versions.keep(this.find(profile.id), profile, origin);
    const written = kept.ok ? await this.#write([...othersOf(profile), profile]) : kept;
    return written.ok ? ok(profile) : fail({ ...written.error, problems: [] });
  }

  async #remove(id: string): Promise<Result<void>> {
    if (this.find(id) === null) {
      return fail(cordboardError('not-found', phrase('profile.gone')));
    }
    if (id === DEFAULT_PROFILE_ID) {
      return fail(cordboardError('invalid-state', phrase('profile.default-stays')));
    }
    const written = await this.#write(this.#profiles.filter((profile) => profile.id !== id));
    if (written.ok) {
      await this.#versions.forget(id);
    }
    return written;
  }

  async #write(profiles: readonly Profile[]): Promise<Result<void>> {
    const next = inOrder(profiles);
    const written = await writeProfiles(this.#file, next);
    if (!written.ok) {
      return written;
    }
    this.#profiles = next;
    this.#problem = null;
    this.#events.emit('changed', this.list);
    return done;
  }
}

/** The fields of a profile that conflict with other profiles. */
function conflicts(
  profile: Profile,
  others: readonly Profile[],
  country: string,
): readonly PlacedProblem[] {
  const problems: PlacedProblem[] = profile.numbers.flatMap((number, index) => {
    const isTaken = (each: string) => sameNumber(each, number, country);
    const other = others.find(({ numbers }) => numbers.some(isTaken));
    const path = `numbers.${index}`;
    return other === undefined
      ? []
      : [{ path, phrase: phrase('profile.number-taken', { number, name: other.name }) }];
  });
  return others.length >= MAX_PROFILES
    ? [{ path: '', phrase: phrase('profiles.too-many', { max: MAX_PROFILES }) }, ...problems]
    : problems;
}

function refusal(problems: readonly PlacedProblem[]): Result<never, ProfileRefusal> {
  return fail({ ...cordboardError('invalid-input', problemsAsOne(problems)), problems });
}

/** The default profile first, then by name. */
function inOrder(profiles: readonly Profile[]): readonly Profile[] {
  const rest = profiles
    .filter(({ id }) => id !== DEFAULT_PROFILE_ID)
    .sort((a, b) => a.name.localeCompare(b.name));
  return [profiles.find(({ id }) => id === DEFAULT_PROFILE_ID) ?? DEFAULT_PROFILE, ...rest];
}
