import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { aLookUp } from '#support/lookUps';
import { wordsIn } from '#support/phrases';
import { anHttpTool, aProfile } from '#support/profiles';

let dir = '';
let file = '';

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'cordboard-profiles-'));
  file = path.join(dir, 'data', 'profiles.json');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const ids = (store: ProfileStore) => store.list.profiles.map(({ id }) => id);

/** Writes a file as somebody else may have, and reads it. */
async function loadText(text: string): Promise<ProfileStore> {
  file = path.join(dir, 'profiles.json');
  await writeFile(file, text);
  return ProfileStore.load(file);
}

describe('the store of profiles', () => {
  it('has the default profile before anything was saved', async () => {
    const store = await ProfileStore.load(file);
    expect(store.list).toMatchObject({ problem: null, profiles: [{ id: 'default' }] });
  });

  it('keeps what was saved, the default profile first and the others by name', async () => {
    const store = await ProfileStore.load(file);
    for (const profile of [
      aProfile({ id: 'b', name: 'Zoo' }),
      aProfile({ id: 'z', name: 'Ape' }),
    ]) {
      expect(await store.save(profile)).toMatchObject({ ok: true });
    }
    await store.save({ id: 'default', name: 'Standard', voice: 'Kore' });
    expect(ids(store)).toEqual(['default', 'z', 'b']);
    const again = await ProfileStore.load(file);
    expect(again.list).toEqual(store.list);
    expect(again.find('default')).toMatchObject({ name: 'Standard', voice: 'Kore' });
  });

  it('loses no change when several come at once', async () => {
    const store = await ProfileStore.load(file);
    const names = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(names.map((id) => store.save(aProfile({ id, name: id }))));
    expect(ids(await ProfileStore.load(file))).toEqual(['default', ...names]);
  });

  it('writes for the eyes of its owner, and leaves no half-written file behind', async () => {
    const store = await ProfileStore.load(file);
    await store.save(aProfile());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(file))).toEqual(['profile-versions', 'profiles.json']);
  });

  it('refuses a profile with what is wrong in it place by place, and keeps the old one', async () => {
    const store = await ProfileStore.load(file);
    await store.save(aProfile());
    const refused = await store.save({ ...aProfile(), name: '', voice: 'Bob' });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', problems: [{ path: 'name' }, { path: 'voice' }] },
    });
    expect(store.find('sales')).toEqual(aProfile());
  });

  it('refuses a placeholder that there is not, at its field, and names those that there are', async () => {
    const store = await ProfileStore.load(file);
    const tool = {
      url: 'https://shop.example/{order}/{channel.TEIR}',
      headers: { 'X-Caller': '{caller_number}', 'X-Key': `\${TOKEN}` },
      fromCall: { customer: '{caller.id}', tier: '{channel.TIER}' },
    };
    const refused = await store.save(
      aProfile({
        systemInstruction: 'Greet {caller_name}. Write {"name": "x"} and \\{name\\}.',
        greeting: 'Today is {{now}}.',
        disclosure: 'An AI of {company}.',
        mailbox: { kind: 'leave-text', text: 'For {name}.' },
        channelVariables: ['TIER'],
        tools: { ...aProfile().tools, http: [anHttpTool(tool)] },
      }),
    );
    const problems = refused.ok ? [] : refused.error.problems;
    expect(problems.map(({ path, phrase: { params } }) => [path, params])).toEqual(
      [
        ['systemInstruction', '{caller_name}'],
        ['greeting', '{{now}}'],
        ['disclosure', '{company}'],
        ['mailbox.text', '{name}'],
        ['tools.http.0.url', '{channel.TEIR}'],
        ['tools.http.0.headers.X-Caller', '{caller_number}'],
        ['tools.http.0.fromCall.customer', '{caller.id}'],
      ].map(([path, place]) => [
        path,
        { place, known: expect.stringContaining('{caller.number}') as string },
      ]),
    );
    expect(wordsIn(problems[0]?.phrase ?? null)).toContain(
      '{weekday} {profile.name} {channel.TIER}',
    );
  });

  it('knows the facts of its look-up everywhere but in the look-up itself', async () => {
    const store = await ProfileStore.load(file);
    const fromCall = { name: '{lookup.name}', dialled: '{call.dialled}' };
    const profile = aProfile({
      systemInstruction: 'Greet {lookup.name}, {lookup.tier}.',
      greeting: 'Hello {lookup.name}!',
      lookUp: aLookUp({ facts: ['name'], fromCall }),
      tools: { ...aProfile().tools, http: [anHttpTool({ fromCall: { who: '{lookup.name}' } })] },
    });
    const refused = await store.save(profile);
    const problems = refused.ok ? [] : refused.error.problems;
    expect(problems.map(({ path, phrase: { params } }) => [path, params])).toMatchObject([
      ['lookUp.fromCall.name', { place: '{lookup.name}' }],
      ['systemInstruction', { place: '{lookup.tier}' }],
    ]);
  });

  it('still takes calls by a profile of before with such a text', async () => {
    const profile = aProfile({ systemInstruction: 'Greet {caller_name}.' });
    const store = await loadText(JSON.stringify({ version: 1, profiles: [profile] }));
    expect(store.list).toMatchObject({ problem: null });
    expect(store.find('sales')?.systemInstruction).toBe('Greet {caller_name}.');
  });

  it('gives a number to one profile only, however it is written', async () => {
    const store = await ProfileStore.load(file);
    await store.save(aProfile({ numbers: ['+34 600 111 222'] }));
    const other = aProfile({ id: 'other', numbers: ['1000', '0034600111222'] });
    expect(await store.save(other)).toMatchObject({
      error: {
        problems: [
          {
            path: 'numbers.1',
            phrase: { code: 'profile.number-taken', params: { name: 'Sales' } },
          },
        ],
      },
    });
  });

  it('removes all but the default profile', async () => {
    const store = await ProfileStore.load(file);
    await store.save(aProfile());
    expect(await store.remove('sales')).toEqual({ ok: true, value: undefined });
    expect(await store.remove('sales')).toMatchObject({ error: { kind: 'not-found' } });
    expect(await store.remove('default')).toMatchObject({ error: { kind: 'invalid-state' } });
    expect(ids(await ProfileStore.load(file))).toEqual(['default']);
  });

  it('tells of changes once they are written', async () => {
    const store = await ProfileStore.load(file);
    const heard = vi.fn();
    store.on('changed', heard);
    await store.save(aProfile());
    await store.save({ id: 'x' });
    expect(heard).toHaveBeenCalledExactlyOnceWith(store.list);
  });

  it('says that it cannot write, and stays as it was', async () => {
    await writeFile(path.join(dir, 'data'), 'a file where the folder should be');
    const store = await ProfileStore.load(file);
    expect(await store.save(aProfile())).toMatchObject({ error: { kind: 'config', problems: [] } });
    expect(ids(store)).toEqual(['default']);
  });
});

describe('a file of profiles that is damaged', () => {
  it.each(['{"version":1,"profil', '[]', '{"version":2,"profiles":[]}', 'null'])(
    'is kept aside, and the default profile used: %s',
    async (text) => {
      const store = await loadText(text);
      expect(ids(store)).toEqual(['default']);
      expect(wordsIn(store.list.problem)).toContain(`${file}.broken`);
      await store.save(aProfile());
      expect(await readFile(`${file}.broken`, 'utf8')).toBe(text);
      expect(store.list.problem).toBeNull();
    },
  );

  it('costs only the profiles that are wrong', async () => {
    const profiles = [aProfile(), { id: 'bad', name: 5 }, aProfile({ name: 'Again' })];
    const store = await loadText(JSON.stringify({ version: 1, profiles }));
    expect(ids(store)).toEqual(['default', 'sales']);
    expect(wordsIn(store.list.problem)).toContain('number 2: name must be a text');
    expect(wordsIn(store.list.problem)).toContain('number 3: its id sales is taken');
  });
});

describe('the profile of a call', () => {
  async function withSales(numbers: readonly string[]): Promise<ProfileStore> {
    const store = await ProfileStore.load(file);
    await store.save(aProfile({ numbers }));
    await store.save(aProfile({ id: 'night', name: 'Night' }));
    return store;
  }

  it('is the one that was named, before the one of the number', async () => {
    const store = await withSales(['1000']);
    expect(store.forCall({ dialedNumber: '1000', profileId: 'night' }).id).toBe('night');
    expect(store.forCall({ dialedNumber: '1000', profileId: 'unknown' }).id).toBe('sales');
  });

  it.each(['+34600111222', '0034600111222', '34600111222', '+34 600-111-222'])(
    'is found by the number %s',
    async (dialedNumber) => {
      const store = await withSales(['+34 600 111 222']);
      expect(store.forCall({ dialedNumber, profileId: '' }).id).toBe('sales');
    },
  );

  it.each(['2025550123', '12025550123', '0012025550123', '+12025550123', '(202) 555-0123'])(
    'is found by the number %s, written as in the country',
    async (dialedNumber) => {
      const store = await ProfileStore.load(file, () => 'US');
      await store.save(aProfile({ numbers: ['+1 202 555 0123'] }));
      expect(store.forCall({ dialedNumber, profileId: '' }).id).toBe('sales');
      expect(store.lookalike({ dialedNumber, profileId: '' })).toBeNull();
    },
  );

  it('is in doubt when it has no such number, but another one that looks like it', async () => {
    const store = await withSales(['+12025550123', '2001']);
    const call = { dialedNumber: '2025550123', profileId: '' };
    expect(store.forCall(call).id).toBe('default');
    expect(store.lookalike(call)).toMatchObject({
      profile: { id: 'sales' },
      number: '+12025550123',
    });
    expect(store.lookalike({ ...call, profileId: 'night' })).toBeNull();
    for (const dialedNumber of ['2001', '12001', '5550123', '2025550124', 'ana', '']) {
      expect(store.lookalike({ dialedNumber, profileId: '' })).toBeNull();
    }
  });

  it('has no number that another one has in the spelling of the country', async () => {
    const store = await ProfileStore.load(file, () => 'US');
    await store.save(aProfile({ numbers: ['+12025550123'] }));
    const night = aProfile({ id: 'night', name: 'Night', numbers: ['2025550123'] });
    expect(await store.save(night)).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  it('is found by an extension with letters only as it is written', async () => {
    const store = await withSales(['shop*1']);
    expect(store.forCall({ dialedNumber: 'shop*1', profileId: '' }).id).toBe('sales');
    expect(store.forCall({ dialedNumber: 'shop1', profileId: '' }).id).toBe('default');
  });

  it('is the default one for every other number, an empty one too', async () => {
    const store = await withSales(['1000']);
    for (const dialedNumber of ['', '100', '10000', 's']) {
      expect(store.forCall({ dialedNumber, profileId: '' }).id).toBe('default');
    }
  });
});
