import type { SecretBox } from '#main/config/settings/secretBox';

/**
 * The part of Electron's safeStorage that Cordboard uses. Its type is written out here because
 * newer versions mark it as deprecated, in favour of asynchronous functions that Electron 33 does
 * not have.
 */
export type KeyStore = {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
};

/**
 * A SecretBox on the operating system's key store. Make it when the app is ready. On Linux without
 * a key store, Chromium falls back to a key that is the same everywhere (`basic_text`). That
 * protects nothing, so the box counts as missing.
 */
export function createSecretBox(
  keyStore: KeyStore,
  platform: NodeJS.Platform = process.platform,
): SecretBox {
  const isMissing = platform === 'linux' && keyStore.getSelectedStorageBackend() === 'basic_text';
  const isOpen = !isMissing && keyStore.isEncryptionAvailable();
  const guard = () => {
    if (!isOpen) {
      throw new Error('this system offers no protected storage for secrets');
    }
  };
  return {
    access: isOpen ? 'open' : isMissing ? 'missing' : 'locked',
    encrypt(text) {
      guard();
      return keyStore.encryptString(text).toString('base64');
    },
    decrypt(encrypted) {
      guard();
      return keyStore.decryptString(Buffer.from(encrypted, 'base64'));
    },
  };
}
