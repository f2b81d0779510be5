import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { frame, resetSound, sound } from '#support/window/fakeSound';
import { bar, becomes, button, click, takeOver } from '#support/window/headsetSteps';
import { chooseForHeadset } from '#window/features/headset/headsetChoices';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

/** A caller hears the supervisor, who opens the settings. */
async function speakingInDialog() {
  const bridge = await renderApp({ calls: [aCall()] });
  await takeOver();
  await becomes(bridge, { floor: 'supervisor' });
  await click('Settings');
  return bridge;
}

const dialog = () => screen.queryByRole('dialog', { name: 'Settings' });

beforeEach(resetSound);

describe("the headset's bar while a dialog is open", () => {
  it('can be read and pressed, and leaves the dialog open', async () => {
    const bridge = await speakingInDialog();
    expect(bar().textContent).toContain('+34 600 111 222 hears you');
    fireEvent.pointerDown(button('Stop and hand back'));
    await click('Stop and hand back');
    expect(bridge.commands.at(-1)).toEqual({ kind: 'handBack' });
    expect(sound.handlers).toBeNull();
    expect(dialog()).not.toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('announces what is wrong with the microphone', async () => {
    await speakingInDialog();
    act(() => {
      sound.handlers?.onLost();
    });
    expect(screen.getByRole('alert').textContent).toContain('The microphone was disconnected');
  });

  it('lets the key to talk act, but in fields and on controls', async () => {
    const bridge = await speakingInDialog();
    act(() => {
      chooseForHeadset({ talk: 'push' });
    });
    await settle();
    const hears = (target: HTMLElement): boolean => {
      target.focus();
      fireEvent.keyDown(target, { key: ' ', code: 'Space' });
      const said = frame();
      sound.handlers?.onFrame(said);
      fireEvent.keyUp(target, { key: ' ', code: 'Space' });
      return bridge.headsets[0]?.sent.at(-1) === said;
    };
    expect(hears(dialog()!)).toBe(true);
    expect(hears(dialog()!.querySelector('input')!)).toBe(false);
    expect(hears(dialog()!.querySelector('button')!)).toBe(false);
    act(() => {
      chooseForHeadset({ talk: 'open' });
    });
  });
});
