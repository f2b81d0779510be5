/** The file that keeps the profiles. */
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import type { Result } from '#main/util/result';
import type { Profile, ProfileList } from '#model/profile';
import { readText } from '../settings/files';
import { profileProblems, profileSchema } from './profileSchema';

/** Version of the file's format. */
const VERSION = 1;

const fileSchema = z.object({ version: z.literal(VERSION), profiles: z.array(z.unknown()) });

/**
 * Reads the usable profiles of a file; `problem` says what is wrong with the rest. A missing file
 * is empty.
 */
export async function readProfiles(file: string): Promise<ProfileList> {
  const text = await readText(file);
  if (!text.ok) {
    return { profiles: [], problem: `${text.error.message} Only the default profile is used.` };
  }
  if (text.value.trim() === '') {
    return { profiles: [], problem: '' };
  }
  const parsed = fileSchema.safeParse(parseJson(text.value));
  if (!parsed.success) {
    const problem = `${file} does not hold profiles as this program writes them. Only the default profile is used.`;
    return { profiles: [], problem };
  }
  return readEach(file, parsed.data.profiles);
}

/** Writes all profiles in one atomic step. Fails with `config`. */
export function writeProfiles(file: string, profiles: readonly Profile[]): Promise<Result<void>> {
  return writeJsonFile(file, { version: VERSION, profiles });
}

function readEach(file: string, entries: readonly unknown[]): ProfileList {
  const profiles: Profile[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = profileSchema.safeParse(entry);
    if (!parsed.success) {
      const [first] = profileProblems(parsed.error);
      problems.push(`number ${index + 1}: ${first?.path ?? ''} ${first?.message ?? ''}`);
    } else if (profiles.some(({ id }) => id === parsed.data.id)) {
      problems.push(`number ${index + 1}: its id ${parsed.data.id} is taken.`);
    } else {
      profiles.push(parsed.data);
    }
  }
  const problem =
    problems.length === 0 ? '' : `${file} has profiles that cannot be used. ${problems.join(' ')}`;
  return { profiles, problem };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
