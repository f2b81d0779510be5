import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { aCall, aNotice, aSetting } from '#support/window/callFixtures';
import { chooseKeys } from '#window/features/commands/keys/bindings';
import { useInspector } from '#window/state/inspector';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });

const holds = [{ kind: 'hold' }];

describe('the keys of the commands', () => {
  it('act in list and detail, and not in fields, menus, dialogs and the bar', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    screen.getByRole('textbox', { name: 'Search calls' }).focus();
    press('h');
    screen.getByRole('button', { name: 'Settings' }).focus();
    press('h');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Theme' }), { key: 'Enter' });
    fireEvent.keyDown(screen.getByRole('menu'), { key: 'h' });
    fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    await settle();
    expect(bridge.commands).toEqual([]);
    screen.getByRole('region', { name: 'Selected call' }).focus();
    press('h');
    await settle();
    expect(bridge.commands).toEqual(holds);
  });

  it('can be switched off where they are single, and stay off', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('?');
    fireEvent.click(screen.getByLabelText('Single keys act'));
    press('Escape');
    await settle();
    for (const key of ['h', 'l', 't', '?']) {
      press(key);
    }
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
    press('k', { ctrlKey: true });
    expect(screen.getByRole('dialog', { name: 'Find' })).toBeTruthy();
    expect(localStorage.getItem('keys')).toContain('"characters":false');
  });

  it('can be changed; a key that is taken says from what', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('?');
    const change = screen.getByLabelText('Change the key for: Hold');
    change.focus();
    fireEvent.click(change);
    press('m');
    expect(screen.getByText('M was taken from: Caller hears silence')).toBeTruthy();
    press('Escape');
    await settle();
    (document.activeElement as HTMLElement).blur();
    press('h');
    press('m');
    await settle();
    expect(bridge.commands).toEqual(holds);
  });

  it('follow another set of keys', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    press('?');
    fireEvent.change(screen.getByLabelText('Keys for'), { target: { value: 'switchboard' } });
    press('Escape');
    await settle();
    press('h');
    press('F9');
    await settle();
    expect(bridge.commands).toEqual(holds);
  });

  it('do nothing to a call from fields and buttons elsewhere, function keys neither', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    chooseKeys({ profile: 'switchboard', own: { 'call.muteAgent': ['mod+j'] } });
    for (const field of [
      screen.getByRole('textbox', { name: 'Search calls' }),
      screen.getByRole('textbox', { name: 'Words for the AI alone' }),
      screen.getByRole('button', { name: 'Settings' }),
    ]) {
      field.focus();
      press('F9');
      press('F7');
      press('j', { ctrlKey: true });
    }
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
    screen.getByRole('region', { name: 'Selected call' }).focus();
    press('F9');
    await settle();
    expect(bridge.commands).toEqual(holds);
  });

  it('of the window act from fields, function keys too', async () => {
    await renderApp({ calls: [aCall()] });
    chooseKeys({ own: { 'window.shortcuts': ['f1'] } });
    screen.getByRole('textbox', { name: 'Search calls' }).focus();
    press('F1');
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  });

  it('say why they do nothing now', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'agent' })] });
    press('b');
    await screen.findByText('The call is not taken over.');
    expect(bridge.commands).toEqual([]);
  });

  it('lead to the calls that need somebody, by their place', async () => {
    const alarmed = (id: string, meterId: number, callerNumber: string, danger: boolean) =>
      aCall({
        id,
        meterId,
        callerNumber,
        notices: [aNotice({ severity: danger ? 'danger' : 'warn' })],
      });
    await renderApp({
      calls: [aCall(), alarmed('warned', 2, '+491', false), alarmed('failed', 3, '+492', true)],
    });
    press('2');
    expect(screen.getByRole('row', { name: /^\+491/ }).getAttribute('aria-selected')).toBe('true');
    press('1');
    expect(screen.getByRole('row', { name: /^\+492/ }).getAttribute('aria-selected')).toBe('true');
    press('3');
    await screen.findByText('Only 2 calls need you');
  });

  it('open and close the inspector on every keyboard', async () => {
    await renderApp({ calls: [aCall()] });
    const before = useInspector.getState();
    press('\\', { ctrlKey: true });
    expect(useInspector.getState()).not.toEqual(before);
    press('i', { ctrlKey: true });
    expect(useInspector.getState()).toEqual(before);
  });

  it('say why no call can be listened through', async () => {
    await renderApp({ calls: [aCall({ state: 'ringing' })] });
    press('L', { shiftKey: true });
    await screen.findByText('There is no call that can be heard');
  });
});

describe('the first call that is shown', () => {
  it('is the one that needs somebody most, not the oldest', async () => {
    await renderApp({
      calls: [
        aCall(),
        aCall({
          id: 'failed',
          meterId: 2,
          callerNumber: '+492',
          notices: [aNotice({ severity: 'danger', phrase: phrase('text', { text: 'No audio' }) })],
        }),
      ],
    });
    expect(screen.getByRole('row', { name: /^\+492/ }).getAttribute('aria-selected')).toBe('true');
  });
});

describe('the palette', () => {
  const open = async (text: string) => {
    press('k', { ctrlKey: true });
    await settle();
    fireEvent.change(screen.getByRole('combobox'), { target: { value: text } });
    await settle();
    return within(screen.getByRole('dialog', { name: 'Find' }));
  };

  it('carries commands out, and says why others cannot be', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const palette = await open('hand back at once');
    expect(palette.getByRole('option', { name: /^Hand back at once/ }).textContent).toContain(
      'not taken over',
    );
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'Caller hears sil' } });
    await settle();
    fireEvent.click(palette.getByRole('option', { name: /^Caller hears silence/ }));
    await settle();
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'muteAgent', on: true }]);
    expect(screen.getByText(/hears silence instead of the AI/)).toBeTruthy();
  });

  it('finds calls, voices, settings, and old calls by number', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.settings = [aSetting()];
    const palette = await open('VAD_ENERGY');
    expect(palette.getByRole('option', { name: /VAD_ENERGY_THRESHOLD/ })).toBeTruthy();
    for (const [text, name] of [
      ['600 111', /^\+34 600 111 222/],
      ['puck', /^Speak as Puck/],
      ['600123', /^Calls of 600123/],
    ] as const) {
      fireEvent.change(screen.getByRole('combobox'), { target: { value: text } });
      await settle();
      expect(palette.getByRole('option', { name })).toBeTruthy();
    }
    expect(await axeFaults()).toEqual([]);
  });
});

describe('the palette with many calls', () => {
  it('shows those that need somebody most, and finds the others by typing', async () => {
    const calls = Array.from({ length: 60 }, (_, index) =>
      aCall({ id: `call-${index}`, callerNumber: `+34 600 222 ${100 + index}` }),
    );
    await renderApp({ calls });
    press('k', { ctrlKey: true });
    await settle();
    const palette = within(screen.getByRole('dialog', { name: 'Find' }));
    const shown = () => palette.queryAllByRole('option', { name: /^\+34 600 222/ });
    expect(shown()).toHaveLength(20);
    expect(palette.queryByRole('option', { name: /^\+34 600 222 159/ })).toBeNull();
    fireEvent.change(screen.getByRole('combobox'), { target: { value: '222 159' } });
    await settle();
    expect(shown().map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^\+34 600 222 159/),
    ]);
  });
});

describe('the native menu', () => {
  it('has the commands as they are now, and carries out what is chosen there', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await vi.waitFor(
      () => {
        expect(bridge.menu.map(({ label }) => label)).toContain('Selected call');
      },
      { timeout: 3_000 },
    );
    const entries = bridge.menu.flatMap((group) => group.entries);
    expect(entries.find(({ id }) => id === 'call.hold')).toEqual({
      id: 'call.hold',
      label: 'Hold',
      enabled: true,
      key: 'H',
    });
    expect(entries.find(({ id }) => id === 'call.handBack')?.enabled).toBe(false);
    bridge.chooseCommand('call.hold');
    bridge.chooseCommand('call.handBack');
    await settle();
    expect(bridge.commands).toEqual(holds);
  });
});
