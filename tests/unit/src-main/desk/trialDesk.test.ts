import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import type { TriedProfile } from '#model/profile';
import { DeskBench } from '#support/desk/deskBench';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';
import { aRecord } from '#support/window/historyFixtures';

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

describe('a recorded call that is played again', () => {
  const REQUEST = { callId: 'rec-1', turnId: 0, turns: 1, changes: { voice: 'Kore' } } as const;
  let dir = '';
  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** A call whose caller speaks for three seconds, on the line from its first moment on. */
  async function recorded() {
    dir = await mkdtemp(path.join(tmpdir(), 'replay-'));
    await writeFile(path.join(dir, 'a.wav'), Buffer.alloc(44 + 5_000 * 64));
    const bench = new DeskBench({ dataDir: dir });
    bench.history.put(
      aRecord({ recordings: [{ path: 'a.wav', startMs: 0, durationMs: 5_000, bytes: 320_044 }] }),
    );
    const { trials } = bench.desk.as({ kind: 'window', name: 'ann' });
    return { bench, trials };
  }

  it('costs what its stretch costs, and starts nothing for the estimate', async () => {
    const { bench, trials } = await recorded();
    const estimate = await trials.estimateReplay(REQUEST);
    expect(estimate).toMatchObject({ ok: true });
    const { audioMs, costUsd } = estimate.ok ? estimate.value : { audioMs: 0, costUsd: 0 };
    expect(audioMs).toBeGreaterThan(0);
    expect(costUsd).toBeCloseTo(audioMs / 100_000);
    expect([bench.replayCalls.played, bench.audited]).toEqual([[], []]);
  });

  it('is played with the changes, and written down without the words of the instruction', async () => {
    const { bench, trials } = await recorded();
    const changes = { ...REQUEST.changes, instruction: 'Say nothing of prices.' };
    expect(await trials.replay({ ...REQUEST, changes })).toEqual({ ok: true, value: 'replay-1' });
    expect(bench.replayCalls.played).toMatchObject([
      {
        turnId: 0,
        actor: 'window:ann',
        profile: { voice: 'Kore', systemInstruction: changes.instruction },
      },
    ]);
    expect(bench.audited).toMatchObject([
      {
        actor: 'window:ann',
        action: 'call.replay',
        callId: 'rec-1',
        params: { turnId: 0, changed: ['voice', 'instruction'] },
        result: 'ok',
      },
    ]);
  });

  it.each([
    ['an unknown call', { callId: 'gone' }],
    ['an unknown turn', { turnId: 99 }],
    ['an unknown profile', { changes: { profileId: 'gone' } }],
  ])('is refused for %s', async (_which, change) => {
    const { bench, trials } = await recorded();
    const request = { ...REQUEST, ...change };
    expect(await trials.estimateReplay(request)).toMatchObject({ error: { kind: 'not-found' } });
    expect(await trials.replay(request)).toMatchObject({ error: { kind: 'not-found' } });
    expect(bench.replayCalls.played).toEqual([]);
  });
});
