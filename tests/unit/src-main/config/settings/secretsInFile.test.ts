import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { missingBox, twistingBox, useSettingsFolder, viewOf } from '#support/settingsFolder';

const { load, secretsFile, openSecretsFile } = useSettingsFolder();

const KEY = { GOOGLE_API_KEY: 'AIza-secret-key-0123456789' };

/** Settings on a system without a key store, of somebody who allowed the file. */
async function allowed() {
  const store = await load({}, missingBox);
  expect(await store.update({ SECRETS_IN_FILE: 'true' })).toMatchObject({ ok: true });
  return store;
}

describe('secrets on a system without a key store', () => {
  it('are refused, and say how a file is allowed', async () => {
    const store = await load({}, missingBox);
    const refused = await store.update(KEY);
    expect(refused).toMatchObject({
      error: { kind: 'refused', phrase: { code: 'setting.no-key-store' } },
    });
    await expect(stat(openSecretsFile())).rejects.toThrow('ENOENT');
  });

  it('are kept where it is allowed, in a file that only its owner can read', async () => {
    const store = await allowed();
    expect(await store.update(KEY)).toMatchObject({ ok: true });
    expect((await stat(openSecretsFile())).mode & 0o777).toBe(0o600);
    await expect(stat(secretsFile())).rejects.toThrow('ENOENT');
    const again = await load({}, missingBox);
    expect(again.current.googleApiKey).toBe(KEY.GOOGLE_API_KEY);
    expect(viewOf(again, 'GOOGLE_API_KEY')).toMatchObject({ source: 'saved', problem: null });
    expect(JSON.stringify(again.list())).not.toContain('AIza');
    expect(again.secrets).toContain(KEY.GOOGLE_API_KEY);
  });

  it('can be changed and taken away again, and the last one takes the file with it', async () => {
    const store = await allowed();
    await store.update({ ...KEY, ARI_PASSWORD: 'horse' });
    await store.update({ ARI_PASSWORD: 'donkey' });
    expect((await load({}, missingBox)).current).toMatchObject({
      googleApiKey: KEY.GOOGLE_API_KEY,
      ariPassword: 'donkey',
    });
    await store.update({ SECRETS_IN_FILE: '' });
    expect((await store.update({ ARI_PASSWORD: '', GOOGLE_API_KEY: '' })).ok).toBe(true);
    await expect(stat(openSecretsFile())).rejects.toThrow('ENOENT');
  });

  it('go to the key store with the next secret once there is one', async () => {
    await (await allowed()).update(KEY);
    const store = await load({}, twistingBox);
    expect(store.current.googleApiKey).toBe(KEY.GOOGLE_API_KEY);
    await store.update({ ARI_PASSWORD: 'horse' });
    await expect(stat(openSecretsFile())).rejects.toThrow('ENOENT');
    expect(await readFile(secretsFile(), 'utf8')).not.toContain('AIza');
    expect((await load({}, twistingBox)).current.googleApiKey).toBe(KEY.GOOGLE_API_KEY);
  });

  it('stand in for those that a key store protected, which are not lost by others', async () => {
    await (await load({}, twistingBox)).update({ ...KEY, ARI_PASSWORD: 'horse' });
    const store = await allowed();
    expect(store.fileProblems).toHaveLength(2);
    await store.update({ ARI_PASSWORD: 'donkey' });
    expect((await load({}, missingBox)).fileProblems).toMatchObject([
      { kind: 'sealed-secret', setting: 'GOOGLE_API_KEY' },
    ]);
    expect((await load({}, twistingBox)).current).toMatchObject({
      googleApiKey: KEY.GOOGLE_API_KEY,
      ariPassword: 'donkey',
    });
  });

  it('keep a damaged file aside, and say what is wrong with it', async () => {
    await (await allowed()).update(KEY);
    await writeFile(openSecretsFile(), '{"GOOGLE_API_KEY": ');
    const store = await load({}, missingBox);
    expect(store.fileProblems).toMatchObject([{ kind: 'unreadable', path: openSecretsFile() }]);
    await store.update(KEY);
    expect(store.fileProblems).toEqual([]);
    expect(await readFile(`${openSecretsFile()}.broken`, 'utf8')).toBe('{"GOOGLE_API_KEY": ');
  });
});
