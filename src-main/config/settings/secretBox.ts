/** Locks texts away with a key that the operating system keeps for this user. */
export interface SecretBox {
  /** Whether the operating system offers such a key. */
  readonly available: boolean;
  /** Encrypted form, base64. Throws when not available. */
  encrypt(text: string): string;
  /** The text again. Throws when it was encrypted by another user or machine, or is damaged. */
  decrypt(encrypted: string): string;
}

/** For programs without such a key (plain Node): secrets come from the environment or .env only. */
export const noSecretBox: SecretBox = {
  available: false,
  encrypt: refuse,
  decrypt: refuse,
};

function refuse(): never {
  throw new Error('no protected storage for secrets here');
}
