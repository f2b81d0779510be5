import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { frame, resetSound, sound } from '#support/window/fakeSound';
import { bar, becomes, button, click, takeOver } from '#support/window/headsetSteps';
import { renderApp, settle } from '../../support/window/renderApp';

/** Hands the call back on the card that shows what the AI is told. */
async function confirmHandBack(): Promise<void> {
  const card = within(await screen.findByRole('dialog', { name: 'Hand back to the AI' }));
  fireEvent.click(card.getByRole('button', { name: 'Hand back' }));
  await settle();
}

beforeEach(resetSound);

describe("the supervisor's headset", () => {
  it('plays the call that is listened to, without a microphone', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    const heard = frame();
    bridge.headsets[0]?.handlers.onFrame(heard);
    expect(sound.played).toEqual([heard]);
    expect(sound.handlers).toBeNull();
    expect(button('Listen').getAttribute('aria-pressed')).toBe('true');
    expect(bar().textContent).toContain('Listening to +34 600 111 222');
    await click('Listen');
    expect(bridge.headsets[0]?.closed).toBe(true);
    expect(sound.closed).toBe(1);
    expect(screen.queryByRole('region', { name: 'Your headset' })).toBeNull();
  });

  it('opens the microphone before the call is taken over, and closes it when it is handed back', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }]);
    await becomes(bridge, { floor: 'supervisor' });
    expect(bar().textContent).toContain('+34 600 111 222 hears you');
    expect(screen.getByRole('row', { name: /your microphone is open/ })).toBeTruthy();
    expect(bar().textContent).toContain('Your microphone: Desk microphone');
    const said = frame();
    sound.handlers?.onFrame(said);
    expect(bridge.headsets[0]?.sent).toEqual([said]);
    await click('Hand back');
    expect(sound.handlers).not.toBeNull();
    await confirmHandBack();
    await becomes(bridge, { floor: 'agent' });
    expect(sound.handlers).toBeNull();
    expect(button('Listen').getAttribute('aria-pressed')).toBe('true');
  });

  it('stays on the call in which it speaks, and on no walk, and says why', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    fireEvent.keyDown(document.body, { key: 'l' });
    await screen.findByText('You speak in this call, and hear it all the while');
    fireEvent.keyDown(document.body, { key: 'L', shiftKey: true });
    await screen.findByText(/^You speak in the call with \+34/);
    expect(bridge.headsets.map(({ closed }) => closed)).toEqual([false]);
  });

  it('closes the microphone when somebody else hands the call back', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    await becomes(bridge, { floor: 'agent' });
    expect(sound.handlers).toBeNull();
  });

  it.each([
    ['none-found', 'No microphone was found'],
    ['denied', 'does not let Cordboard use the microphone'],
    ['in-use', 'in use by another program'],
    ['failed', 'could not be opened'],
  ] as const)(
    'without a microphone (%s) takes no call over, and says why',
    async (problem, why) => {
      sound.microphone = { ok: false, problem };
      const bridge = await renderApp({ calls: [aCall()] });
      await click('Take over');
      expect(screen.getByRole('alert').textContent).toContain(why);
      await click('Take over');
      expect(bridge.commands).toEqual([]);
    },
  );

  it('says so when the microphone is lost, and takes it again', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    act(() => {
      sound.handlers?.onLost();
    });
    expect(screen.getByRole('alert').textContent).toContain('The microphone was disconnected');
    expect(screen.getByText(/your microphone is not connected/)).toBeTruthy();
    const told = within(screen.getByRole('alert'));
    fireEvent.click(told.getByRole('button', { name: 'Connect microphone' }));
    await settle();
    await settle();
    expect(bar().textContent).toContain('hears you');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says that the microphone is asleep until it wakes up', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    vi.useFakeTimers();
    act(() => {
      sound.handlers?.onFrame(frame());
      vi.advanceTimersByTime(1_600);
    });
    vi.useRealTimers();
    expect(screen.getByRole('alert').textContent).toContain('Your microphone gives no sound');
    act(() => {
      sound.handlers?.onFrame(frame());
    });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says where another program has the key that closes it from anywhere', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.panicKey = false;
    await click('Listen');
    expect(bar().textContent).toContain('Ctrl+⇧+M works only in Cordboard’s window');
    await click('Listen');
    bridge.panicKey = true;
    await click('Listen');
    expect(bar().textContent).not.toContain('works only');
  });

  it('closes the microphone when the take-over fails', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'The call is on hold.');
    await takeOver();
    expect(sound.handlers).toBeNull();
    expect(screen.getByRole('alert').textContent).toBe('The call is on hold.');
  });

  it('says why a call cannot be listened to', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('openHeadset', 'Somebody listens already.');
    await click('Listen');
    expect(screen.getByRole('alert').textContent).toContain('Somebody listens already.');
    expect(button('Listen').getAttribute('aria-pressed')).toBe('false');
    sound.canPlay = false;
    await click('Listen');
    expect(screen.getByRole('alert').textContent).toContain('Sound could not be opened');
  });

  it('goes off with the call', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    act(() => {
      bridge.headsets[0]?.handlers.onClose();
    });
    expect(button('Listen').getAttribute('aria-pressed')).toBe('false');
    expect(sound.closed).toBe(1);
  });

  it('speaks to the party of a consultation', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    fireEvent.keyDown(document.body, { key: 'x' });
    await settle();
    fireEvent.change(screen.getByLabelText('Extension or number'), { target: { value: '204' } });
    await click('Ask first');
    expect(bridge.requests.at(-1)).toMatchObject({
      input: { command: { kind: 'consult', target: '204' } },
    });
    await becomes(bridge, { consultation: { target: '204', state: 'talking' } });
    expect(sound.handlers).not.toBeNull();
    await becomes(bridge, {});
    expect(sound.handlers).toBeNull();
  });

  describe('with two calls', () => {
    const second = aCall({ id: 'call-2', meterId: 2, callerNumber: '+49301234567' });
    const open = (name: RegExp) => {
      fireEvent.click(screen.getByRole('row', { name }));
    };

    it('says whose call is heard on every screen, and leads back to it', async () => {
      await renderApp({ calls: [aCall(), second] });
      open(/^\+34/);
      await click('Listen');
      open(/^\+49/);
      fireEvent.click(screen.getByRole('button', { name: 'History' }));
      expect(bar().textContent).toContain('Listening to +34 600 111 222');
      fireEvent.click(button('Go to the call'));
      expect(screen.getByRole('row', { name: /^\+34.*/ }).getAttribute('aria-selected')).toBe(
        'true',
      );
      expect(screen.getByRole('row', { name: /^\+34/ }).textContent).toContain('you listen');
    });

    it('moves the ear, and says so', async () => {
      const bridge = await renderApp({ calls: [aCall(), second] });
      open(/^\+34/);
      await click('Listen');
      open(/^\+49/);
      await click('Listen');
      expect(bridge.headsets.map(({ closed }) => closed)).toEqual([true, false]);
      expect(
        screen.getByText('You now hear +49301234567, and no longer +34 600 111 222.'),
      ).toBeTruthy();
    });

    it('does not leave a caller alone to listen to another one', async () => {
      const bridge = await renderApp({ calls: [aCall(), second] });
      open(/^\+34/);
      await takeOver();
      await becomes(bridge, { floor: 'supervisor' });
      open(/^\+49/);
      sound.handlers?.onFrame(frame());
      await click('Listen');
      expect(screen.getByRole('alert').textContent).toContain('You speak in the call with +34');
      expect(bridge.headsets).toHaveLength(1);
      expect(sound.handlers).not.toBeNull();
    });

    it('hands the first call back before it takes the second over', async () => {
      const bridge = await renderApp({ calls: [aCall(), second] });
      open(/^\+34/);
      await takeOver();
      await becomes(bridge, { floor: 'supervisor' });
      open(/^\+49/);
      await click('Take over');
      expect(screen.getByRole('dialog').textContent).toContain('It is handed back to its AI first');
      await click('Hand back, then take over');
      expect(
        bridge.requests.filter(({ name }) => name === 'calls:command').map(({ input }) => input),
      ).toEqual([
        { callId: 'call-1', command: { kind: 'takeOver' } },
        { callId: 'call-1', command: { kind: 'handBack' } },
        { callId: 'call-2', command: { kind: 'takeOver' } },
      ]);
      expect(bar().textContent).toContain('+49301234567 hears you');
    });

    it('keeps the first call when it cannot be handed back', async () => {
      const bridge = await renderApp({ calls: [aCall(), second] });
      open(/^\+34/);
      await takeOver();
      await becomes(bridge, { floor: 'supervisor' });
      open(/^\+49/);
      await click('Take over');
      bridge.failNext('calls:command', 'The AI is gone.');
      await click('Hand back, then take over');
      expect(bar().textContent).toContain('+34 600 111 222 hears you');
      expect(bridge.headsets).toHaveLength(1);
    });
  });

  it('asks once a call, and names the microphone before anybody hears it', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    const dialog = screen.getByRole('dialog', { name: /Speak with \+34/ });
    expect(dialog.textContent).toContain('Nobody hears this yet: Desk microphone');
    expect(bridge.headsets).toEqual([]);
    await click('Take over');
    await becomes(bridge, { floor: 'supervisor' });
    await click('Hand back');
    await confirmHandBack();
    await becomes(bridge, { floor: 'agent' });
    await click('Take over');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bar().textContent).toContain('hears you');
  });

  it('is heard only while the key is held with push-to-talk', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    fireEvent.click(screen.getByLabelText('Push to talk'));
    await click('Take over');
    await becomes(bridge, { floor: 'supervisor' });
    const hears = () => {
      const said = new Int16Array(320).fill(1_000).buffer;
      sound.handlers?.onFrame(said);
      // Silence goes instead: who sends nothing at all counts as gone.
      const arrived = bridge.headsets[0]?.sent.at(-1) ?? new ArrayBuffer(0);
      expect(arrived.byteLength).toBe(640);
      return new Int16Array(arrived).some((sample) => sample !== 0);
    };
    expect(hears()).toBe(false);
    // The button that was pressed last must not be pressed by the key again.
    button('Hand back').focus();
    fireEvent.keyDown(button('Hand back'), { key: ' ', code: 'Space' });
    expect(hears()).toBe(true);
    fireEvent.keyUp(button('Hand back'), { key: ' ', code: 'Space' });
    expect(hears()).toBe(false);
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }]);
  });

  it('closes the microphone from anywhere by one key, and gives the call back', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    fireEvent.click(screen.getByRole('button', { name: 'History' }));
    fireEvent.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
    fireEvent.keyDown(document.activeElement!, { key: 'M', ctrlKey: true, shiftKey: true });
    expect(sound.handlers).toBeNull();
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }, { kind: 'handBack' }]);
    expect(bridge.headsets[0]?.closed).toBe(true);
  });
});
