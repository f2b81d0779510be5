import { describe, expect, it } from 'vitest';
import { turnWith } from '#support/calls';
import { aCall, aHealth } from '#support/window/callFixtures';
import {
  applyBatch,
  applySnapshot,
  EMPTY_DATA,
  ENDED_STAYS_MS,
  expiredCalls,
  withoutCalls,
  withTurn,
} from '#window/state/applyBatch';

const NOW = 1_700_000_000_000;
const snapshot = (...calls: ReturnType<typeof aCall>[]) => ({
  revision: 7,
  health: aHealth(),
  calls,
  transcripts: {},
});

describe('applyBatch', () => {
  it('keeps calls in the order they came', () => {
    const data = applyBatch(
      EMPTY_DATA,
      {
        baseRevision: -1,
        revision: 3,
        events: [
          { type: 'callAdded', call: aCall({ id: 'b' }) },
          { type: 'callAdded', call: aCall({ id: 'a' }) },
          { type: 'callChanged', call: aCall({ id: 'b', voice: 'Puck' }) },
        ],
      },
      NOW,
    );
    expect(data.order).toEqual(['b', 'a']);
    expect(data.byId['b']?.voice).toBe('Puck');
    expect(data.revision).toBe(3);
  });

  it('does not change the data it starts from', () => {
    const before = applySnapshot(EMPTY_DATA, snapshot(aCall()), NOW);
    const frozen = structuredClone(before);
    applyBatch(
      before,
      { baseRevision: 7, revision: 8, events: [{ type: 'callRemoved', callId: 'call-1' }] },
      NOW,
    );
    expect(before).toEqual(frozen);
  });

  it('keeps a removed call as an ended one until its seconds are over', () => {
    const before = applySnapshot(EMPTY_DATA, snapshot(aCall()), NOW);
    const after = applyBatch(
      before,
      { baseRevision: 7, revision: 8, events: [{ type: 'callRemoved', callId: 'call-1' }] },
      NOW,
    );
    expect(after.byId['call-1']?.state).toBe('ended');
    expect(expiredCalls(after, null, NOW + ENDED_STAYS_MS - 1)).toEqual([]);
    expect(expiredCalls(after, null, NOW + ENDED_STAYS_MS)).toEqual(['call-1']);
    expect(expiredCalls(after, 'call-1', NOW + ENDED_STAYS_MS)).toEqual([]);
    expect(withoutCalls(after, ['call-1'])).toMatchObject({ order: [], byId: {}, endedSeenAt: {} });
  });

  it('takes no turn of a call that it has let go', () => {
    const data = applyBatch(
      EMPTY_DATA,
      {
        baseRevision: -1,
        revision: 1,
        events: [{ type: 'turnChanged', callId: 'gone', turn: turnWith() }],
      },
      NOW,
    );
    expect(data.transcripts).toEqual({});
  });
});

describe('applySnapshot', () => {
  it('takes calls that vanished between two snapshots as ended', () => {
    const before = applySnapshot(EMPTY_DATA, snapshot(aCall(), aCall({ id: 'call-2' })), NOW);
    const after = applySnapshot(before, snapshot(aCall({ id: 'call-2' })), NOW + 100);
    expect(after.byId['call-1']?.state).toBe('ended');
    expect(after.byId['call-2']?.state).toBe('live');
  });

  it('leaves out calls that ended long ago', () => {
    const old = aCall({ state: 'ended', endedAt: NOW - ENDED_STAYS_MS });
    expect(applySnapshot(EMPTY_DATA, snapshot(old), NOW).order).toEqual([]);
  });
});

describe('withTurn', () => {
  it('replaces a turn in its place and puts a late one where it belongs', () => {
    const turns = [turnWith({ id: 0 }), turnWith({ id: 2 })];
    expect(withTurn(turns, turnWith({ id: 2, text: 'new' })).map((turn) => turn.text)).toEqual([
      'Good morning.',
      'new',
    ]);
    expect(withTurn(turns, turnWith({ id: 1 })).map((turn) => turn.id)).toEqual([0, 1, 2]);
    expect(withTurn(turns, turnWith({ id: 3 })).map((turn) => turn.id)).toEqual([0, 2, 3]);
  });
});
