import { expect, it } from 'vitest';
import { batchView, snapshotView } from '#main/api/views';
import { componentIn, healthWith } from '#support/desk/fakeCallControl';

const HEALTH = healthWith({ asterisk: componentIn('reconnecting', 'Nothing listens.') });

const TOLD = {
  health: {
    mode: 'live',
    asterisk: { state: 'reconnecting', message: 'Nothing listens.' },
    gemini: { state: 'ready', message: '' },
  },
};

it('tells programs in English what is wrong with a part, in a snapshot and in a change', () => {
  expect(snapshotView({ revision: 1, health: HEALTH, calls: [], transcripts: {} })).toMatchObject(
    TOLD,
  );
  const events = [{ type: 'healthChanged', health: HEALTH } as const];
  expect(batchView({ baseRevision: 1, revision: 2, events })).toMatchObject({ events: [TOLD] });
});
