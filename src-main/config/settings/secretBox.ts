/** Encrypts texts with a key that the operating system keeps for this user. */
export interface SecretBox {
  /**
   * Whether the key is available. `locked`: not at this moment. `missing`: the system has no store
   * for keys. `none`: this program cannot ask for it, because it is plain Node.
   */
  readonly access: 'open' | 'locked' | 'missing' | 'none';
  /** Encrypts a text to base64. Throws unless `access` is `open`. */
  encrypt(text: string): string;
  /** Decrypts. Throws if another user or machine has encrypted the text, or it is damaged. */
  decrypt(encrypted: string): string;
}

/** For programs without such a key (plain Node): secrets come only from the environment or .env. */
export const noSecretBox: SecretBox = {
  access: 'none',
  encrypt: refuse,
  decrypt: refuse,
};

function refuse(): never {
  throw new Error('no protected storage for secrets here');
}
