import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { resetSound, sound } from '#support/window/fakeSound';
import { becomes, click, takeOver } from '#support/window/headsetSteps';
import { savedChoices } from '#window/features/headset/headsetChoices';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const dialog = () => screen.getByRole('dialog', { name: 'Transfer the call' });
const ask = () => within(dialog()).getByRole('button', { name: 'Ask first' });

async function openTransfer(): Promise<void> {
  fireEvent.keyDown(document.body, { key: 'x' });
  await settle();
  fireEvent.change(within(dialog()).getByLabelText('Extension or number'), {
    target: { value: '204' },
  });
  await settle();
}

beforeEach(resetSound);

describe('asking somebody before a transfer', () => {
  it('names the microphone before anybody hears it, and lets it be heard by key alone', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await openTransfer();
    expect(dialog().textContent).toContain('Nobody hears this yet: Desk microphone');
    fireEvent.click(within(dialog()).getByLabelText('Push to talk'));
    expect(savedChoices().talk).toBe('push');
    expect(await axeFaults()).toEqual([]);
    expect(bridge.headsets).toEqual([]);
  });

  it('is not offered without a microphone, and says why', async () => {
    sound.microphone = { ok: false, problem: 'denied' };
    const bridge = await renderApp({ calls: [aCall()] });
    await openTransfer();
    expect(within(dialog()).getByRole('alert').textContent).toContain(
      'does not let Cordboard use the microphone',
    );
    expect(ask()).toHaveProperty('disabled', true);
    await click('Transfer to 204 at once');
    expect(bridge.commands).toEqual([{ kind: 'transfer', target: '204' }]);
  });

  it('waits for the device, and says there why it could not be opened', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await openTransfer();
    let answer: (() => void) | undefined;
    sound.until = new Promise((resolve) => {
      answer = resolve;
    });
    fireEvent.click(ask());
    await settle();
    expect(ask().getAttribute('aria-disabled')).toBe('true');
    sound.microphone = { ok: false, problem: 'in-use' };
    answer?.();
    await settle();
    await settle();
    expect(within(dialog()).getByRole('alert').textContent).toContain('in use by another program');
    expect(ask().getAttribute('aria-disabled')).toBe('false');
    expect(bridge.commands).toEqual([]);
  });

  it('says that the microphone is heard already by who has taken the call over', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    const asked = sound.asked.length;
    act(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await openTransfer();
    expect(dialog().textContent).toContain('Your microphone: Desk microphone');
    expect(sound.asked.length).toBe(asked);
  });
});
