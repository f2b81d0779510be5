import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { CALL_PLACES, writtenPlaces } from '#main/rules/placeholders';
import { phrase } from '#model/phrases/phrase';
import { ApiBench } from '#support/api/apiBench';
import { aLookUp, answered } from '#support/lookUps';
import { placed } from '#support/phrases';
import { anHttpTool, aProfile } from '#support/profiles';

let dir: string;
let profiles: ProfileStore;
let bench: ApiBench;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'cordboard-profiles-'));
  profiles = await ProfileStore.load(path.join(dir, 'profiles.json'));
  bench = await ApiBench.start({ profiles });
});

afterEach(async () => {
  await bench.stop();
  await rm(dir, { recursive: true, force: true });
});

const acting = () => ({ token: bench.tokens.act });

describe('the profiles in the API', () => {
  it('are saved, listed, read and removed, and each change stands in the audit', async () => {
    const body = { id: 'sales', name: 'Sales', numbers: ['1000'] };
    const saved = await bench.ask('PUT', '/profiles/sales', { ...acting(), body });
    expect(saved).toMatchObject({ status: 200, body: aProfile({ numbers: ['1000'] }) });
    const listed = await bench.ask('GET', '/profiles');
    expect(listed.body).toMatchObject({ profiles: [{ id: 'default' }, { id: 'sales' }] });
    const read = await bench.ask('GET', '/profiles/sales');
    expect(read.body).toEqual(saved.body);
    const removed = await bench.ask('DELETE', '/profiles/sales', acting());
    expect(removed.status).toBe(204);
    expect((await bench.ask('GET', '/profiles/sales')).status).toBe(404);
    expect(bench.history.entries).toMatchObject([
      { actor: 'api:actor', action: 'profile.save', result: 'ok' },
      { actor: 'api:actor', action: 'profile.remove', result: 'ok' },
    ]);
  });

  it('are changed with an acting token only', async () => {
    const body = { id: 'sales', name: 'Sales' };
    for (const [token, status] of [
      [null, 401],
      [bench.tokens.read, 403],
    ] as const) {
      expect((await bench.ask('PUT', '/profiles/sales', { token, body })).status).toBe(status);
      expect((await bench.ask('DELETE', '/profiles/default', { token })).status).toBe(status);
    }
  });

  it('are refused with what is wrong place by place', async () => {
    const http = [anHttpTool({ url: 'https://shop.example/{nothing}' })];
    const body = { ...aProfile({ tools: { ...aProfile().tools, http } }), name: '' };
    const refused = await bench.ask('PUT', '/profiles/sales', { ...acting(), body });
    expect(refused.status).toBe(400);
    expect(refused.body?.['errors']).toEqual([
      placed(
        'body.name',
        phrase('profile.text', { min: 1, max: 80 }),
        'must be a text of 1 to 80 characters.',
      ),
      placed(
        'body.tools.http.0.url',
        phrase('url-template.unknown-place', {
          place: '{nothing}',
          known: writtenPlaces(CALL_PLACES),
        }),
        expect.stringContaining('{nothing}'),
      ),
    ]);
  });

  it('are refused when they do not go together', async () => {
    const put = (id: string, body: object) =>
      bench.ask('PUT', `/profiles/${id}`, { ...acting(), body: { id, name: id, ...body } });
    await put('sales', { numbers: ['1000'] });
    const taken = await put('other', { numbers: ['1000'] });
    const number = { code: 'profile.number-taken', params: { number: '1000', name: 'sales' } };
    expect(taken).toMatchObject({
      status: 400,
      body: { kind: 'invalid-input', code: 'profile.invalid', errors: [number] },
    });
    expect(taken.body?.['detail']).toContain('sales');
    const named = await put('one', { id: 'two' });
    expect(named.status).toBe(400);
    const removed = await bench.ask('DELETE', '/profiles/default', acting());
    expect(removed).toMatchObject({ status: 409, body: { kind: 'invalid-state' } });
  });

  it('may be long', async () => {
    const body = { id: 'sales', name: 'Sales', systemInstruction: 'ñ'.repeat(20_000) };
    const saved = await bench.ask('PUT', '/profiles/sales', { ...acting(), body });
    expect(saved.status).toBe(200);
  });

  it('are described with all their fields', async () => {
    const { body } = await bench.ask('GET', '/docs/json');
    expect(JSON.stringify(body)).toContain('maxCallSeconds');
  });

  it('have versions, and going back to one is audited and needs an acting token', async () => {
    for (const name of ['One', 'Two']) {
      await bench.ask('PUT', '/profiles/sales', { ...acting(), body: { id: 'sales', name } });
    }
    const versions = await bench.ask('GET', '/profiles/sales/versions');
    expect(versions.body).toMatchObject([
      { number: 2, by: 'api:actor', restored: null, profile: { name: 'Two' } },
      { number: 1, profile: { name: 'One' } },
    ]);
    const restore = (number: string, options = {}) =>
      bench.ask('POST', `/profiles/sales/versions/${number}/restore`, { ...acting(), ...options });
    expect((await restore('1', { token: bench.tokens.read })).status).toBe(403);
    expect((await restore('x')).status).toBe(400);
    expect((await restore('9')).status).toBe(404);
    expect(await restore('1')).toMatchObject({ status: 200, body: { name: 'One' } });
    expect(bench.history.entries.at(-1)).toMatchObject({
      ...{ actor: 'api:actor', action: 'profile.restore', result: 'ok' },
      params: JSON.stringify({ profile: 'sales', version: 1 }),
    });
    expect((await bench.ask('GET', '/profiles/nobody/versions')).status).toBe(404);
  });

  it('try their look-up with a made-up caller, and the audit has it without them', async () => {
    const sales = { ...aProfile(), lookUp: aLookUp() };
    await bench.ask('PUT', '/profiles/sales', { ...acting(), body: sales });
    const body = { callerNumber: '+34600111222', callerName: 'Ana' };
    const tried = await bench.ask('POST', '/profiles/sales/look-up', { ...acting(), body });
    expect(tried).toMatchObject({ status: 200, body: answered() });
    const token = bench.tokens.read;
    const ask = (id: string, options: object) =>
      bench.ask('POST', `/profiles/${id}/look-up`, { ...acting(), body, ...options });
    expect((await ask('sales', { token })).status).toBe(403);
    expect((await ask('nobody', {})).status).toBe(404);
    expect((await ask('sales', { body: { number: '1' } })).status).toBe(400);
    expect(bench.history.entries.at(-1)).toMatchObject({
      ...{ actor: 'api:actor', action: 'profile.tryLookUp', result: 'ok' },
      params: JSON.stringify({ profile: 'sales' }),
    });
  });
});
