import { describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { LevelRing } from '#window/levels/levelRing';
import { look } from '#window/state/earStore';

/** A ring whose newest columns have these levels to the caller. */
function ringWith(levels: readonly number[]): LevelRing {
  const ring = new LevelRing();
  ring.write(0, Uint8Array.from(levels.flatMap((level) => [0, level, 0])), 0, levels.length);
  return ring;
}

const LOUD = ringWith(Array<number>(30).fill(90));
const SILENT = ringWith(Array<number>(30).fill(0));
const speaking = aCall({ state: 'live', agentLink: 'ready', agentState: 'speaking' });

describe('the ear of a caller', () => {
  it('hears something since it began', () => {
    const first = look(null, speaking, LOUD, 1_000);
    expect(first).toMatchObject({ what: 'agent', sinceMs: 1_000 });
    expect(look(first, speaking, LOUD, 1_250)).toBe(first);
    expect(look(first, speaking, SILENT, 1_500)).toMatchObject({ what: 'gap', sinceMs: 1_500 });
  });

  it('finds trouble once it lasts, and that it is over', () => {
    const gap = look(null, speaking, SILENT, 1_000);
    expect(gap.diagnosis).toBeNull();
    expect(look(gap, speaking, SILENT, 3_900)).toBe(gap);
    const trouble = look(gap, speaking, SILENT, 4_000);
    expect(trouble.diagnosis?.trouble).toBe('unheard');
    expect(look(trouble, speaking, LOUD, 4_250).diagnosis).toBeNull();
  });

  it('begins anew with another call', () => {
    const first = look(null, speaking, LOUD, 1_000);
    const other = look(first, { ...speaking, id: 'other' }, LOUD, 2_000);
    expect(other).toMatchObject({ callId: 'other', what: 'agent', sinceMs: 2_000 });
  });
});
