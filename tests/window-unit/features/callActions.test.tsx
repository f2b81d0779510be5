import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { VOICES } from '#model/voices';
import { aCall } from '#support/window/callFixtures';
import { useCallsStore } from '#window/state/callsStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const button = (name: string) => screen.getByRole('button', { name });
const isBlocked = (element: HTMLElement) => element.getAttribute('aria-disabled') === 'true';
const voiceBox = () => screen.getByRole<HTMLButtonElement>('combobox', { name: 'Voice' });
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const openConfirm = () => {
  fireEvent.click(button('End call'));
  return screen.getByRole('alertdialog');
};

describe('the header of a call', () => {
  it.each([
    ['heard', 'AI disclosed'],
    ['cut', 'AI disclosure cut short'],
    ['not-spoken', 'AI not disclosed'],
  ] as const)('says that the disclosure of the AI is %s', async (disclosure, words) => {
    await renderApp({ calls: [aCall({ disclosure })] });
    expect(screen.getByText(new RegExp(` · ${words}$`))).toBeTruthy();
  });
});

describe('End call', () => {
  it('asks first, naming the call and what happens, with the focus on keeping it', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const dialog = openConfirm();
    expect(dialog.textContent).toMatch(/End call with \+34 600 111 222 \(03:1\d\)\?/);
    expect(dialog.textContent).toContain('The caller is disconnected.');
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep' }));
    expect(bridge.commands).toEqual([]);
    expect(await axeFaults()).toEqual([]);
  });

  it('keeps the call on Keep and on Escape', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    fireEvent.click(within(openConfirm()).getByRole('button', { name: 'Keep' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    openConfirm();
    press('Escape');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(bridge.commands).toEqual([]);
  });

  it('ends it once, however often it is confirmed, and shows that it is under way', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const release = bridge.hold('calls:command');
    const confirm = within(openConfirm()).getByRole('button', { name: 'End call' });
    fireEvent.click(confirm);
    fireEvent.click(confirm);
    expect(bridge.requests.filter((each) => each.name === 'calls:command')).toEqual([
      { name: 'calls:command', input: { callId: 'call-1', command: { kind: 'end' } } },
    ]);
    expect(isBlocked(button('Ending…'))).toBe(true);
    release();
    await settle();
    act(() => {
      bridge.emit({
        type: 'callChanged',
        call: aCall({ state: 'ended', endReason: 'supervisor-hung-up', endedAt: Date.now() }),
      });
    });
    expect(isBlocked(button('End call'))).toBe(true);
    expect(screen.getByText(/^Ended: the supervisor hung up · /)).toBeTruthy();
  });

  it('shows a failure on the call itself until it is dismissed', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'Asterisk did not answer. Try again.');
    fireEvent.click(within(openConfirm()).getByRole('button', { name: 'End call' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('Asterisk did not answer. Try again.');
    fireEvent.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('opens on Ctrl+Backspace, but not while a text is typed, and never by a bare letter', async () => {
    await renderApp({ calls: [aCall()] });
    screen.getByRole('textbox', { name: 'Search calls' }).focus();
    press('Backspace', { ctrlKey: true });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    (document.activeElement as HTMLElement).blur();
    for (const key of 'abcdefghijklmnopqrstuvwxyz') {
      press(key);
      press('Escape');
    }
    expect(screen.queryByRole('alertdialog')).toBeNull();
    press('Backspace', { ctrlKey: true });
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });
});

describe('a ringing call', () => {
  const ringing = aCall({ state: 'ringing', answeredAt: null });

  it('can be answered or declined, and has nothing to end', async () => {
    const bridge = await renderApp({ calls: [ringing] });
    expect(screen.queryByRole('button', { name: 'End call' })).toBeNull();
    fireEvent.click(button('Decline'));
    await settle();
    fireEvent.click(button('Answer'));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'decline' }, { kind: 'answer' }]);
  });

  it('cannot be answered while the link is lost, and says why', async () => {
    const bridge = await renderApp({ calls: [ringing] });
    act(() => {
      const message = phrase('window.no-answer');
      useCallsStore.getState().setLink({ state: 'lost', message, since: Date.now() });
    });
    for (const name of ['Answer', 'Decline']) {
      expect(isBlocked(button(name)), name).toBe(true);
      fireEvent.click(button(name));
    }
    expect(button('Answer').getAttribute('aria-description')).toContain('link to the program');
    expect(bridge.commands).toEqual([]);
  });

  it('does not send a second request while one is under way', async () => {
    const bridge = await renderApp({ calls: [ringing] });
    const release = bridge.hold('calls:command');
    fireEvent.click(button('Answer'));
    expect(isBlocked(button('Answering…'))).toBe(true);
    expect(isBlocked(button('Decline'))).toBe(true);
    release();
    await settle();
    expect(isBlocked(button('Answer'))).toBe(false);
    expect(bridge.commands).toEqual([{ kind: 'answer' }]);
  });
});

describe('Voice', () => {
  const openMenu = () => {
    fireEvent.click(voiceBox());
    return screen.getByRole('listbox', { name: 'Voices' });
  };

  it('offers all voices with their style word', async () => {
    await renderApp({ calls: [aCall()] });
    const menu = within(openMenu());
    const options = menu.getAllByRole('option');
    expect(options.map((option) => option.textContent).sort()).toEqual(
      VOICES.map(({ name, style }) => `${name}${style}`).sort(),
    );
    expect(menu.getByRole('option', { selected: true }).textContent).toBe('KoreFirm');
    expect(screen.getByText(/Applies at the AI's next pause/)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('finds a voice by typing its name or style, and takes it with Enter', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('v');
    const search = screen.getByRole('combobox', { name: 'Find a voice' });
    fireEvent.change(search, { target: { value: 'warm' } });
    const found = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(found.map((option) => option.textContent)).toEqual(['SulafatWarm']);
    fireEvent.keyDown(search, { key: 'Enter' });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'changeVoice', voice: 'Sulafat' }]);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('does nothing when the voice in use is chosen again', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    fireEvent.click(within(openMenu()).getByText('Kore'));
    await settle();
    expect(bridge.commands).toEqual([]);
  });

  it('changes the model too, and shows the one that does not talk yet', async () => {
    const bridge = await renderApp({ calls: [aCall({ model: 'gemini-3.8-live' })] });
    fireEvent.click(voiceBox());
    const model = 'gemini-3.8-live-extended-thinking';
    fireEvent.change(screen.getByLabelText('Model'), { target: { value: model } });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'changeModel', model }]);
    act(() => {
      bridge.emit({
        type: 'callChanged',
        call: aCall({ model: 'gemini-3.8-live', pendingModel: model }),
      });
    });
    await settle();
    expect(screen.getByText(`Switching the model to ${model}…`)).toBeTruthy();
  });

  it('offers no model in a call without one', async () => {
    await renderApp({ calls: [aCall({ model: '' })] });
    fireEvent.click(voiceBox());
    expect(screen.queryByLabelText('Model')).toBeNull();
  });

  it('shows the voice that is not yet heard', async () => {
    await renderApp({ calls: [aCall({ pendingVoice: 'Puck', agentLink: 'switching-voice' })] });
    expect(screen.getByText('Switching to Puck…')).toBeTruthy();
    expect(screen.getByTitle("Applies at the AI's next pause.")).toBeTruthy();
  });

  it('cannot be changed before the call runs, by the button as little as by its key', async () => {
    await renderApp({ calls: [aCall({ state: 'connecting' })] });
    expect(isBlocked(voiceBox())).toBe(true);
    press('v');
    const reason = voiceBox().getAttribute('aria-description') ?? '';
    expect(reason).not.toBe('');
    await screen.findByText(reason, { selector: '[data-sonner-toast] *' });
  });

  it('cannot be changed once the call is over, and says why', async () => {
    await renderApp({ calls: [aCall({ state: 'ended', endedAt: Date.now() })] });
    fireEvent.click(screen.getByRole('row', { name: /^\+34/ }));
    expect(isBlocked(voiceBox())).toBe(true);
    expect(voiceBox().getAttribute('aria-description')).toBe('The call has ended already.');
  });
});
