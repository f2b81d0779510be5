import { z } from 'zod';
import { saying } from '#main/util/issuePhrase';
import { phrase } from '#model/phrases/phrase';
import { PROFILE_ID } from '#model/profile';

/** Id of a profile, for every door and for the file of profiles. */
export const profileId = z.string().regex(PROFILE_ID, saying(phrase('profile.id')));
