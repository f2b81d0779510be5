import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { chooseKeys } from '#window/features/commands/index';
import { stopListening } from '#window/features/headset/index';
import { renderApp, settle } from '../../support/window/renderApp';

async function choose(...keys: readonly string[]): Promise<void> {
  act(() => {
    chooseKeys({ own: { 'headset.panic': keys } });
  });
  await settle();
}

describe('the key that closes the headset from any program', () => {
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
    await choose('m');
    expect(warned()).not.toBeNull();
    bridge.panicKey = true;
    await choose('f9');
    expect(warned()).toBeNull();
    stopListening();
  });
});
