import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#model/call';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { resetSound } from '#support/window/fakeSound';
import { closePopover } from '#window/state/uiStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

/** A control of the bar, or of the panel behind More, which is opened for it. */
const tile = (name: string): HTMLElement => {
  const named = { name: new RegExp(`^${name}`) };
  const bar = within(screen.getByRole('toolbar', { name: 'Actions', hidden: true }));
  const found = bar.queryByRole('button', { ...named, hidden: true });
  if (found !== null) {
    return found;
  }
  if (screen.queryByRole('dialog', { name: 'More' }) === null) {
    fireEvent.click(bar.getByRole('button', { name: 'More' }));
  }
  return within(screen.getByRole('dialog', { name: 'More' })).getByRole('button', named);
};
const closeMore = (): void => {
  act(() => {
    closePopover();
  });
};
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const isPressed = (name: string) => tile(name).getAttribute('aria-pressed');
const isBlocked = (name: string) => tile(name).getAttribute('aria-disabled') === 'true';

async function becomes(bridge: FakeBridge, patch: Partial<Call>): Promise<void> {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
}

describe('the controls of a running call', () => {
  it.each([
    ['Hold', 'h', {}, { kind: 'hold' }],
    ['Hold', 'h', { heldBy: 'supervisor', state: 'held' }, { kind: 'resume' }],
    ['AI hears silence', 'M', {}, { kind: 'muteCaller', on: true }],
    ['Caller hears silence', 'm', { agentMuted: true }, { kind: 'muteAgent', on: false }],
    ['AI waits', 'u', {}, { kind: 'pauseAgent', on: true }],
    ['Record', 'r', {}, { kind: 'startRecording' }],
    ['Record', 'r', { recording: 'on' }, { kind: 'stopRecording' }],
    ['Pause recording', 'R', { recording: 'on' }, { kind: 'pauseRecording' }],
    ['Pause recording', 'R', { recording: 'paused' }, { kind: 'resumeRecording' }],
  ] as const)('%s does the same by hand and by the key %s', async (name, key, patch, action) => {
    const bridge = await renderApp({ calls: [aCall(patch)] });
    fireEvent.click(tile(name));
    await settle();
    closeMore();
    press(key, { shiftKey: key !== key.toLowerCase() });
    await settle();
    expect(bridge.commands).toEqual([action, action]);
  });

  it('offer nothing that needs an agent in a call without one, by hand or by key', async () => {
    const bridge = await renderApp({ calls: [aCall({ hasAgent: false })] });
    const reason = wordsOf(phrase('refused.no-agent'));
    for (const name of ['Listen', 'Take over', 'AI hears silence', 'Record']) {
      expect([isBlocked(name), tile(name).textContent]).toEqual([true, `${name}${reason}`]);
      fireEvent.click(tile(name));
    }
    closeMore();
    for (const key of ['l', 't', 'r']) {
      press(key);
    }
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(['Hold', 'Transfer'].map(isBlocked)).toEqual([false, false]);
  });

  it('show what the call has become, not what was asked for', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    expect(isPressed('Hold')).toBe('false');
    fireEvent.click(tile('Hold'));
    await settle();
    expect(isPressed('Hold')).toBe('false');
    await becomes(bridge, { state: 'held', heldBy: 'supervisor' });
    expect(isPressed('Hold')).toBe('true');
  });

  it('are sent once, however often they are pressed, and leave the others free', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const release = bridge.hold('calls:command');
    fireEvent.click(tile('Hold'));
    fireEvent.click(tile('Hold'));
    expect(isBlocked('Hold')).toBe(true);
    expect(isBlocked('Caller hears silence')).toBe(false);
    closeMore();
    expect(screen.getByRole('button', { name: 'End call' }).getAttribute('aria-disabled')).toBe(
      'false',
    );
    release();
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'hold' }]);
    expect(isBlocked('Hold')).toBe(false);
  });

  it('show a refusal on the call', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'Asterisk has no music on hold.');
    fireEvent.click(tile('Hold'));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('Asterisk has no music on hold.');
  });

  it.each([
    ['Hold', { state: 'connecting' }, 'The call is still being connected'],
    ['Take over', { state: 'held', heldBy: 'supervisor' }, 'The call is on hold'],
    ['Pause recording', {}, 'The call is not being recorded'],
    [
      'Transfer',
      { consultation: { target: '204', state: 'ringing' } },
      'End the consultation first',
    ],
  ] as const)('%s does nothing where it makes no sense, and says why', async (name, patch, why) => {
    const bridge = await renderApp({ calls: [aCall(patch)] });
    fireEvent.click(tile(name));
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(isBlocked(name)).toBe(true);
    expect(tile(name).textContent).toContain(why);
    expect(await axeFaults()).toEqual([]);
  });

  it('do nothing for a call that is over', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await becomes(bridge, { state: 'ended', endReason: 'transferred', endedAt: Date.now() });
    for (const key of 'hmurtlsw') {
      press(key);
    }
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(screen.getByText(/^Ended: the caller was transferred · /)).toBeTruthy();
  });

  it('choose what happens when the caller interrupts', async () => {
    const bridge = await renderApp({ calls: [aCall({ bargeIn: 'immediate' })] });
    press('g');
    const choices = within(
      screen.getByRole('dialog', { name: 'When interrupted' }),
    ).getAllByRole<HTMLInputElement>('radio');
    expect(choices.map((each) => each.checked)).toEqual([true, false, false]);
    fireEvent.click(screen.getByText('Pause, then decide'));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'setBargeIn', mode: 'confirm' }]);
  });

  it('send keys in the order in which they are pressed, none of them lost', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('d');
    const pad = screen.getByRole('dialog', { name: 'Keypad' });
    const release = bridge.hold('calls:command');
    for (const key of ['1', '2', '#']) {
      fireEvent.click(within(pad).getByRole('button', { name: key }));
    }
    release();
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'sendDtmf', digits: '1' },
      { kind: 'sendDtmf', digits: '2#' },
    ]);
    expect(within(pad).getByLabelText('Keys sent').textContent).toBe('12#');
    expect(await axeFaults()).toEqual([]);
  });

  it('take the keys that are typed as soon as the pad is open, and from the other controls', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('d');
    await settle();
    fireEvent.keyDown(document.activeElement ?? document.body, { key: '7' });
    const pad = within(screen.getByRole('dialog', { name: 'Keypad' }));
    fireEvent.click(pad.getByRole('button', { name: 'More' }));
    await settle();
    const tile = document.activeElement;
    expect(tile?.textContent).toContain('Keypad');
    fireEvent.click(tile!);
    await settle();
    fireEvent.keyDown(document.activeElement ?? document.body, { key: '#' });
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'sendDtmf', digits: '7' },
      { kind: 'sendDtmf', digits: '#' },
    ]);
  });

  it('mark the call in list and header', async () => {
    await renderApp({
      calls: [aCall({ floor: 'supervisor', recording: 'paused', callerMuted: true })],
    });
    const row = screen.getByRole('row', { name: /^\+34/ });
    expect(row.getAttribute('aria-label')).toContain('taken over, caller muted, recording paused');
    for (const badge of ['Taken over', 'Caller muted', 'Recording paused']) {
      expect(screen.getByText(badge)).toBeTruthy();
    }
  });
});

describe('words for the AI', () => {
  const field = () =>
    screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Words (for|the)/ });
  const write = async (text: string, init: KeyboardEventInit = {}) => {
    fireEvent.change(field(), { target: { value: text } });
    fireEvent.keyDown(field(), { key: 'Enter', ...init });
    await settle();
  };
  const wait = async (ms: number) => {
    await act(() => vi.advanceTimersByTimeAsync(ms));
  };

  afterEach(() => {
    vi.useRealTimers();
  });

  it('are whispered, unless they are meant for the caller', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await write('  Be brief. ');
    expect(field().value).toBe('');
    expect(bridge.commands).toEqual([{ kind: 'whisper', text: 'Be brief.' }]);
  });

  it.each([
    ['by its own mode', 's', {}],
    ['by Shift and Enter', 'w', { shiftKey: true }],
  ] as const)('are said to the caller %s, after a moment', async (_how, key, init) => {
    const bridge = await renderApp({ calls: [aCall()] });
    vi.useFakeTimers();
    press(key);
    expect(document.activeElement).toBe(field());
    fireEvent.change(field(), { target: { value: 'One moment, please.' } });
    fireEvent.keyDown(field(), { key: 'Enter', ...init });
    await wait(1_400);
    expect(bridge.commands).toEqual([]);
    await wait(200);
    expect(bridge.commands).toEqual([{ kind: 'say', text: 'One moment, please.' }]);
    expect(field().value).toBe('');
    // What is typed next is no slip that the caller hears.
    expect(field().getAttribute('aria-label')).toBe('Words for the AI alone');
  });

  it('can be taken back before the AI says them', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    vi.useFakeTimers();
    press('s');
    fireEvent.change(field(), { target: { value: 'Ten percent off.' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(field().value).toBe('Ten percent off.');
    await wait(5_000);
    expect(bridge.commands).toEqual([]);
  });

  it('stay when they are refused', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'The AI is not connected.');
    await write('Be brief.');
    expect(field().value).toBe('Be brief.');
    expect(screen.getByRole('alert').textContent).toBe('The AI is not connected.');
  });

  it('stay with their call, and keep the focus whatever becomes of it', async () => {
    const other = aCall({ id: 'call-2', meterId: 2, callerNumber: '+49301234567' });
    const bridge = await renderApp({ calls: [aCall(), other] });
    fireEvent.click(screen.getByRole('row', { name: /^\+34/ }));
    field().focus();
    fireEvent.change(field(), { target: { value: 'Offer him' } });
    await becomes(bridge, { floor: 'supervisor' });
    expect(document.activeElement).toBe(field());
    fireEvent.click(screen.getByRole('row', { name: /^\+49/ }));
    expect(field().value).toBe('');
    fireEvent.click(screen.getByRole('row', { name: /^\+34/ }));
    expect(field().value).toBe('Offer him');
  });

  it('are not said while the supervisor has the call, and say why', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    press('w');
    await write('Be brief.', { shiftKey: true });
    expect(bridge.commands).toEqual([]);
    expect(field().value).toBe('Be brief.');
    expect(screen.getByRole('button', { name: /^Say/ }).textContent).toContain(
      'The call is taken over. Hand it back first.',
    );
  });
});

describe('the dialogs of a call', () => {
  it('transfer to a number', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('x');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Transfer the call' });
    fireEvent.change(within(dialog).getByLabelText('Extension or number'), {
      target: { value: '204' },
    });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Transfer to 204 at once' }));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'transfer', target: '204' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('say why a number that was pasted cannot be dialled', async () => {
    resetSound();
    const bridge = await renderApp({ calls: [aCall()] });
    press('x');
    await settle();
    const transfer = screen.getByRole('dialog', { name: 'Transfer the call' });
    const field = within(transfer).getByLabelText('Extension or number');
    fireEvent.change(field, { target: { value: 'sip:ana@pbx.example' } });
    expect(within(transfer).getByRole('alert').textContent).toContain('A name at a SIP host');
    fireEvent.change(field, { target: { value: '030–12 34\u00A056\u200B' } });
    expect(within(transfer).queryByRole('alert')).toBeNull();
    fireEvent.click(
      within(transfer).getByRole('button', { name: 'Transfer to 030123456 at once' }),
    );
    await settle();
    press('c');
    await settle();
    const call = screen.getByRole('dialog', { name: 'New call' });
    fireEvent.change(within(call).getByLabelText('Number or extension'), {
      target: { value: '49 (0) 30 123456' },
    });
    fireEvent.click(within(call).getByRole('button', { name: 'Call' }));
    await settle();
    expect(within(call).getByRole('alert').textContent).toContain('whether the (0) is dialled');
    expect(bridge.commands).toEqual([{ kind: 'transfer', target: '030123456' }]);
    expect(bridge.sent).not.toContain('calls:place');
  });

  it('keep a transfer open that was refused', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'There is no extension 204.');
    press('x');
    await settle();
    fireEvent.change(screen.getByLabelText('Extension or number'), { target: { value: '204' } });
    fireEvent.click(screen.getByRole('button', { name: 'Transfer to 204 at once' }));
    await settle();
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toBe(
      'There is no extension 204.',
    );
    expect(await axeFaults()).toEqual([]);
  });

  it('show the instruction in force, and change it after showing what changes', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.instruction = { text: 'You are Robin. Be long.', changed: false };
    press('i');
    await settle();
    const dialog = within(screen.getByRole('dialog', { name: 'Change the instruction' }));
    const field = dialog.getByLabelText<HTMLTextAreaElement>('System instruction');
    const change = dialog.getByRole<HTMLButtonElement>('button', { name: 'Change' });
    expect([field.value, change.disabled]).toEqual(['You are Robin. Be long.', true]);
    fireEvent.change(field, { target: { value: 'You are Robin. Be short.' } });
    const changes = dialog.getByRole('region', { name: 'What changes' });
    expect(changes.querySelector('del')?.textContent).toBe('long.');
    expect(changes.querySelector('ins')?.textContent).toBe('short.');
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(change);
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'changeInstruction', text: 'You are Robin. Be short.' },
    ]);
  });

  it('say why the instruction in force cannot be read, and let another be given', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:instruction', 'The answer took too long.');
    press('i');
    await settle();
    const dialog = within(screen.getByRole('dialog', { name: 'Change the instruction' }));
    expect(dialog.getByRole('alert').textContent).toBe('The answer took too long.');
    fireEvent.change(dialog.getByLabelText('System instruction'), { target: { value: 'Brief.' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Change' }));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'changeInstruction', text: 'Brief.' }]);
  });

  it('call somebody, and select the call', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('c');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'New call' });
    fireEvent.change(within(dialog).getByLabelText('Number or extension'), {
      target: { value: '\u202Dtel:+1 (202) 555–0123\u202C' },
    });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Call' }));
    await settle();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'calls:place',
      input: { number: '+12025550123', profileId: 'default' },
    });
    await becomes(bridge, { id: 'placed-1', meterId: 2, direction: 'outbound', state: 'dialing' });
    const row = screen.getByRole('row', { name: /dialing/ });
    expect(row.getAttribute('aria-selected')).toBe('true');
  });
});

describe('somebody who is asked before a transfer', () => {
  it('can be connected once they have answered, and left again', async () => {
    const bridge = await renderApp({
      calls: [aCall({ consultation: { target: '204', state: 'ringing' } })],
    });
    const strip = () => screen.getByRole('group', { name: 'Asking before a transfer' });
    const connect = () => within(strip()).getByRole('button', { name: 'Connect them' });
    expect(connect().getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(connect());
    await becomes(bridge, { consultation: { target: '204', state: 'talking' } });
    fireEvent.click(connect());
    await settle();
    fireEvent.click(within(strip()).getByRole('button', { name: 'Back to the caller' }));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'completeTransfer' }, { kind: 'cancelTransfer' }]);
    expect(await axeFaults()).toEqual([]);
  });
});
