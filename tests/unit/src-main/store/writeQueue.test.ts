import { describe, expect, it } from 'vitest';
import type { RecordRow } from '#main/store/historyMessages';
import { WriteQueue } from '#main/store/writeQueue';
import { liveCall, recordedCall, turn } from '#support/store/recordedCalls';

function turnRow(id: number, text: string, status: 'partial' | 'final' = 'final'): RecordRow {
  return { kind: 'turn', callId: 'call-1', turn: turn(id, text, { status }) };
}

function textsIn(queue: WriteQueue): readonly string[] {
  return queue
    .peek(1_000)
    .map(({ row }) => (row.kind === 'turn' ? `${row.turn.id} ${row.turn.text}` : row.kind));
}

describe('WriteQueue', () => {
  it('replaces the state of a thing where its oldest one waits', () => {
    const queue = new WriteQueue();
    queue.put({ kind: 'call', call: liveCall(1) });
    queue.put(turnRow(0, 'I', 'partial'));
    queue.put(turnRow(1, 'yes'));
    queue.put(turnRow(0, 'I am'));
    queue.put({ kind: 'call', call: recordedCall(1) });
    expect(textsIn(queue)).toEqual(['call', '0 I am', '1 yes']);
    expect(queue.peek(1)[0]?.row).toEqual({ kind: 'call', call: recordedCall(1) });
  });

  it('keeps a row that changed while it was being written', () => {
    const queue = new WriteQueue();
    queue.put(turnRow(0, 'I', 'partial'));
    queue.put(turnRow(1, 'yes'));
    const batch = queue.peek(2);
    queue.put(turnRow(0, 'I am'));
    queue.remove(batch);
    expect(textsIn(queue)).toEqual(['0 I am']);
  });

  it('gives up the oldest partial turns first, then other rows, and counts them', () => {
    const queue = new WriteQueue({ rows: 3, bytes: 1_000_000 });
    queue.put({ kind: 'call', call: liveCall(1) });
    queue.put(turnRow(0, 'a'));
    queue.put(turnRow(1, 'b', 'partial'));
    queue.put(turnRow(2, 'c'));
    expect(textsIn(queue)).toEqual(['call', '0 a', '2 c']);
    queue.put(turnRow(3, 'd'));
    expect(textsIn(queue)).toEqual(['call', '2 c', '3 d']);
    expect(queue.dropped).toBe(2);
  });

  it('gives up a message only when nothing but calls and messages is left', () => {
    const queue = new WriteQueue({ rows: 3, bytes: 1_000_000 });
    const message = { at: 1, from: 'Ana', callBack: '', text: 'Call me.' };
    queue.put({ kind: 'call', call: liveCall(1) });
    queue.put({ kind: 'message', callId: 'call-1', message });
    queue.put(turnRow(0, 'a'));
    queue.put(turnRow(1, 'b'));
    expect(textsIn(queue)).toEqual(['call', 'message', '1 b']);
  });

  it('is bounded in bytes, even when a single row grows', () => {
    const queue = new WriteQueue({ rows: 1_000, bytes: 10_000 });
    for (let id = 0; id < 20; id += 1) {
      queue.put(turnRow(id, 'x'.repeat(1_000)));
    }
    expect(queue.size).toBe(4);
    queue.put(turnRow(19, 'x'.repeat(3_000)));
    expect(queue.size).toBe(2);
    queue.remove(queue.peek(10));
    queue.put(turnRow(0, 'x'.repeat(4_000)));
    expect(queue.size).toBe(1);
  });
});
