/** The file that keeps the profiles. */
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import { jsonIn } from '#main/util/json';
import type { Result } from '#main/util/result';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import type { Profile, ProfileList } from '#model/profile';
import { readText } from '../settings/files';
import { problemsAsOne, profileProblems, profileSchema } from './profileSchema';

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
    return { profiles: [], problem: onlyDefault(text.error.phrase) };
  }
  if (text.value.trim() === '') {
    return { profiles: [], problem: null };
  }
  const parsed = fileSchema.safeParse(jsonIn(text.value));
  if (!parsed.success) {
    return { profiles: [], problem: onlyDefault(phrase('profiles.not-profiles', { file })) };
  }
  return readEach(file, parsed.data.profiles);
}

/** Writes all profiles in one atomic step. Fails with `config`. */
export function writeProfiles(file: string, profiles: readonly Profile[]): Promise<Result<void>> {
  return writeJsonFile(file, { version: VERSION, profiles });
}

function readEach(file: string, entries: readonly unknown[]): ProfileList {
  const profiles: Profile[] = [];
  const problems: Phrase[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = profileSchema.safeParse(entry);
    if (!parsed.success) {
      const why = problemsAsOne(profileProblems(parsed.error).slice(0, 1));
      problems.push(phrase('profiles.number-wrong', { number: index + 1, why }));
    } else if (profiles.some(({ id }) => id === parsed.data.id)) {
      const why = phrase('profiles.id-taken', { id: parsed.data.id });
      problems.push(phrase('profiles.number-wrong', { number: index + 1, why }));
    } else {
      profiles.push(parsed.data);
    }
  }
  const why = joined('sentences', problems);
  return { profiles, problem: why === null ? null : phrase('profiles.some-wrong', { file, why }) };
}

function onlyDefault(why: Phrase): Phrase {
  return joined('sentences', [why, phrase('profiles.only-default')]);
}
