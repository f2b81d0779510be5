import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { MAX_PROFILE_VERSIONS } from '#model/profileVersion';
import { aProfile } from '#support/profiles';

let dir = '';
let store: ProfileStore;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'cordboard-versions-'));
  store = await ProfileStore.load(path.join(dir, 'profiles.json'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const fileOf = (id: string) => path.join(dir, 'profile-versions', `${id}.json`);

const save = (name: string, by = 'window:ann') =>
  store.save(aProfile({ name }), { by, restored: null });

const versions = async () =>
  (await store.versions('sales')).map(({ number, by, restored, profile }) => ({
    ...{ number, by, restored },
    name: profile.name,
  }));

describe('the versions of a profile', () => {
  it('are its savings with who saved, the newest first, for the eyes of their owner', async () => {
    await save('One');
    await save('Two', 'api:crm');
    expect(await versions()).toEqual([
      { number: 2, by: 'api:crm', restored: null, name: 'Two' },
      { number: 1, by: 'window:ann', restored: null, name: 'One' },
    ]);
    expect((await stat(fileOf('sales'))).mode & 0o777).toBe(0o600);
  });

  it('get no more where a saving changes nothing', async () => {
    await save('One');
    await save('One', 'api:crm');
    expect(await versions()).toHaveLength(1);
  });

  it('can be gone back to, which is a version too', async () => {
    await save('One');
    await save('Two');
    expect(await store.restore('sales', 1, 'window:bob')).toMatchObject({ ok: true });
    expect(store.find('sales')?.name).toBe('One');
    expect((await versions())[0]).toEqual({
      ...{ number: 3, by: 'window:bob', restored: 1, name: 'One' },
    });
  });

  it('are not gone back to when there is none, or when it fits no more', async () => {
    await save('One');
    expect(await store.restore('sales', 7, '')).toMatchObject({ error: { kind: 'not-found' } });
    await store.save(aProfile({ numbers: ['7000'] }));
    await store.save(aProfile({ numbers: [] }));
    await store.save(aProfile({ id: 'night', numbers: ['7000'] }));
    expect(await store.restore('sales', 2, '')).toMatchObject({
      error: { kind: 'invalid-input', problems: [{ path: 'numbers.0' }] },
    });
  });

  it('have the state from before the first saving, and one that somebody wrote by hand', async () => {
    await save('One');
    const file = path.join(dir, 'profiles.json');
    await rm(fileOf('sales'));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"One"', '"By hand"'));
    store = await ProfileStore.load(file);
    await save('Two');
    expect(await versions()).toMatchObject([
      { by: 'window:ann', name: 'Two' },
      { by: '', name: 'By hand' },
    ]);
  });

  it('are the newest ones only, and keep their numbers', async () => {
    for (let count = 1; count <= MAX_PROFILE_VERSIONS + 2; count += 1) {
      await save(`Version ${count}`);
    }
    const kept = await versions();
    expect(kept).toHaveLength(MAX_PROFILE_VERSIONS);
    expect(kept[0]).toMatchObject({ number: MAX_PROFILE_VERSIONS + 2 });
    expect(kept.at(-1)).toMatchObject({ number: 3, name: 'Version 3' });
  });

  it('go with the profile', async () => {
    await save('One');
    await store.remove('sales');
    expect(await versions()).toEqual([]);
    await save('Anew');
    expect(await versions()).toMatchObject([{ number: 1, name: 'Anew' }]);
  });

  it('that cannot be read are left out, and cost no saving', async () => {
    await mkdir(path.dirname(fileOf('sales')), { recursive: true });
    await writeFile(fileOf('sales'), '{"version":1,"versions":[{"number":"x"}]}');
    expect(await save('One')).toMatchObject({ ok: true });
    expect(await versions()).toMatchObject([{ number: 1 }]);
  });

  it('must be written before a state is replaced', async () => {
    await save('One');
    await rm(fileOf('sales'));
    await mkdir(fileOf('sales'));
    expect(await save('Two')).toMatchObject({ error: { kind: 'config', problems: [] } });
    expect(store.find('sales')?.name).toBe('One');
  });
});
