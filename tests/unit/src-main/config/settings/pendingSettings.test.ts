import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { twistingBox, useSettingsFolder, viewOf } from '#support/settingsFolder';

const { savedFile, load } = useSettingsFolder();

describe('a saved change that waits for a restart', () => {
  it('keeps other settings until the restart and says so', async () => {
    const store = await load();
    await store.update({ API_PORT: '9000' });
    expect(store.current.apiPort).toBe(8000);
    expect(viewOf(store, 'API_PORT')).toMatchObject({
      value: '8000',
      source: 'default',
      pending: { value: '9000', source: 'saved' },
      problem: null,
    });
    expect((await load()).current.apiPort).toBe(9000);
  });

  it.each([
    ['8000', 'saved'],
    ['', 'default'],
  ])('has nothing wait once the old value is back: "%s"', async (text, source) => {
    const store = await load();
    await store.update({ API_PORT: '9000' });
    await store.update({ API_PORT: text });
    expect(viewOf(store, 'API_PORT')).toMatchObject({ value: '8000', source, pending: null });
  });

  it('says that a saved value will be gone after the restart', async () => {
    await (await load()).update({ ARI_USERNAME: 'bob' });
    const store = await load();
    await store.update({ ARI_USERNAME: '' });
    expect(viewOf(store, 'ARI_USERNAME')).toMatchObject({
      value: 'bob',
      source: 'saved',
      pending: { value: 'asterisk', source: 'default' },
    });
  });

  it('takes a wrong value as mended once it is replaced, though the default is in force', async () => {
    await (await load()).update({ API_PORT: '9000' });
    await writeFile(savedFile(), '{"API_PORT": "no port"}');
    const store = await load();
    expect(viewOf(store, 'API_PORT').problem).not.toBeNull();
    await store.update({ API_PORT: '9000' });
    expect(viewOf(store, 'API_PORT')).toMatchObject({
      value: '8000',
      pending: { value: '9000', source: 'saved' },
      problem: null,
    });
  });

  it('tells of a secret that waits for a restart only that it is there', async () => {
    const store = await load({}, twistingBox);
    await store.update({ GOOGLE_API_KEY: 'AIza-secret-key-0123456789' });
    expect(viewOf(store, 'GOOGLE_API_KEY').pending).toEqual({ value: '••••••••', source: 'saved' });
    expect(JSON.stringify(store.list())).not.toContain('6789');
  });
});
