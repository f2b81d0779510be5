/** Finds the profile of a dialled number. */
import { looksAlike, sameNumber } from '#main/rules/phoneNumbers';
import type { Profile } from '#model/profile';

/** A number of a profile that is probably meant, but was not recognised. */
export type Lookalike = { readonly profile: Profile; readonly number: string };

/**
 * The profile that has this number. The same spelling wins over the same number in another
 * spelling.
 * @param country PHONE_COUNTRY.
 */
export function profileOfNumber(
  profiles: readonly Profile[],
  dialed: string,
  country: string,
): Profile | null {
  return (
    profiles.find(({ numbers }) => numbers.includes(dialed)) ??
    profiles.find(({ numbers }) => numbers.some((each) => sameNumber(each, dialed, country))) ??
    null
  );
}

/** The first number of any profile that looks like this one. */
export function lookalikeOf(profiles: readonly Profile[], dialed: string): Lookalike | null {
  for (const profile of profiles) {
    const number = profile.numbers.find((each) => looksAlike(each, dialed));
    if (number !== undefined) {
      return { profile, number };
    }
  }
  return null;
}
