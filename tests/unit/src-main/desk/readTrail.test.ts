import { describe, expect, it } from 'vitest';
import type { Actor } from '#main/desk/actor';
import { ReadTrail } from '#main/desk/readTrail';
import type { Deed } from '#model/audit';

const MINUTE_MS = 60_000;
const ANN: Actor = { kind: 'window', name: 'ann' };
const BOT: Actor = { kind: 'api', name: 'ann' };
const reading = (callId: string, recording = 0): Deed => ({
  action: 'recording.read',
  callId,
  params: { recording },
});

function setUp() {
  const noted: string[] = [];
  const clock = { ms: 0 };
  const deeds = {
    note: ({ kind }: Actor, { callId, params }: Deed) =>
      noted.push(`${kind} ${String(callId)} ${String(params['recording'])}`),
  };
  const trail = new ReadTrail(deeds, () => clock.ms);
  return { noted, clock, trail };
}

describe('the trail of readings', () => {
  it('has one entry for each reading, however long it is and in however many pieces', () => {
    const { noted, clock, trail } = setUp();
    for (let minute = 0; minute < 120; minute += 1) {
      clock.ms = minute * MINUTE_MS;
      trail.note(ANN, reading('c1'));
    }
    expect(noted).toEqual(['window c1 0']);
  });

  it('has another one when somebody comes back after ten minutes', () => {
    const { noted, clock, trail } = setUp();
    trail.note(ANN, reading('c1'));
    clock.ms = 10 * MINUTE_MS - 1;
    trail.note(ANN, reading('c1'));
    clock.ms += 10 * MINUTE_MS;
    trail.note(ANN, reading('c1'));
    expect(noted).toHaveLength(2);
  });

  it('tells actors, calls, recordings and actions apart', () => {
    const { noted, trail } = setUp();
    trail.note(ANN, reading('c1'));
    trail.note(BOT, reading('c1'));
    trail.note(ANN, reading('c2'));
    trail.note(ANN, reading('c1', 1));
    trail.note(ANN, { ...reading('c1'), action: 'history.read' });
    expect(noted).toEqual(['window c1 0', 'api c1 0', 'window c2 0', 'window c1 1', 'window c1 0']);
  });

  it('remembers the ten thousand most recent readings; a forgotten one begins anew', () => {
    const { noted, trail } = setUp();
    for (let n = 0; n < 10_000; n += 1) {
      trail.note(ANN, reading(`c${n}`));
    }
    trail.note(ANN, reading('c0'));
    trail.note(ANN, reading('one more'));
    noted.length = 0;
    trail.note(ANN, reading('c0'));
    trail.note(ANN, reading('c9999'));
    trail.note(ANN, reading('c1'));
    expect(noted).toEqual(['window c1 0']);
  });
});
