import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Health } from '#model/health';
import { phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { settingTextOf } from '#model/settingTexts/settingTexts';
import { saying } from '#support/phrases';
import { aCall, aComponent, aHealth, aSetting } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { closeDialog, openDialog } from '#window/state/uiStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

/** Of the settings here that take effect after a restart. */
const RESTART = { live: false, defaultValue: '' } as const;

const SETTINGS = [
  aSetting({ name: 'ARI_BASE_URL', group: 'asterisk', value: 'http://localhost:8088/ari' }),
  aSetting({ name: 'ARI_USERNAME', group: 'asterisk', value: 'asterisk' }),
  aSetting({ ...RESTART, name: 'ARI_PASSWORD', group: 'asterisk', secret: true, value: '' }),
  aSetting({ name: 'STASIS_APP', group: 'asterisk', value: 'my-app' }),
  aSetting({ ...RESTART, name: 'GOOGLE_API_KEY', group: 'gemini', secret: true, value: '' }),
  aSetting({ name: 'GEMINI_VOICE', group: 'gemini', value: 'Puck', choices: ['Puck', 'Kore'] }),
  aSetting({
    ...{ ...RESTART, name: 'DEMO_MODE', group: 'program' },
    ...{ value: 'false', defaultValue: 'false', choices: ['true', 'false'] },
  }),
];

const DEMO = { health: aHealth({ mode: 'demo' }) };

const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const dialog = () => screen.queryByRole('dialog', { name: 'Set up real calls' });
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(settingTextOf(name).label);

/** The set-up, as its badge opens it. */
async function openSetup(snapshot = DEMO): Promise<FakeBridge> {
  const bridge = await renderApp(snapshot);
  bridge.settings = SETTINGS;
  act(() => {
    openDialog({ name: 'setup' });
  });
  await settle();
  return bridge;
}

const TYPED = { ARI_PASSWORD: 'horse', GOOGLE_API_KEY: 'key' };

/** Types into two steps, going from one to the other by the steps at the side. */
async function typeBoth(): Promise<void> {
  fireEvent.change(field('ARI_PASSWORD'), { target: { value: TYPED.ARI_PASSWORD } });
  await press('Gemini');
  fireEvent.change(field('GOOGLE_API_KEY'), { target: { value: TYPED.GOOGLE_API_KEY } });
}

/** The window behind the dialog has buttons of the same name. */
async function pressTestCall(): Promise<void> {
  const inside = within(screen.getByRole('dialog', { name: 'Set up real calls' }));
  fireEvent.click(inside.getByRole('button', { name: 'Test call' }));
  await settle();
}

describe('the set-up', () => {
  it('has no faults that axe finds, and fits its lines for Asterisk to the names', async () => {
    await openSetup();
    expect(dialog()).not.toBeNull();
    expect(screen.getByLabelText<HTMLTextAreaElement>('extensions.conf').value).toContain(
      'Stasis(my-app)',
    );
    fireEvent.change(field('ARI_USERNAME'), { target: { value: 'desk' } });
    expect(screen.getByLabelText<HTMLTextAreaElement>('ari.conf').value).toContain('[desk]');
    expect(await axeFaults()).toEqual([]);
  });

  it('saves a step as it goes on, and stays where saving is refused', async () => {
    const bridge = await openSetup();
    fireEvent.change(field('ARI_PASSWORD'), { target: { value: 'horse' } });
    bridge.failNext('settings:update', 'No protected storage.');
    await press('Save and go on');
    expect(screen.getByText('No protected storage.')).toBeTruthy();
    expect(field('ARI_PASSWORD').value).toBe('horse');
    await press('Save and go on');
    expect(bridge.requests).toContainEqual({
      name: 'settings:update',
      input: { changes: { ARI_PASSWORD: 'horse' } },
    });
    expect(field('GOOGLE_API_KEY').value).toBe('');
  });

  it('tells a wrong password in the words of the test', async () => {
    const bridge = await openSetup();
    bridge.checkItems = [
      { subject: saying('Asterisk'), state: 'failed', said: saying('The password is wrong.') },
    ];
    await press('Test connection');
    expect(screen.getByText('The password is wrong.')).toBeTruthy();
  });

  it('can be left, and opens again at the step where it was left', async () => {
    await openSetup();
    await press('Sound');
    await press('Leave for now');
    expect(dialog()).toBeNull();
    fireEvent.click(screen.getAllByRole('button', { name: 'Go live' })[0] as HTMLElement);
    await settle();
    expect(screen.getByRole('group', { name: 'Sound' })).toBeTruthy();
  });

  it('has the devices to choose from, and shows by its level that a microphone hears', async () => {
    const standIn = {
      openMicrophone: () => Promise.resolve({ ok: true, label: 'Headset 3000' }),
      close: () => Promise.resolve(),
    };
    vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(standIn as unknown as HeadsetAudio);
    await openSetup();
    await press('Sound');
    expect(screen.getByLabelText('Microphone')).toBeTruthy();
    expect(screen.getByLabelText('Speaker')).toBeTruthy();
    await press('Test the microphone');
    expect(screen.getByText('Hears with: Headset 3000')).toBeTruthy();
  });

  it('restarts into real calls', async () => {
    const bridge = await openSetup();
    await press('First call');
    await press('Restart and go live');
    expect(bridge.requests).toContainEqual({ name: 'app:restart', input: { when: 'now' } });
  });

  it('restarts only once what was typed in any step is saved', async () => {
    const bridge = await openSetup();
    await typeBoth();
    await press('First call');
    bridge.failNext('settings:update', 'No protected storage.');
    await press('Restart and go live');
    expect(screen.getByText('No protected storage.')).toBeTruthy();
    expect(bridge.sent).not.toContain('app:restart');
    await press('Restart and go live');
    const asked = ['settings:update', 'app:restart'];
    expect(bridge.requests.filter(({ name }) => asked.includes(name)).slice(-2)).toEqual([
      { name: 'settings:update', input: { changes: TYPED } },
      { name: 'app:restart', input: { when: 'now' } },
    ]);
  });

  it('saves what was typed before a test call takes its place', async () => {
    const bridge = await openSetup({ health: aHealth() });
    await press('Gemini');
    fireEvent.change(field('GEMINI_VOICE'), { target: { value: 'Kore' } });
    await press('First call');
    bridge.failNext('settings:update', 'No protected storage.');
    await pressTestCall();
    expect(screen.getByText('No protected storage.')).toBeTruthy();
    expect(dialog()).not.toBeNull();
    await pressTestCall();
    expect(bridge.requests).toContainEqual({
      name: 'settings:update',
      input: { changes: { GEMINI_VOICE: 'Kore' } },
    });
    expect(screen.getByRole('dialog', { name: 'Test call' })).toBeTruthy();
  });

  it('asks before Escape or the demo drop what was typed', async () => {
    await openSetup();
    await typeBoth();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await settle();
    expect(screen.getByText('2 changes are lost.')).toBeTruthy();
    await press('Stay here');
    expect(field('GOOGLE_API_KEY').value).toBe('key');
    await press('Stay with the demo');
    expect(screen.getByText('2 changes are lost.')).toBeTruthy();
    await press('Leave');
    expect(dialog()).toBeNull();
  });

  it('keeps the demo for who wants it', async () => {
    const bridge = await openSetup();
    await press('Stay with the demo');
    expect(bridge.requests).toContainEqual({
      name: 'settings:update',
      input: { changes: { DEMO_MODE: 'true' } },
    });
    expect(dialog()).toBeNull();
  });

  it('says why the demo could not be chosen, and stays open', async () => {
    const bridge = await openSetup();
    bridge.failNext('settings:update', 'The environment sets DEMO_MODE.');
    await press('Stay with the demo');
    expect(screen.getByText('The environment sets DEMO_MODE.')).toBeTruthy();
    expect(dialog()).not.toBeNull();
  });
});

describe('the set-up on a system without a key store', () => {
  const typeRefused = async (): Promise<FakeBridge> => {
    const bridge = await openSetup();
    const said = phrase('setting.no-key-store', { name: 'ARI_PASSWORD', path: '/x/.env' });
    bridge.settingsCheck = { refused: { ARI_PASSWORD: said }, warnings: {} };
    fireEvent.change(field('ARI_PASSWORD'), { target: { value: 'horse' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Keep secrets in a file…' }));
    return bridge;
  };
  const question = () =>
    within(screen.getByRole('alertdialog', { name: 'Keep secrets without protection?' }));

  it('keeps secrets in a file only after a plain warning, and goes on with what was typed', async () => {
    const bridge = await typeRefused();
    expect(question().getByText(/will stand unencrypted/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Not now');
    bridge.settingsCheck = { refused: {}, warnings: {} };
    fireEvent.click(question().getByRole('button', { name: 'Keep them in a file' }));
    await waitFor(() => {
      expect(screen.queryByText(/no key store that would protect/)).toBeNull();
    });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press('Save and go on');
    const saved = bridge.requests.filter(({ name }) => name === 'settings:update');
    expect(saved.map(({ input }) => input)).toEqual([
      { changes: { SECRETS_IN_FILE: 'true' } },
      { changes: { ARI_PASSWORD: 'horse' } },
    ]);
  });

  it('keeps nothing where that is not wanted, and says why it could not', async () => {
    const bridge = await typeRefused();
    bridge.failNext('settings:update', 'The disk is full.');
    fireEvent.click(question().getByRole('button', { name: 'Keep them in a file' }));
    await settle();
    expect(question().getByText('The disk is full.')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(question().getByRole('button', { name: 'Not now' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(field('ARI_PASSWORD').value).toBe('horse');
  });
});

/** The set-up at its last step, with DEMO_MODE as somebody left it. */
async function openLastStep(
  health: Health,
  demoMode: Partial<SettingView> = {},
): Promise<FakeBridge> {
  const bridge = await openSetup({ health });
  bridge.settings = SETTINGS.map((each) =>
    each.name === 'DEMO_MODE' ? { ...each, ...demoMode } : each,
  );
  act(closeDialog);
  act(() => {
    openDialog({ name: 'setup' });
  });
  await settle();
  await press('First call');
  return bridge;
}

describe('the last step', () => {
  it('offers the restart, and no test call with the old key, once a key waits', async () => {
    const bridge = await openSetup({ health: aHealth() });
    await press('Gemini');
    fireEvent.change(field('GOOGLE_API_KEY'), { target: { value: 'new' } });
    await press('Save and go on');
    await press('First call');
    expect(screen.queryByText(/No phone at hand/)).toBeNull();
    await press('Restart now');
    expect(bridge.sent.at(-1)).toBe('app:restart');
  });

  it.each([
    ['missing', /Gemini is not set up yet/],
    ['failed', /Gemini refuses/],
    ['taken', /Another Cordboard serves/],
    ['connecting', /Connecting…/],
  ] as const)('says of a part that is %s what to do', async (state, words) => {
    await openLastStep(aHealth({ gemini: aComponent({ state }) }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('does not take a test call for one from Asterisk', async () => {
    const bridge = await openLastStep(aHealth());
    act(() => {
      bridge.emit({ type: 'callAdded', call: aCall({ trial: { kind: 'test' } }) });
    });
    await settle();
    expect(screen.getByText(/Connected\. Now call/)).toBeTruthy();
  });

  it.each([
    ['in force', { source: 'saved', value: 'true' }],
    ['that waits', { pending: { value: 'true', source: 'saved' } }],
  ] as const)('takes a saved DEMO_MODE %s away with the restart', async (_when, demoMode) => {
    const bridge = await openLastStep(aHealth({ mode: 'demo' }), demoMode);
    await press('Restart and go live');
    const asked = ['settings:update', 'app:restart'];
    expect(bridge.requests.filter(({ name }) => asked.includes(name))).toEqual([
      { name: 'settings:update', input: { changes: { DEMO_MODE: '' } } },
      { name: 'app:restart', input: { when: 'now' } },
    ]);
  });

  it('says that the environment would bring the demo back, and does not restart', async () => {
    const bridge = await openLastStep(aHealth({ mode: 'demo' }), {
      ...{ source: 'environment', value: 'true' },
    });
    expect(screen.getByText(/DEMO_MODE is set in the environment/)).toBeTruthy();
    await press('Restart and go live');
    expect(bridge.sent).not.toContain('app:restart');
  });

  it('does not open again by itself after a restart that was called off', async () => {
    await openLastStep(aHealth({ mode: 'demo' }));
    await press('Restart and go live');
    expect(localStorage.getItem('cordboard.setup')).toBe('call on');
    await press('Leave for now');
    expect(localStorage.getItem('cordboard.setup')).toBe('call');
  });
});

describe('the first run', () => {
  it('opens the set-up by itself when nothing is decided', async () => {
    await renderApp(DEMO, (bridge) => {
      bridge.settings = SETTINGS;
    });
    await settle();
    expect(dialog()).not.toBeNull();
  });

  it('does not when the demo was asked for', async () => {
    await renderApp(DEMO, (bridge) => {
      bridge.settings = SETTINGS.map((each) =>
        each.name === 'DEMO_MODE' ? { ...each, value: 'true', source: 'saved' as const } : each,
      );
    });
    await settle();
    expect(dialog()).toBeNull();
  });

  it('goes on after the restart that was part of it, and sees the first call', async () => {
    const bridge = await renderApp({}, () => {
      localStorage.setItem('cordboard.setup', 'call on');
    });
    await settle();
    expect(screen.getByText(/Connected\. Now call/)).toBeTruthy();
    expect(screen.getByText(/No phone at hand/)).toBeTruthy();
    act(() => {
      bridge.emit({ type: 'callAdded', call: aCall() });
    });
    await settle();
    expect(screen.getByText(/A call has come/)).toBeTruthy();
  });
});
