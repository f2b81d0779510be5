import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type EventClient,
  EventHub,
  type EventHubOptions,
  type EventSink,
} from '#main/api/events/eventHub';
import { BATCH_MS } from '#main/call/callStore';
import { silentLog } from '#main/observability/log';
import { delay } from '#main/util/timeout';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import { callWith } from '#support/calls';
import { DeskBench } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';

/** A client's end; holds back what it is told when it is slow. */
class FakeSink implements EventSink {
  text = '';
  state: 'open' | 'ended' | 'destroyed' = 'open';
  isSlow = false;
  writableLength = 0;

  write(text: string): void {
    this.text += text;
    if (this.isSlow) {
      this.writableLength += text.length;
    }
  }

  end(): void {
    this.state = 'ended';
  }

  destroy(): void {
    this.state = 'destroyed';
  }

  /** Events so far: type, id and data. */
  get events(): { type: string; id: string; data: ConsoleSnapshot & ConsoleEventBatch }[] {
    return [...this.text.matchAll(/id: (.*)\nevent: (.*)\ndata: (.*)\n\n/g)].map((match) => ({
      id: match[1] ?? '',
      type: match[2] ?? '',
      data: JSON.parse(match[3] ?? '') as ConsoleSnapshot & ConsoleEventBatch,
    }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function bench(options: Partial<EventHubOptions> = {}) {
  const { desk, control } = new DeskBench({ control: new FakeCallControl([callWith()]) });
  const hub = new EventHub({ desk, log: silentLog, ...options });
  const { calls } = desk.as({ kind: 'api', name: 'x' });
  const join = async (lastEventId?: string, changes: Partial<EventClient> = {}) => {
    const sink = new FakeSink();
    const mayRead = () => Promise.resolve(true);
    const leave = hub.add({ sink, actor: 'api:x', calls, lastEventId, mayRead, ...changes });
    await vi.advanceTimersByTimeAsync(0);
    return { sink, leave };
  };
  const change = (voice: 'Puck' | 'Kore' = 'Kore') => {
    control.store.putCall(callWith({ voice }));
    vi.advanceTimersByTime(BATCH_MS);
  };
  return { calls, control, hub, join, change };
}

describe('EventHub', () => {
  it('begins with a snapshot and goes on with the batches that follow it', async () => {
    const { join, change } = bench();
    const { sink } = await join();
    change();
    change('Puck');
    const [snapshot, ...batches] = sink.events;
    expect(snapshot).toMatchObject({ type: 'snapshot', data: { calls: [{ id: 'call-1' }] } });
    expect(batches.map(({ type }) => type)).toEqual(['batch', 'batch']);
    let revision = snapshot?.data.revision;
    for (const { data } of batches) {
      expect(data.baseRevision).toBe(revision);
      revision = data.revision;
    }
  });

  it('tells a change that waits while a client joins to the others, and to it by the snapshot', async () => {
    const { control, join } = bench();
    const { sink: early } = await join();
    control.store.putCall(callWith({ voice: 'Kore' }));
    const { sink: late } = await join();
    vi.advanceTimersByTime(BATCH_MS);
    expect(early.events.map(({ type }) => type)).toEqual(['snapshot', 'batch']);
    expect(late.events.map(({ type }) => type)).toEqual(['snapshot']);
    expect(late.events[0]?.data.calls[0]?.voice).toBe('Kore');
  });

  it('gives a client that comes back what it missed', async () => {
    const { join, change } = bench();
    const { sink, leave } = await join();
    change();
    leave();
    change('Puck');
    change();
    const { sink: again } = await join(sink.events.at(-1)?.id);
    expect(again.events.map(({ type }) => type)).toEqual(['batch', 'batch']);
    expect(again.events[0]?.data.baseRevision).toBe(sink.events.at(-1)?.data.revision);
    change('Puck');
    expect(again.events).toHaveLength(3);
  });

  it('gives nothing to one that missed nothing', async () => {
    const { join, change } = bench();
    const { sink, leave } = await join();
    leave();
    const { sink: again } = await join(sink.events.at(-1)?.id);
    expect(again.events).toEqual([]);
    change();
    expect(again.events.map(({ type }) => type)).toEqual(['batch']);
  });

  it.each([
    ['too long ago', (id: string) => id, 5],
    ['of another run', (id: string) => id.replace(/^\w+/, 'another'), 1],
    ['of the future', (id: string) => `${id}999`, 1],
    ['no id of ours', () => 'x', 1],
    ['a plain number', () => '1', 1],
  ])('begins anew with a snapshot when the last event is %s', async (_what, change, missed) => {
    const hub = bench({ keptBatches: 3 });
    const { sink, leave } = await hub.join();
    leave();
    for (let index = 0; index < missed; index += 1) {
      hub.change(index % 2 === 0 ? 'Kore' : 'Puck');
    }
    const { sink: again } = await hub.join(change(sink.events.at(-1)?.id ?? ''));
    expect(again.events.map(({ type }) => type)).toEqual(['snapshot']);
  });

  it('cuts a slow reader off, and only that one', async () => {
    const { hub, join, change } = bench({ maxWaitingBytes: 10_000 });
    const { sink: slow } = await join();
    const { sink: quick } = await join();
    slow.isSlow = true;
    for (let index = 0; index < 100; index += 1) {
      change(index % 2 === 0 ? 'Kore' : 'Puck');
    }
    expect(slow.state).toBe('destroyed');
    expect(slow.writableLength).toBeLessThan(10_000 + slow.text.indexOf('event: batch'));
    expect(quick.state).toBe('open');
    expect(quick.events).toHaveLength(101);
    expect(hub.size).toBe(1);
  });

  it('keeps the stream warm, and ends it when the token is removed', async () => {
    const { hub, join } = bench({ heartbeatMs: 1_000 });
    let allowed = true;
    const { sink } = await join(undefined, {
      mayRead: () => Promise.resolve(allowed),
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sink.text).toContain('\n: heartbeat\n');
    expect(sink.state).toBe('open');
    allowed = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sink.state).toBe('ended');
    expect(hub.size).toBe(0);
  });

  it('writes nothing for anybody who left, and ends all at the end', async () => {
    const { hub, join, change } = bench();
    const { sink: gone, leave } = await join();
    const { sink: there } = await join();
    leave();
    const before = gone.text;
    change();
    expect(gone.text).toBe(before);
    hub.close();
    hub.close();
    expect(there.state).toBe('ended');
    expect(gone.state).toBe('open');
  });

  it('sends what came while the snapshot was on its way after it', async () => {
    const { calls, join, change } = bench();
    const slow = {
      snapshot: async () => {
        const snapshot = await calls.snapshot();
        await delay(120);
        return snapshot;
      },
    };
    const { sink } = await join(undefined, { calls: slow });
    change();
    change('Puck');
    expect(sink.events).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    change();
    expect(sink.events.map(({ type }) => type)).toEqual(['snapshot', 'batch', 'batch', 'batch']);
    for (const [index, { data }] of sink.events.slice(1).entries()) {
      expect(data.baseRevision).toBe(sink.events[index]?.data.revision);
    }
  });

  it('breaks a stream off whose snapshot cannot be had', async () => {
    const { hub, join } = bench();
    const broken = { snapshot: () => Promise.reject(new Error('gone')) };
    const { sink } = await join(undefined, { calls: broken });
    expect(sink.state).toBe('destroyed');
    expect(hub.size).toBe(0);
  });

  it('has a limit', async () => {
    const { hub, join } = bench({ maxClients: 2 });
    await join();
    expect(hub.isFull).toBe(false);
    const { leave } = await join();
    expect(hub.isFull).toBe(true);
    leave();
    expect(hub.isFull).toBe(false);
  });
});
