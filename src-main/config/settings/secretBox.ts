/** Locks texts away with a key that the operating system keeps for this user. */
export interface SecretBox {
  /**
   * Whether the operating system gives the key. `locked`: it does not at this moment. `none`: this
   * program cannot ask for it, as plain Node.
   */
  readonly access: 'open' | 'locked' | 'none';
  /** Encrypted form, base64. Throws when it is not open. */
  encrypt(text: string): string;
  /** The text again. Throws when it was encrypted by another user or machine, or is damaged. */
  decrypt(encrypted: string): string;
}

/** For programs without such a key (plain Node): secrets come from the environment or .env only. */
export const noSecretBox: SecretBox = {
  access: 'none',
  encrypt: refuse,
  decrypt: refuse,
};

function refuse(): never {
  throw new Error('no protected storage for secrets here');
}
