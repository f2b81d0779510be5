import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH_MS, CallStore, FIRST_BATCH_MS } from '#main/call/callStore';
import type { Call } from '#model/call';
import type { ConsoleEventBatch } from '#model/events';
import type { Health } from '#model/health';
import { callWith, turnWith } from '#support/calls';

const HEALTH = { mode: 'live', version: '0' } as Health;

describe('CallStore', () => {
  let store: CallStore;
  let batches: ConsoleEventBatch[];

  beforeEach(() => {
    vi.useFakeTimers();
    store = new CallStore(HEALTH);
    batches = [];
    store.onBatch((batch) => batches.push(batch));
  });

  afterEach(() => {
    store.close();
    vi.useRealTimers();
  });

  const types = (): string[] => batches.flatMap((batch) => batch.events.map((event) => event.type));

  it('reports a new call and its changes within one batch as one event', () => {
    store.putCall(callWith({ id: 'a', state: 'answering' }));
    store.putCall(callWith({ id: 'a', state: 'live' }));
    vi.advanceTimersByTime(BATCH_MS);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.events).toEqual([
      { type: 'callAdded', call: expect.objectContaining({ state: 'live' }) as Call },
    ]);
  });

  it('publishes a change after a pause at once, and those that follow it together', () => {
    store.putCall(callWith({ id: 'a', state: 'answering' }));
    vi.advanceTimersByTime(FIRST_BATCH_MS);
    expect(batches).toHaveLength(1);
    store.putCall(callWith({ id: 'a', state: 'connecting' }));
    vi.advanceTimersByTime(BATCH_MS / 2);
    store.putCall(callWith({ id: 'a', state: 'live' }));
    vi.advanceTimersByTime(BATCH_MS / 2 - 1);
    expect(batches).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(batches).toHaveLength(2);
    expect(types()).toEqual(['callAdded', 'callChanged']);
  });

  it('numbers batches without a gap', () => {
    for (const state of ['answering', 'connecting', 'live'] as const) {
      store.putCall(callWith({ id: 'a', state }));
      vi.advanceTimersByTime(BATCH_MS);
    }
    expect(batches.map((batch) => [batch.baseRevision, batch.revision])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(types()).toEqual(['callAdded', 'callChanged', 'callChanged']);
  });

  it('gives a snapshot whose revision continues with the next batch', () => {
    store.putCall(callWith({ id: 'a' }));
    const snapshot = store.snapshot();
    store.putCall(callWith({ id: 'b' }));
    vi.advanceTimersByTime(BATCH_MS);
    expect(snapshot.calls.map((call) => call.id)).toEqual(['a']);
    expect(batches.at(-1)?.baseRevision).toBe(snapshot.revision);
  });

  it('forgets a removed call with its transcript', () => {
    store.putCall(callWith({ id: 'a' }));
    store.putTurn('a', turnWith({ text: 'Hi', startMs: 0, endMs: 1 }));
    store.removeCall('a');
    const snapshot = store.snapshot();
    expect(snapshot.calls).toEqual([]);
    expect(snapshot.transcripts).toEqual({});
  });
});
