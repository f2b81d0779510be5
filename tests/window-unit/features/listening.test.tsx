import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#model/call';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { SOUND_DEVICES } from '#support/window/soundDevices';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { listenBack, stopListening } from '#window/features/headset/headset';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const button = (name: string) => screen.getByRole('button', { name });
const bar = () => screen.getByRole('region', { name: 'Your headset' });

async function click(name: string): Promise<void> {
  fireEvent.click(button(name));
  await settle();
  await settle();
}

async function becomes(bridge: FakeBridge, patch: Partial<Call>): Promise<void> {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
}

beforeEach(() => {
  vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(SOUND_DEVICES);
  stopListening();
});

describe('what a supervisor hears of a call', () => {
  it('hears the side that is chosen, of this call and of the next one', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    expect(bridge.headsets[0]?.wishes).toEqual([{ sides: 'both', behindMs: 0 }]);
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'line' } });
    expect(bridge.headsets[0]?.wishes.at(-1)).toBe('line');
    await click('Listen');
    await click('Listen');
    expect(bridge.headsets[1]?.wishes).toEqual([{ sides: 'line', behindMs: 0 }]);
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'both' } });
  });

  it('hears what was said before, and says how far behind it is', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    expect(bar().textContent).toContain('Listening to +34 600 111 222');
    expect(screen.queryByText(/catching up/)).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'] });
    await click('Hear the last 10 s');
    vi.useRealTimers();
    expect(bridge.headsets.map(({ closed }) => closed)).toEqual([true, false]);
    expect(bridge.headsets[1]?.wishes).toEqual([{ sides: 'both', behindMs: 10_000 }]);
    expect(screen.getByText('10 s behind, catching up')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('goes live by button and by key, which are loud only while it is behind', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    expect(button('Hear live').getAttribute('aria-description')).toBe('You hear the call live');
    await click('Hear the last 10 s');
    expect(button('Hear live').className).toContain('btn-primary');
    await click('Hear live');
    expect(bridge.headsets[1]?.wishes.at(-1)).toBe('live');
    expect(screen.queryByText(/catching up/)).toBeNull();
    expect(button('Hear live').className).not.toContain('btn-primary');
    await click('Hear the last 10 s');
    fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    await settle();
    expect(bridge.headsets[2]?.wishes.at(-1)).toBe('live');
    fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    expect(bridge.headsets[2]?.wishes).toHaveLength(2);
  });

  it('is live after what was not kept, and says why', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    await click('Hear the last 10 s');
    act(() => {
      bridge.headsets[1]?.handlers.onSkip({ behindMs: 0 });
    });
    await settle();
    expect(screen.queryByText(/catching up/)).toBeNull();
    expect(screen.getByText(/the recording was paused/)).toBeTruthy();
  });

  it('offers nothing of the past where nothing is kept, and says so to who asks for it', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.keepsPast = false;
    await click('Listen');
    const back = button('Hear the last 10 s');
    expect(back.getAttribute('aria-description')).toContain('“Listen from before” was off');
    await click('Hear the last 10 s');
    expect(bridge.headsets).toHaveLength(1);
    await act(() => listenBack(aCall().id, Date.now()));
    await settle();
    expect(screen.getByText(/“Listen from before” was off/)).toBeTruthy();
  });

  it('hears a call from 10 s before a moment on, at most a minute back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const bridge = await renderApp({ calls: [aCall()] });
    const { id } = aCall();
    await listenBack(id, Date.now() - 4_000);
    await listenBack(id, Date.now() - 300_000);
    vi.useRealTimers();
    expect(bridge.headsets.map(({ wishes }) => wishes)).toMatchObject([
      [{ behindMs: 14_000 }],
      [{ behindMs: 60_000 }],
    ]);
  });

  it('says that the caller hears music, which is not in what the headset hears', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'line' } });
    expect(bar().textContent).not.toContain('hold music');
    await becomes(bridge, { state: 'held', heldBy: 'supervisor', music: true });
    expect(bar().textContent).toContain('The caller hears hold music');
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'both' } });
    expect(bar().textContent).not.toContain('hold music');
  });

  it('remembers which side is heard', async () => {
    await renderApp({ calls: [aCall()] });
    await click('Listen');
    fireEvent.change(screen.getByRole('combobox', { name: 'What you hear' }), {
      target: { value: 'line' },
    });
    vi.resetModules();
    const { useListeningStore } = await import('#window/features/headset/listeningStore');
    expect(useListeningStore.getState().sides).toBe('line');
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'both' } });
  });

  it('names who else listens, in the head of the call and in its row, but not itself', async () => {
    const listeners = ['window:owner', 'api:ben', 'window:cem'];
    const bridge = await renderApp({ calls: [aCall({ listeners: listeners.slice(1) })] });
    const row = () => screen.getByRole('row', { name: /live/ });
    expect(screen.getByText('Listening: ben (API), cem')).toBeTruthy();
    expect(row().textContent).toContain('ben (API), cem');
    await click('Listen');
    await becomes(bridge, { listeners: ['window:owner', 'api:ben'] });
    expect(screen.getByText('Listening: ben (API)')).toBeTruthy();
    expect(row().getAttribute('aria-label')).toContain('Listening: ben (API)');
    expect(await axeFaults()).toEqual([]);
    await becomes(bridge, { listeners: ['window:owner'] });
    expect(screen.queryByText(/^Listening: /)).toBeNull();
  });
});
