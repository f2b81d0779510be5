import { expect, it } from 'vitest';
import { Database } from '#main/store/worker/driver';
import { useRecordEngine } from '#support/store/engineBench';
import { liveCall, turn } from '#support/store/recordedCalls';

const bench = useRecordEngine();

/** Words in the text index. */
function indexedWords(): readonly string[] {
  const file = new Database(bench().folder.file, { readOnly: true });
  try {
    return file.all('SELECT term FROM turns_words').map(({ term }) => String(term));
  } finally {
    file.close();
  }
}

it('holds nothing of what is still being said, so that nothing of it stays when it is erased', () => {
  const { engine } = bench();
  const partial = { ...turn(1, 'my name is Kowals'), status: 'partial' } as const;
  engine.write({
    rows: [
      { kind: 'call', call: liveCall(1) },
      { kind: 'turn', callId: 'call-1', turn: turn(0, 'good morning') },
      { kind: 'turn', callId: 'call-1', turn: partial },
    ],
  });
  engine.rebuildIndex({});
  expect(indexedWords()).toEqual(['good', 'morning']);
  engine.write({
    rows: [{ kind: 'turn', callId: 'call-1', turn: turn(1, 'my name is Kowalski') }],
  });
  expect(indexedWords()).toEqual(['good', 'is', 'kowalski', 'morning', 'my', 'name']);
});
