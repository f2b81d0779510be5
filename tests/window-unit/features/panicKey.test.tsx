import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { chooseKeys, keysOf, useKeyChoices } from '#window/features/commands/index';
import { savedKeys } from '#window/features/commands/keys/bindings';
import { stopListening } from '#window/features/headset/index';
import { renderApp, settle } from '../../support/window/renderApp';

async function choose(...keys: readonly string[]): Promise<void> {
  act(() => {
    chooseKeys({ own: { 'headset.panic': keys } });
  });
  await settle();
}

describe('the key that closes the headset from any program', () => {
  it('leaves people what they type, copy and move by, and says so', async () => {
    await renderApp();
    fireEvent.keyDown(document.body, { key: '?' });
    const change = screen.getByLabelText(
      'Change the key for: Close my microphone, leave every call',
    );
    const take = (init: KeyboardEventInit) => {
      fireEvent.click(change);
      fireEvent.keyDown(change, init);
    };
    const keys = () => keysOf('headset.panic', useKeyChoices.getState());
    for (const init of [{ key: 'm' }, { key: 'Delete' }, { key: 'v', ctrlKey: true }]) {
      take(init);
      expect(keys(), init.key).toEqual(['mod+shift+m']);
    }
    expect(screen.getByText(/^Ctrl\+V is needed in fields/)).toBeTruthy();
    take({ key: 'F9' });
    expect(keys()).toEqual(['f9']);
  });

  it('is the usual one again where one was kept that people type with', () => {
    const kept = { own: { 'headset.panic': ['m'], 'call.hold': ['m'] } };
    localStorage.setItem('keys', JSON.stringify(kept));
    expect(savedKeys().own).toEqual({ 'call.hold': ['m'] });
    expect(keysOf('headset.panic', savedKeys())).toEqual(['mod+shift+m']);
  });

  it('is left to the page while there is nothing to close', async () => {
    await renderApp();
    await choose('mod+b');
    expect(fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true })).toBe(true);
    await screen.findByText('Your headset is on no call');
  });

  it('is the usual one, until another is chosen', async () => {
    const bridge = await renderApp();
    expect(bridge.panicAccelerator).toBe('CommandOrControl+Shift+M');
    await choose('mod+k');
    expect(bridge.panicAccelerator).toBe('CommandOrControl+K');
    await choose('f9');
    expect(bridge.panicAccelerator).toBe('F9');
  });

  it('is none that people type with, but the first of several that may be', async () => {
    const bridge = await renderApp();
    for (const typed of ['m', 'shift+m', 'space', 'numpadadd', 'mod+arrowup', 'mod+c']) {
      await choose(typed);
      expect(bridge.panicAccelerator, typed).toBeNull();
    }
    await choose('m', 'mod+shift+f12');
    expect(bridge.panicAccelerator).toBe('CommandOrControl+Shift+F12');
    await choose();
    expect(bridge.panicAccelerator).toBeNull();
  });

  it('says so where it does not, also when it is changed while a headset is open', async () => {
    const audio = {
      setVolume: () => undefined,
      setSpeaker: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    };
    vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(audio as unknown as HeadsetAudio);
    stopListening();
    const bridge = await renderApp({ calls: [aCall()] });
    fireEvent.click(screen.getByRole('button', { name: 'Listen' }));
    await screen.findByText(/^Listening to/);
    const warned = () => screen.queryByText(/works only in Cordboard’s window/);
    expect(warned()).toBeNull();
    bridge.panicKey = false;
    await choose('mod+/');
    expect(warned()).not.toBeNull();
    bridge.panicKey = true;
    await choose('f9');
    expect(warned()).toBeNull();
    stopListening();
  });
});
