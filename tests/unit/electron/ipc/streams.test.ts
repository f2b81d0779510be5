import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LevelFeeds } from '#main/desk/levelFeed';
import { type Drawing, SPARSE_PICTURE_MS } from '#model/drawing';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import { LEVEL_BATCH_MS } from '#model/levels';
import { createEventPublisher } from '#shell/ipc/eventPublisher';
import { createLevelStream } from '#shell/ipc/levelPort';
import { turnWith } from '#support/calls';
import { FakePort } from '#support/desk/fakePort';
import { aCall } from '#support/window/callFixtures';

vi.mock('electron', () => ({ ipcMain: {} }));

describe('the event publisher', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(drawing: Drawing = 'gpu') {
    let listener: ((batch: ConsoleEventBatch) => void) | null = null;
    const batches: ConsoleEventBatch[] = [];
    const desk = {
      follow: (added: (batch: ConsoleEventBatch) => void) => {
        listener = added;
        return () => {
          listener = null;
        };
      },
    };
    const window = {
      send: (_channel: string, batch: unknown) => batches.push(batch as ConsoleEventBatch),
    };
    const publisher = createEventPublisher({ desk, place: { window }, drawing: () => drawing });
    const emit = (revision: number, ...events: ConsoleEvent[]) =>
      listener?.({ baseRevision: revision - 1, revision, events });
    const sent = () => batches.map(({ revision }) => revision);
    return { publisher, batches, sent, emit, isFollowing: () => listener !== null };
  }

  it('sends nothing to a page that has not asked for its snapshot', () => {
    const { publisher, sent, emit } = setUp();
    emit(1);
    publisher.begin();
    emit(2);
    publisher.pause();
    emit(3);
    publisher.begin();
    emit(4);
    expect(sent()).toEqual([2, 4]);
  });

  it('sends what comes close together as one batch where each picture costs the processor', () => {
    const { publisher, batches, emit } = setUp('processor');
    const call = (id: string, state: 'live' | 'ended') =>
      aCall({ id, state, startedAt: 0, answeredAt: 1 });
    const turn = (text: string) => turnWith({ id: 3, text });
    publisher.begin();
    emit(1);
    emit(
      2,
      { type: 'callAdded', call: call('new', 'live') },
      { type: 'callChanged', call: call('old', 'live') },
      { type: 'turnChanged', callId: 'old', turn: turn('I') },
      { type: 'turnChanged', callId: 'other', turn: turn('Yes') },
    );
    emit(
      3,
      { type: 'callChanged', call: call('new', 'ended') },
      { type: 'callChanged', call: call('old', 'ended') },
      { type: 'turnChanged', callId: 'old', turn: turn('I am') },
    );
    emit(4, { type: 'callRemoved', callId: 'old' });
    vi.advanceTimersByTime(SPARSE_PICTURE_MS - 1);
    expect(batches).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(batches[1]).toEqual({
      baseRevision: 1,
      revision: 4,
      events: [
        { type: 'callAdded', call: call('new', 'live') },
        { type: 'turnChanged', callId: 'other', turn: turn('Yes') },
        { type: 'callChanged', call: call('new', 'ended') },
        { type: 'callChanged', call: call('old', 'ended') },
        { type: 'turnChanged', callId: 'old', turn: turn('I am') },
        { type: 'callRemoved', callId: 'old' },
      ],
    });
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    emit(5);
    expect(batches).toHaveLength(3);
  });

  it('keeps nothing back for a page that loads anew', () => {
    const { publisher, sent, emit } = setUp('processor');
    publisher.begin();
    emit(1);
    emit(2);
    publisher.pause();
    publisher.begin();
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    expect(sent()).toEqual([1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops following when closed', () => {
    const { publisher, isFollowing } = setUp();
    publisher.close();
    publisher.close();
    expect(isFollowing()).toBe(false);
  });
});

describe('the level stream', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(drawing: Drawing = 'gpu') {
    let reads = 0;
    let quiet = false;
    const ports: FakePort[] = [];
    const given: unknown[] = [];
    const feeds = new LevelFeeds(() => {
      reads += 1;
      return quiet ? null : new ArrayBuffer(reads);
    });
    const stream = createLevelStream({
      calls: {
        followLevels: (handlers, everyMs) => feeds.open(handlers, everyMs),
      },
      drawing: () => drawing,
      createChannel: (() => {
        const port1 = new FakePort();
        ports.push(port1);
        return { port1, port2: `port2 of ${ports.length}` };
      }) as never,
    });
    const open = () => {
      stream.open({
        postMessage: (channel, _message, transfer) => given.push([channel, transfer]),
      });
    };
    const answer = (port = ports.at(-1)) => port?.emit('message', {});
    return {
      stream,
      open,
      answer,
      ports,
      given,
      reads: () => reads,
      setQuiet: (value: boolean) => (quiet = value),
    };
  }

  it('gives the page its port and one batch at each interval', () => {
    const { open, answer, ports, given } = setUp();
    open();
    expect(given).toEqual([['levels:port', ['port2 of 1']]]);
    for (let tick = 0; tick < 3; tick += 1) {
      vi.advanceTimersByTime(LEVEL_BATCH_MS);
      answer();
    }
    expect(ports[0]?.posted).toEqual([new ArrayBuffer(1), new ArrayBuffer(2), new ArrayBuffer(3)]);
  });

  it('comes at longer intervals where each picture costs the processor', () => {
    const { open, ports } = setUp('processor');
    open();
    vi.advanceTimersByTime(SPARSE_PICTURE_MS - 1);
    expect(ports[0]?.posted).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ports[0]?.posted).toHaveLength(1);
  });

  it('does not queue batches for a page that falls behind, and goes on with the newest when it answers', () => {
    const { open, answer, ports, reads } = setUp();
    open();
    vi.advanceTimersByTime(20 * LEVEL_BATCH_MS);
    expect(ports[0]?.posted).toHaveLength(2);
    expect(reads()).toBe(2);
    answer();
    vi.advanceTimersByTime(LEVEL_BATCH_MS);
    expect(ports[0]?.posted).toHaveLength(3);
  });

  it('sends nothing when there is nothing new', () => {
    const { open, ports, setQuiet } = setUp();
    setQuiet(true);
    open();
    vi.advanceTimersByTime(5 * LEVEL_BATCH_MS);
    expect(ports[0]?.posted).toEqual([]);
  });

  it('reads nothing while the window is hidden', () => {
    const { stream, open, reads } = setUp();
    stream.setVisible(false);
    open();
    vi.advanceTimersByTime(5 * LEVEL_BATCH_MS);
    expect(reads()).toBe(0);
    stream.setVisible(true);
    vi.advanceTimersByTime(LEVEL_BATCH_MS);
    expect(reads()).toBe(1);
  });

  it('ends the old page’s stream when a new page opens one', () => {
    const { open, ports } = setUp();
    open();
    open();
    vi.advanceTimersByTime(LEVEL_BATCH_MS);
    expect(ports[0]).toMatchObject({ closed: 1, posted: [] });
    expect(ports[1]?.posted).toHaveLength(1);
    ports[0]?.emit('close');
    vi.advanceTimersByTime(LEVEL_BATCH_MS);
    expect(ports[1]?.posted).toHaveLength(2);
  });

  it('stops when the page closes its end, or the stream is closed', () => {
    const { stream, open, ports, reads } = setUp();
    open();
    ports[0]?.emit('close');
    vi.advanceTimersByTime(5 * LEVEL_BATCH_MS);
    open();
    stream.close();
    stream.close();
    vi.advanceTimersByTime(5 * LEVEL_BATCH_MS);
    expect(reads()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind for a page that is gone when it gets its port', () => {
    const { stream, reads } = setUp();
    const gone = () => {
      throw new Error('Render frame was disposed');
    };
    expect(() => {
      stream.open({ postMessage: gone });
    }).toThrow('disposed');
    vi.advanceTimersByTime(5 * LEVEL_BATCH_MS);
    expect([reads(), vi.getTimerCount()]).toEqual([0, 0]);
  });
});
