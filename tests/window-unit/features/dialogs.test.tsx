import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { settingTextOf } from '#model/settingTexts/settingTexts';
import { saying } from '#support/phrases';
import { aCall, aSetting } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const SETTINGS = [
  aSetting(),
  aSetting({
    name: 'ARI_BASE_URL',
    group: 'asterisk',
    value: 'http://localhost:8088/ari',
    defaultValue: 'http://localhost:8088/ari',
    live: false,
  }),
  aSetting({
    name: 'ARI_PASSWORD',
    group: 'asterisk',
    secret: true,
    value: '••••',
    source: 'saved',
  }),
  aSetting({ name: 'ARI_USERNAME', group: 'asterisk', value: 'me', source: 'environment' }),
  aSetting({ name: 'GEMINI_VOICE', group: 'gemini', value: 'Puck', choices: ['Kore', 'Puck'] }),
];

async function openSettings(): Promise<FakeBridge> {
  const bridge = await renderApp();
  bridge.settings = SETTINGS;
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await settle();
  return bridge;
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(settingTextOf(name).label);
const group = (name: string | RegExp) => {
  fireEvent.click(within(screen.getByRole('navigation')).getByRole('button', { name }));
};
const save = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settle();
};

describe('SettingsDialog', () => {
  it('shows the settings by group with range and default', async () => {
    await openSettings();
    expect(field('VAD_ENERGY_THRESHOLD').value).toBe('300');
    expect(screen.getByText('Range: 1 to 32767 · Default: 300')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('saves only what was changed and says what waits for a restart', async () => {
    const bridge = await openSettings();
    group('Asterisk');
    fireEvent.change(field('ARI_BASE_URL'), { target: { value: 'http://pbx/ari' } });
    expect(screen.getByText('1 change, 1 of them takes effect after a restart')).toBeTruthy();
    await save();
    // What is typed is checked a moment later, which may come after it.
    expect(bridge.requests.filter(({ name }) => name === 'settings:update')).toEqual([
      { name: 'settings:update', input: { changes: { ARI_BASE_URL: 'http://pbx/ari' } } },
    ]);
    expect(screen.getByText('Saved. Restart Cordboard for: Address of Asterisk.')).toBeTruthy();
    expect(field('ARI_BASE_URL').value).toBe('http://pbx/ari');
  });

  it('never shows a secret, replaces it only by what is typed, and can remove it', async () => {
    const bridge = await openSettings();
    group('Asterisk');
    expect(field('ARI_PASSWORD').value).toBe('');
    expect(field('ARI_PASSWORD').type).toBe('password');
    expect(field('ARI_PASSWORD').placeholder).toBe('Set. Type to replace it.');
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await save();
    expect(bridge.requests.at(-1)?.input).toEqual({ changes: { ARI_PASSWORD: '' } });
  });

  it('locks what the environment sets', async () => {
    await openSettings();
    group('Asterisk');
    expect(field('ARI_USERNAME').disabled).toBe(true);
    expect(screen.getByText('set by environment')).toBeTruthy();
  });

  it('offers choices, and takes a change back when the old value is chosen', async () => {
    await openSettings();
    group('Gemini');
    fireEvent.change(field('GEMINI_VOICE'), { target: { value: 'Kore' } });
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
    fireEvent.change(field('GEMINI_VOICE'), { target: { value: 'Puck' } });
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('keeps the changes when saving is refused, with the reason', async () => {
    const bridge = await openSettings();
    bridge.failNext('settings:update', 'VAD_ENERGY_THRESHOLD must be 1 to 32767.');
    fireEvent.change(field('VAD_ENERGY_THRESHOLD'), { target: { value: '0' } });
    await save();
    expect(screen.getByRole('alert').textContent).toBe('VAD_ENERGY_THRESHOLD must be 1 to 32767.');
    expect(field('VAD_ENERGY_THRESHOLD').value).toBe('0');
  });

  it('opens at the group with a problem and shows it at its field', async () => {
    const bridge = await renderApp();
    bridge.settings = [
      ...SETTINGS,
      aSetting({ name: 'API_PORT', group: 'api', problem: saying('“x” is not a port.') }),
    ];
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await settle();
    expect(screen.getByText('“x” is not a port.')).toBeTruthy();
    const described = (field('API_PORT').getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toContain('“x” is not a port.');
    expect(field('API_PORT').getAttribute('aria-invalid')).toBe('true');
  });

  it('says so when the settings cannot be read, and tries again', async () => {
    const bridge = await renderApp();
    bridge.settings = SETTINGS;
    bridge.failNext('settings:list', 'Not readable.');
    fireEvent.keyDown(document.body, { key: ',', ctrlKey: true });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Not readable.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(field('VAD_ENERGY_THRESHOLD').value).toBe('300');
  });
});

describe('QuitDialog', () => {
  const ask = async (liveCalls: number, shutdownCalls: 'fallback' | 'hangup') => {
    const bridge = await renderApp({ calls: [aCall()] });
    act(() => {
      bridge.askToQuit({ goal: 'quit', liveCalls, shutdownCalls });
    });
    return bridge;
  };

  it('says how many calls are live and what happens to them, with the focus on going on', async () => {
    await ask(2, 'fallback');
    const dialog = screen.getByRole('alertdialog', { name: 'Quit Cordboard?' });
    expect(dialog.textContent).toContain('2 calls are live.');
    expect(dialog.textContent).toContain("go back to the dialplan's fallback");
    expect(document.activeElement?.textContent).toBe('Keep running');
    expect(await axeFaults()).toEqual([]);
  });

  it.each([
    ['Quit', true],
    ['Keep running', false],
  ])('answers %s once', async (name, quit) => {
    const bridge = await ask(1, 'hangup');
    expect(screen.getByRole('alertdialog').textContent).toContain('the caller is disconnected');
    fireEvent.click(screen.getByRole('button', { name }));
    await settle();
    expect(bridge.requests.filter((each) => each.name === 'app:answerQuit')).toEqual([
      { name: 'app:answerQuit', input: { quit } },
    ]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('stands before a locked window, says who may end it, and lets everybody go on', async () => {
    const bridge = await ask(1, 'hangup');
    const station = { state: 'locked', last: null } as const;
    act(() => {
      bridge.tellStation({ ...bridge.station, station });
    });
    const dialog = within(screen.getByRole('alertdialog', { name: 'Quit Cordboard?' }));
    expect(dialog.getByText(/is locked: this needs somebody with the role admin/)).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Quit' }));
    await settle();
    expect(bridge.sent).not.toContain('app:answerQuit');
    fireEvent.click(dialog.getByRole('button', { name: 'Keep running' }));
    await settle();
    expect(bridge.sent).toContain('app:answerQuit');
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('says to who may not end it which role does', async () => {
    const bridge = await ask(1, 'hangup');
    const station = { state: 'open', operator: { name: 'Bob', role: 'lead' } } as const;
    act(() => {
      bridge.tellStation({ ...bridge.station, station });
    });
    expect(screen.getByRole('alertdialog').textContent).toContain('Needs the role admin.');
    const quit = screen.getByRole('button', { name: 'Quit' });
    expect(quit.getAttribute('aria-description')).toBe('Needs the role admin.');
  });

  it('stays, and says why, when its answer is refused', async () => {
    const bridge = await ask(1, 'hangup');
    bridge.failNext('app:answerQuit', 'Not now.');
    fireEvent.click(screen.getByRole('button', { name: 'Quit' }));
    await settle();
    expect(screen.getByRole('alertdialog').textContent).toContain('Not now.');
  });

  it('leaves a dialog below it as it is when the program goes on', async () => {
    const bridge = await renderApp();
    bridge.settings = SETTINGS;
    fireEvent.keyDown(document.body, { key: ',', ctrlKey: true });
    await settle();
    fireEvent.change(field('VAD_ENERGY_THRESHOLD'), { target: { value: '500' } });
    act(() => {
      bridge.askToQuit({ goal: 'restart', liveCalls: 1, shutdownCalls: 'fallback' });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Keep running' }));
    await settle();
    expect(field('VAD_ENERGY_THRESHOLD').value).toBe('500');
  });

  it('stands before the wallboard, too', async () => {
    const bridge = await renderApp();
    fireEvent.keyDown(document.body, { key: 'F11' });
    act(() => {
      bridge.askToQuit({ goal: 'quit', liveCalls: 1, shutdownCalls: 'fallback' });
    });
    expect(screen.getByRole('alertdialog', { name: 'Quit Cordboard?' })).toBeTruthy();
  });

  it('goes on running on Escape', async () => {
    const bridge = await ask(1, 'hangup');
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(bridge.requests.at(-1)).toEqual({ name: 'app:answerQuit', input: { quit: false } });
  });
});

describe('ShortcutSheet', () => {
  it('opens on ?, but not while a text is typed', async () => {
    await renderApp();
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Search calls' }), { key: '?' });
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.keyDown(document.body, { key: '?' });
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('gives the focus back to where it was opened from', async () => {
    await renderApp();
    const opener = screen.getByRole('button', { name: 'Keyboard shortcuts' });
    opener.focus();
    fireEvent.click(opener);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await settle();
    expect(document.activeElement).toBe(opener);
  });
});
