import { describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import type { TriedProfile } from '#model/profile';
import { DeskBench } from '#support/desk/deskBench';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';

const handlers = { onFrame: () => undefined, onClose: () => undefined };

function setUp() {
  const bench = new DeskBench();
  const { trials } = bench.desk.as({ kind: 'window', name: 'ann' });
  return { bench, test: (tried: TriedProfile) => trials.test(tried, handlers) };
}

describe('a test call from the desk', () => {
  it('is made with a saved profile, in the name of who makes it, and written down', async () => {
    const { bench, test } = setUp();
    const opened = await test({ kind: 'saved', profileId: 'default' });
    expect(opened).toMatchObject({ ok: true, value: { callId: 'test-1' } });
    expect(bench.testCalls.calls).toMatchObject([{ profile: { id: 'default' }, by: 'ann' }]);
    expect(bench.audited).toMatchObject([
      {
        actor: 'window:ann',
        action: 'call.test',
        callId: 'test-1',
        params: { profileId: 'default' },
        result: 'ok',
      },
    ]);
  });

  it('is made with a profile as a form has it', async () => {
    const { bench, test } = setUp();
    const draft = aProfile({ id: 'new-one', systemInstruction: 'Be brief.' });
    await test({ kind: 'draft', draft });
    expect(bench.testCalls.calls).toMatchObject([{ profile: draft }]);
    expect(bench.audited).toMatchObject([{ action: 'call.test', params: {}, result: 'ok' }]);
  });

  it.each([
    ['whose profile is gone', { kind: 'saved', profileId: 'gone' }, 'not-found'],
    ['of a draft with mistakes', { kind: 'draft', draft: {} }, 'invalid-input'],
  ] as const)('%s is refused, and written down', async (_which, tried, kind) => {
    const { bench, test } = setUp();
    const wrong = cordboardError('invalid-input', saying('A name is missing.'));
    bench.profiles.refusal = { ...wrong, problems: [] };
    expect(await test(tried)).toMatchObject({ ok: false, error: { kind } });
    expect(bench.testCalls.calls).toEqual([]);
    expect(bench.audited).toMatchObject([{ action: 'call.test', callId: null }]);
  });
});
