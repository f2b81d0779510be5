import { describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, ok } from '#main/util/result';
import { DeskBench } from '#support/desk/deskBench';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';

function setUp() {
  const bench = new DeskBench();
  return { bench, profiles: bench.desk.as({ kind: 'window', name: 'ann' }).profiles };
}

const full = cordboardError('config', saying('The disk is full.'));

describe('the profiles on the desk', () => {
  it('are saved, found, listed and removed, and each change is written down', async () => {
    const { bench, profiles } = setUp();
    const profile = aProfile();
    expect(await profiles.save(profile)).toEqual(ok({ state: 'saved', profile }));
    expect(await profiles.find('sales')).toEqual(profile);
    expect(await profiles.list()).toEqual(bench.profiles.list);
    expect(await profiles.remove('sales')).toEqual(done);
    expect(await profiles.find('sales')).toBeNull();
    expect(bench.audited).toMatchObject([
      { action: 'profile.save', callId: null, params: { profile: 'sales' }, result: 'ok' },
      { action: 'profile.remove', callId: null, params: { profile: 'sales' }, result: 'ok' },
    ]);
  });

  it('name the mistakes in a draft, without a failure and without an audit entry', async () => {
    const { bench, profiles } = setUp();
    const problems = [{ path: 'name', phrase: saying('must be a text.') }];
    bench.profiles.refusal = { ...cordboardError('invalid-input', saying('no')), problems };
    expect(await profiles.save({ id: 'sales' })).toEqual(ok({ state: 'invalid', problems }));
    expect([bench.audited, bench.log.lines]).toEqual([[], []]);
  });

  it('fail when they cannot be saved, and the failure is audited', async () => {
    const { bench, profiles } = setUp();
    bench.profiles.refusal = { ...full, problems: [] };
    expect(await profiles.save(aProfile())).toMatchObject({ ok: false, error: full });
    expect(await profiles.remove('sales')).toMatchObject({ ok: false, error: full });
    expect(bench.audited).toMatchObject([
      { action: 'profile.save', params: { profile: 'sales' }, result: 'config: …' },
      { action: 'profile.remove', params: { profile: 'sales' }, result: 'config: …' },
    ]);
  });

  it('are named in the audit by a valid id only, never by unchecked text', async () => {
    const { bench, profiles } = setUp();
    await profiles.remove('Call +34600111222');
    bench.profiles.save = () => Promise.reject(new Error('broken'));
    const draft = JSON.parse('{ "id": { "toString": 1 } }') as Record<string, unknown>;
    expect(await profiles.save(draft)).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(bench.audited.map(({ params }) => params)).toEqual([{ profile: '' }, { profile: '' }]);
  });

  it('report changes to a follower until it stops', () => {
    const { bench, profiles } = setUp();
    const changed = vi.fn();
    const stop = profiles.onChanged(changed);
    bench.profiles.tellChanged();
    stop();
    bench.profiles.tellChanged();
    expect(changed).toHaveBeenCalledOnce();
  });
});
