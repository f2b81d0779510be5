/**
 * Whether the caller was told that they talk with an AI. `none`: nothing is to be said. `cut`: the
 * sentence began, and the caller did not hear its end. `heard`: they heard it to its end, as far as
 * playout and transcript tell.
 */
export const DISCLOSURES = ['none', 'not-spoken', 'cut', 'heard'] as const;

/** See DISCLOSURES. */
export type Disclosure = (typeof DISCLOSURES)[number];
