import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { settingTextOf } from '#model/settingTexts/settingTexts';
import { saying } from '#support/phrases';
import { aCall, aComponent, aHealth, aSetting } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const PROMPT = 'You are Ana.\n\nAsk one question.';

const SETTINGS = [
  aSetting({
    name: 'GEMINI_SYSTEM_INSTRUCTION',
    group: 'gemini',
    value: PROMPT,
    source: 'saved',
    entry: 'lines',
  }),
  aSetting({ name: 'ARI_BASE_URL', group: 'asterisk', value: 'http://pbx/ari', live: false }),
  aSetting({ name: 'ARI_PASSWORD', group: 'asterisk', secret: true, value: '••••', live: false }),
  aSetting({ name: 'MAX_CALLS', group: 'calls', value: '0', defaultValue: '0' }),
];

async function openSettings(isOnCall = false): Promise<FakeBridge> {
  const bridge = await renderApp(isOnCall ? { calls: [aCall()] } : {});
  bridge.settings = SETTINGS;
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await settle();
  return bridge;
}

const field = (name: string) =>
  screen.getByLabelText<HTMLInputElement | HTMLTextAreaElement>(settingTextOf(name).label);
const type = (name: string, value: string) => {
  fireEvent.change(field(name), { target: { value } });
};
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const group = (name: string) => {
  const groups = screen.getByRole('navigation', { name: 'Groups' });
  fireEvent.click(within(groups).getByRole('button', { name }));
};

describe('the settings', () => {
  it('show the name for people and the variable beside it', async () => {
    await openSettings();
    group('Asterisk');
    expect(field('ARI_BASE_URL').value).toBe('http://pbx/ari');
    expect(screen.getByText('ARI_BASE_URL').tagName).toBe('CODE');
    expect(await axeFaults()).toEqual([]);
  });

  it('keep the lines of an instruction when it is opened and changed', async () => {
    const bridge = await openSettings();
    expect(field('GEMINI_SYSTEM_INSTRUCTION').value).toBe(PROMPT);
    type('GEMINI_SYSTEM_INSTRUCTION', `${PROMPT}\nBe brief.`);
    await press('Save');
    expect(bridge.requests).toContainEqual({
      name: 'settings:update',
      input: { changes: { GEMINI_SYSTEM_INSTRUCTION: `${PROMPT}\nBe brief.` } },
    });
  });

  it.each(['most calls', 'MAX_CALLS', 'not answered dialplan'])(
    'are found by name, variable or meaning: %s',
    async (search) => {
      await openSettings();
      fireEvent.change(screen.getByLabelText('Search the settings'), { target: { value: search } });
      expect(field('MAX_CALLS').value).toBe('0');
      expect(screen.queryByText('ARI_BASE_URL')).toBeNull();
    },
  );

  it('never find a secret by its value, and say when nothing is found', async () => {
    await openSettings();
    group('Asterisk');
    type('ARI_PASSWORD', 'horse');
    fireEvent.change(screen.getByLabelText('Search the settings'), { target: { value: 'horse' } });
    expect(screen.getByText('No setting has these words.')).toBeTruthy();
  });

  it('say at the field what is wrong as soon as it is typed, and cannot be saved then', async () => {
    const bridge = await openSettings();
    bridge.settingsCheck = {
      refused: { MAX_CALLS: saying('It must be a whole number.') },
      warnings: {},
    };
    group('Calls');
    type('MAX_CALLS', 'many');
    expect(await screen.findByText('It must be a whole number.')).toBeTruthy();
    expect(field('MAX_CALLS').getAttribute('aria-invalid')).toBe('true');
    await press('Save');
    expect(bridge.sent).not.toContain('settings:update');
  });

  it('show old and new value before saving, and of a secret only that it changes', async () => {
    await openSettings();
    group('Asterisk');
    type('ARI_BASE_URL', 'http://other/ari');
    type('ARI_PASSWORD', 'horse');
    const review = screen.getByRole('list', { name: 'What saving changes' });
    expect(review.textContent).toContain('http://pbx/ari → http://other/ari');
    expect(review.textContent).toContain('(hidden) → (hidden)');
    expect(review.textContent).not.toContain('horse');
  });

  it('try a connection with what is typed, and say what was found', async () => {
    const bridge = await openSettings();
    bridge.checkItems = [
      { subject: phrase('check.asterisk'), state: 'failed', said: saying('Wrong password.') },
    ];
    group('Asterisk');
    type('ARI_PASSWORD', 'horse');
    await press('Test connection');
    expect(screen.getByRole('list', { name: 'What was found' }).textContent).toBe(
      'Asterisk: does not work. Wrong password.',
    );
    expect(bridge.requests).toContainEqual({
      name: 'settings:test',
      input: { group: 'asterisk', changes: { ARI_PASSWORD: 'horse' } },
    });
    expect(bridge.sent).not.toContain('settings:update');
    expect(await axeFaults()).toEqual([]);
  });

  it('take a .env file into the form, where it can be looked at before it is saved', async () => {
    const bridge = await openSettings();
    bridge.settingsImport = {
      changes: { MAX_CALLS: '5' },
      notes: [saying('Did you mean ARI_PASSWORD?')],
      holdsSecrets: true,
    };
    const file = new File(['MAX_CALLS=5\n'], 'my.env');
    fireEvent.change(screen.getByLabelText('Import a .env file…', { selector: 'input' }), {
      target: { files: [file] },
    });
    await settle();
    await settle();
    expect(bridge.requests).toContainEqual({
      name: 'settings:import',
      input: { file: 'my.env', content: 'MAX_CALLS=5\n' },
    });
    expect(screen.getByText(/my\.env: 1 change, not saved yet/)).toBeTruthy();
    expect(screen.getByText('Did you mean ARI_PASSWORD?')).toBeTruthy();
    expect(screen.getByText(/^my\.env still holds the secrets/)).toBeTruthy();
    group('Calls 1 change');
    expect(field('MAX_CALLS').value).toBe('5');
    expect(bridge.sent).not.toContain('settings:update');
  });

  it('show what only the environment can set, and do not let it be changed', async () => {
    const bridge = await renderApp({});
    bridge.settings = [aSetting({ name: 'PLUGINS', group: 'program', environmentOnly: true })];
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await settle();
    expect(field('PLUGINS').disabled).toBe(true);
    expect(screen.getByText(/Only the environment or \.env can set it/)).toBeTruthy();
  });

  it('are not left over unsaved changes without a question', async () => {
    await openSettings();
    group('Calls');
    type('MAX_CALLS', '7');
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    await settle();
    await press('Stay here');
    expect(field('MAX_CALLS').value).toBe('7');
  });
});

/** A setting whose saved change waits for a restart. */
const waitingSetting = (patch: Partial<SettingView> = {}) =>
  aSetting({
    ...{ name: 'ARI_BASE_URL', group: 'asterisk', live: false },
    ...{ value: 'http://pbx/ari', defaultValue: 'http://localhost/ari' },
    pending: { value: 'http://other/ari', source: 'saved' },
    ...patch,
  });

async function openWaiting(patch: Partial<SettingView> = {}): Promise<FakeBridge> {
  const bridge = await renderApp({});
  bridge.settings = [waitingSetting(patch)];
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await settle();
  return bridge;
}

describe('a saved change that waits for a restart', () => {
  it('stands in its field, with what is in force, and not as a fault', async () => {
    await openWaiting();
    expect(field('ARI_BASE_URL').value).toBe('http://other/ari');
    expect(field('ARI_BASE_URL').getAttribute('aria-invalid')).toBe('false');
    expect(screen.getByText(/In force until the restart: http:\/\/pbx\/ari/)).toBeTruthy();
    expect(screen.queryByText('1 problem')).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('is taken back by the value before it', async () => {
    const bridge = await openWaiting();
    type('ARI_BASE_URL', 'http://pbx/ari');
    expect(screen.getAllByText('1 change').length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Save and restart now' })).toBeNull();
    await press('Save');
    expect(bridge.requests).toContainEqual({
      name: 'settings:update',
      input: { changes: { ARI_BASE_URL: 'http://pbx/ari' } },
    });
    expect(screen.queryByRole('button', { name: 'Restart now' })).toBeNull();
  });

  it('is taken back by the default, unless that is what waits', async () => {
    await openWaiting();
    await press('Use the default');
    expect(screen.getByText('Will be removed on saving')).toBeTruthy();
  });

  it('offers no default where the default is what waits', async () => {
    await openWaiting({
      source: 'saved',
      pending: { value: 'http://localhost/ari', source: 'default' },
    });
    expect(screen.queryByRole('button', { name: 'Use the default' })).toBeNull();
  });

  it('shows of a secret only that one is saved', async () => {
    const secret = { secret: true, value: '', defaultValue: '', name: 'ARI_PASSWORD' };
    await openWaiting({ ...secret, pending: { value: '••••••••', source: 'saved' } });
    expect(field('ARI_PASSWORD').value).toBe('');
    expect(screen.getByText('Saved. Not set until the restart.')).toBeTruthy();
  });

  it('keeps its restart for as long as it waits', async () => {
    const bridge = await openWaiting();
    expect(screen.getByText(/Restart Cordboard for: /)).toBeTruthy();
    await press('Restart now');
    expect(bridge.requests).toContainEqual({ name: 'app:restart', input: { when: 'now' } });
  });
});

describe('the commands to restart', () => {
  it.each([
    ['window.restart', 'now'],
    ['window.restartIdle', 'idle'],
  ] as const)('%s asks for a restart, and says why when it is refused', async (id, when) => {
    const bridge = await renderApp({});
    bridge.failNext('app:restart', 'Not now.');
    act(() => {
      bridge.chooseCommand(id);
    });
    await settle();
    expect(bridge.requests).toContainEqual({ name: 'app:restart', input: { when } });
    expect(await screen.findByText('Not now.')).toBeTruthy();
  });
});

/** What is typed is checked a little later, whatever was done meanwhile. */
const CHECKS: readonly string[] = ['settings:check'];

describe('a restart from the settings', () => {
  it('is offered with the saving of what needs one', async () => {
    const bridge = await openSettings();
    group('Asterisk');
    type('ARI_BASE_URL', 'http://other/ari');
    expect(screen.queryByRole('button', { name: /when calls are over/ })).toBeNull();
    await press('Save and restart now');
    expect(bridge.sent.filter((name) => !CHECKS.includes(name)).slice(-2)).toEqual([
      'settings:update',
      'app:restart',
    ]);
  });

  it('does not happen when saving was refused', async () => {
    const bridge = await openSettings();
    bridge.failNext('settings:update', 'No.');
    group('Asterisk');
    type('ARI_BASE_URL', 'http://other/ari');
    await press('Save and restart now');
    expect(bridge.sent).not.toContain('app:restart');
    expect(field('ARI_BASE_URL').value).toBe('http://other/ari');
  });

  it('can wait for the calls, says so in the window, and can be called off', async () => {
    const bridge = await openSettings(true);
    group('Asterisk');
    type('ARI_BASE_URL', 'http://other/ari');
    await press('Save, restart when calls are over');
    expect(bridge.requests.findLast(({ name }) => !CHECKS.includes(name))).toEqual({
      name: 'app:restart',
      input: { when: 'idle' },
    });
    await press('Close');
    const waits = phrase('capacity.restart-waits', { calls: 1 });
    act(() => {
      const capacity = aComponent({ state: 'strained', phrase: waits });
      bridge.emit({ type: 'healthChanged', health: aHealth({ capacity }) });
    });
    await settle();
    expect(screen.getByText('Waiting to restart')).toBeTruthy();
    await press('Call the restart off');
    expect(bridge.sent.at(-1)).toBe('app:cancelRestart');
  });
});
