import { expect, it } from 'vitest';
import { countedCalls } from '#main/program/countedCalls';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import { liveCall, turn } from '#support/store/recordedCalls';
import { aHealth } from '#support/window/callFixtures';

const REPLAY = liveCall(1, { id: 'replay-1' });
const CALL = liveCall(2);

it('leaves out all of a replay, and passes on the rest', () => {
  let tell: (batch: ConsoleEventBatch) => void = () => undefined;
  const counted = countedCalls({
    snapshot: () => ({
      revision: 1,
      health: aHealth(),
      calls: [REPLAY, CALL],
      transcripts: {},
    }),
    onBatch: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  expect(counted.snapshot().calls).toEqual([CALL]);
  const told: ConsoleEvent[] = [];
  counted.onBatch(({ events }) => told.push(...events));
  const ofCall: readonly ConsoleEvent[] = [
    { type: 'callAdded', call: CALL },
    { type: 'healthChanged', health: aHealth() },
    { type: 'callRemoved', callId: CALL.id },
  ];
  const ofReplay: readonly ConsoleEvent[] = [
    { type: 'callAdded', call: REPLAY },
    { type: 'turnChanged', callId: REPLAY.id, turn: turn(0, 'Hello') },
    { type: 'callRemoved', callId: REPLAY.id },
  ];
  tell({ baseRevision: 1, revision: 2, events: ofReplay });
  tell({ baseRevision: 2, revision: 3, events: [...ofReplay, ...ofCall] });
  expect(told).toEqual(ofCall);
});
