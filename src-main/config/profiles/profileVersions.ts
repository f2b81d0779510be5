/** Keeps the versions of each profile, in a file of its own beside the profiles. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import { jsonIn } from '#main/util/json';
import { done, ok, type Result } from '#main/util/result';
import type { Profile } from '#model/profile';
import { MAX_PROFILE_VERSIONS, type ProfileVersion } from '#model/profileVersion';
import { readText } from '../settings/files';
import { profileSchema } from './profileSchema';

/** Version of the file's format. */
const FORMAT = 1;

const fileSchema = z.object({ version: z.literal(FORMAT), versions: z.array(z.unknown()) });

/** One version, in the file and in the HTTP API. */
export const versionSchema = z.object({
  number: z.int().min(1),
  at: z.number(),
  by: z.string(),
  restored: z.int().nullable(),
  profile: profileSchema,
}) satisfies z.ZodType<ProfileVersion>;

/** Who saves, and from where. */
export type VersionOrigin = Pick<ProfileVersion, 'by' | 'restored'>;

export class ProfileVersions {
  readonly #folder: string;

  /** @param folder It need not exist. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The versions of a profile, the newest first. Those that cannot be read are left out. */
  async list(id: string): Promise<readonly ProfileVersion[]> {
    const versions = await this.#read(id);
    return versions.ok ? versions.value : [];
  }

  /**
   * Keeps a state that is about to be saved, unless it is that of the newest version. The state
   * before it is kept too where nobody has: profiles are older than versions, and their file may be
   * written by hand. Fails with `config` when the file cannot be read or written.
   */
  async keep(
    before: Profile | null,
    profile: Profile,
    origin: VersionOrigin,
  ): Promise<Result<void>> {
    const read = await this.#read(profile.id);
    if (!read.ok) {
      return read;
    }
    const at = Date.now();
    const found = before === null ? read.value : withState(read.value, before, { ...FOUND, at });
    const versions = withState(found, profile, { ...origin, at });
    return versions === read.value
      ? done
      : await writeJsonFile(this.#fileOf(profile.id), { version: FORMAT, versions });
  }

  /** Removes all versions of a profile, as far as that is possible. */
  async forget(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true }).catch(() => undefined);
  }

  async #read(id: string): Promise<Result<readonly ProfileVersion[]>> {
    const text = await readText(this.#fileOf(id));
    if (!text.ok) {
      return text;
    }
    const parsed = fileSchema.safeParse(jsonIn(text.value));
    const entries = parsed.success ? parsed.data.versions : [];
    return ok(
      entries.flatMap((entry) => {
        const version = versionSchema.safeParse(entry);
        return version.success ? [version.data] : [];
      }),
    );
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

const FOUND: VersionOrigin = { by: '', restored: null };

/** The versions with one more in front, unless the newest one is the same state. */
function withState(
  versions: readonly ProfileVersion[],
  profile: Profile,
  origin: VersionOrigin & { readonly at: number },
): readonly ProfileVersion[] {
  const [newest] = versions;
  if (newest !== undefined && isDeepStrictEqual(newest.profile, profile)) {
    return versions;
  }
  const version = { number: (newest?.number ?? 0) + 1, ...origin, profile };
  return [version, ...versions].slice(0, MAX_PROFILE_VERSIONS);
}
