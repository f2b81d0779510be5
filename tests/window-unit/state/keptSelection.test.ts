import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aHealth } from '#support/window/callFixtures';

/** The store of a page that was just loaded. */
async function loadedAnew() {
  vi.resetModules();
  const { useCallsStore } = await import('#window/state/callsStore');
  return useCallsStore;
}

const SNAPSHOT = {
  revision: 1,
  health: aHealth(),
  calls: [aCall({ id: 'one' }), aCall({ id: 'two' })],
  transcripts: {},
};

beforeEach(() => {
  sessionStorage.clear();
});

describe('the selected call, when the page is loaded again', () => {
  it('is selected as before when a person selected it', async () => {
    const before = await loadedAnew();
    before.getState().takeSnapshot(SNAPSHOT);
    before.getState().select('two');
    const after = await loadedAnew();
    after.getState().takeSnapshot(SNAPSHOT);
    expect(after.getState().selection).toEqual({ callId: 'two', by: 'user' });
  });

  it('is chosen by the window when the call is over', async () => {
    const before = await loadedAnew();
    before.getState().takeSnapshot(SNAPSHOT);
    before.getState().select('two');
    const after = await loadedAnew();
    after.getState().takeSnapshot({ ...SNAPSHOT, calls: [aCall({ id: 'one' })] });
    expect(after.getState().selection).toEqual({ callId: 'one', by: 'auto' });
  });

  it('stays the choice of the window where it was one', async () => {
    const before = await loadedAnew();
    before.getState().takeSnapshot(SNAPSHOT);
    const after = await loadedAnew();
    expect(after.getState().selection).toBeNull();
  });
});
