import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saying } from '#support/phrases';
import { aCall } from '#support/window/callFixtures';
import { FakeBridge } from '#support/window/fakeBridge';
import { useCallsStore } from '#window/state/callsStore';
import { startConsoleSync } from '#window/state/consoleSync';
import { resetWindow } from '../../support/window/renderApp';

const ids = () => useCallsStore.getState().order;
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  resetWindow();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('startConsoleSync', () => {
  it('applies what came while the snapshot was under way, and only what the snapshot lacks', async () => {
    const bridge = new FakeBridge({ revision: 5, calls: [aCall({ id: 'a' })] });
    const release = bridge.hold('app:snapshot');
    stop = startConsoleSync(bridge.api);
    bridge.emitBatch({
      baseRevision: 4,
      revision: 5,
      events: [{ type: 'callRemoved', callId: 'a' }],
    });
    bridge.emitBatch({
      baseRevision: 5,
      revision: 6,
      events: [{ type: 'callAdded', call: aCall({ id: 'b' }) }],
    });
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(ids()).toEqual(['a', 'b']);
    expect(useCallsStore.getState().byId['a']?.state).toBe('live');
    expect(useCallsStore.getState().revision).toBe(6);
  });

  it('takes a new snapshot when changes are missing', async () => {
    const bridge = new FakeBridge({ revision: 5 });
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    bridge.snapshot = { ...bridge.snapshot, revision: 9, calls: [aCall({ id: 'unseen' })] };
    bridge.emitBatch({ baseRevision: 8, revision: 9, events: [] });
    await vi.advanceTimersByTimeAsync(0);
    expect(bridge.sent.filter((name) => name === 'app:snapshot')).toHaveLength(2);
    expect(ids()).toEqual(['unseen']);
  });

  it('shows a lost link, tries again, and recovers', async () => {
    const bridge = new FakeBridge({ revision: 5, calls: [aCall()] });
    bridge.failNext('app:snapshot', 'Not now.');
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    expect(useCallsStore.getState().link).toMatchObject({
      state: 'lost',
      message: saying('Not now.'),
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(useCallsStore.getState().link).toEqual({ state: 'ready' });
    expect(ids()).toEqual(['call-1']);
  });

  it('lets an ended call go after ten seconds, unless the user selected it', async () => {
    const bridge = new FakeBridge({
      revision: 5,
      calls: [aCall({ id: 'a' }), aCall({ id: 'b', meterId: 2 })],
    });
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    useCallsStore.getState().select('b');
    bridge.emit({ type: 'callRemoved', callId: 'a' }, { type: 'callRemoved', callId: 'b' });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(ids()).toEqual(['b']);
    useCallsStore.getState().select(null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids()).toEqual([]);
  });

  it('keeps to a call that was placed, until it is heard of', async () => {
    const bridge = new FakeBridge({ revision: 5, calls: [aCall({ id: 'a' })] });
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    useCallsStore.getState().select('placed');
    bridge.emit({ type: 'callChanged', call: aCall({ id: 'a' }) });
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.emit({ type: 'callAdded', call: aCall({ id: 'placed', meterId: 2 }) });
    expect(useCallsStore.getState().selection).toEqual({ callId: 'placed', by: 'user' });
  });

  it('goes back to the others when a call that was placed never comes', async () => {
    const bridge = new FakeBridge({ revision: 5, calls: [aCall({ id: 'a' })] });
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    useCallsStore.getState().select('placed');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(useCallsStore.getState().selection).toEqual({ callId: 'a', by: 'auto' });
  });

  it('moves on from an ended call that it had chosen itself', async () => {
    const bridge = new FakeBridge({ revision: 5, calls: [aCall({ id: 'a' })] });
    stop = startConsoleSync(bridge.api);
    await vi.advanceTimersByTimeAsync(0);
    expect(useCallsStore.getState().selection).toEqual({ callId: 'a', by: 'auto' });
    bridge.emit(
      { type: 'callAdded', call: aCall({ id: 'b', meterId: 2 }) },
      { type: 'callRemoved', callId: 'a' },
    );
    expect(useCallsStore.getState().selection?.callId).toBe('a');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(useCallsStore.getState().selection?.callId).toBe('b');
  });
});
