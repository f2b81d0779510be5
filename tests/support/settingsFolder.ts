/** Settings in files of their own, for tests of how they are kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { SecretBox } from '#main/config/settings/secretBox';
import { SettingsStore } from '#main/config/settings/settingsStore';

/** Twists the bits: enough to see that what is stored is not the text. */
export const twistingBox: SecretBox = {
  access: 'open',
  encrypt: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a)).toString('base64'),
  decrypt: (text) => Buffer.from(Buffer.from(text, 'base64').map((byte) => byte ^ 0x5a)).toString(),
};

/** That of a system without a key store. */
export const missingBox: SecretBox = { access: 'missing', encrypt: refuse, decrypt: refuse };

function refuse(): never {
  throw new Error('no key store');
}

/** A folder that each test finds empty. */
export function useSettingsFolder() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cordboard-config-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const envFile = () => join(folder, '.env');
  const savedFile = () => join(folder, 'data', 'settings.json');
  return {
    path: () => folder,
    envFile,
    savedFile,
    secretsFile: () => join(folder, 'data', 'secrets.json'),
    openSecretsFile: () => join(folder, 'data', 'secrets-unprotected.json'),
    load: (env: Record<string, string> = {}, secretBox?: SecretBox): Promise<SettingsStore> =>
      SettingsStore.load({
        env,
        envFilePath: envFile(),
        savedFilePath: savedFile(),
        ...(secretBox === undefined ? {} : { secretBox }),
      }),
  };
}

/** A setting as it is shown. */
export function viewOf(store: SettingsStore, name: string) {
  return store.list().find((setting) => setting.name === name)!;
}
