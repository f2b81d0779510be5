import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import type { AuditNote } from '#shell/history/auditTrail';
import { createProfileHandlers } from '#shell/ipc/profileHandlers';
import { FakeProfiles } from '#support/fakeProfiles';
import { aProfile } from '#support/profiles';

vi.mock('electron', () => ({ ipcMain: {} }));

const sender = { postMessage: () => undefined };

function setUp() {
  const profiles = new FakeProfiles();
  const audited: AuditNote[] = [];
  const audit = (note: AuditNote) => audited.push(note);
  return {
    profiles,
    audited,
    handlers: createProfileHandlers({ profiles, audit, log: silentLog }),
  };
}

describe('the handlers of profiles', () => {
  it('list, save and remove, and write down what changed', async () => {
    const { profiles, audited, handlers } = setUp();
    const profile = aProfile();
    expect(await handlers['profiles:save']({ profile }, sender)).toEqual({
      ok: true,
      value: { state: 'saved', profile },
    });
    expect(await handlers['profiles:list'](null, sender)).toEqual({
      ok: true,
      value: profiles.list,
    });
    expect(await handlers['profiles:remove']({ id: 'sales' }, sender)).toEqual({
      ok: true,
      value: null,
    });
    expect(audited).toEqual([
      { action: 'profile.save', callId: null, params: { profile: 'sales' }, error: null },
      { action: 'profile.remove', callId: null, params: { profile: 'sales' }, error: null },
    ]);
  });

  it('answer what must be mended place by place, which is no change and stands in no audit', async () => {
    const { profiles, audited, handlers } = setUp();
    const problems = [{ path: 'name', message: 'must be a text.' }];
    profiles.refusal = { ...cordboardError('invalid-input', 'name must be a text.'), problems };
    expect(await handlers['profiles:save']({ profile: {} }, sender)).toEqual({
      ok: true,
      value: { state: 'invalid', problems },
    });
    expect(audited).toEqual([]);
  });

  it('pass on why a change failed, and write that down too', async () => {
    const { profiles, audited, handlers } = setUp();
    profiles.refusal = { ...cordboardError('config', 'The disk is full.'), problems: [] };
    const refused = { ok: false, error: { kind: 'config', message: 'The disk is full.' } };
    expect(await handlers['profiles:save']({ profile: aProfile() }, sender)).toMatchObject(refused);
    expect(await handlers['profiles:remove']({ id: 'sales' }, sender)).toMatchObject(refused);
    expect(audited.map(({ error }) => error?.kind)).toEqual(['config', 'config']);
  });
});
