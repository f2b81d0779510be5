/** What a role may not do: its buttons say why, and nothing is asked of the program. */
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsoleSnapshot } from '#model/events';
import { phrase } from '#model/phrases/phrase';
import type { Role } from '#model/roles';
import { aProfile } from '#support/profiles';
import { aScenario } from '#support/rehearsals';
import { aCall, aComponent, aHealth } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aHit, aRecord } from '#support/window/historyFixtures';
import { useAuditionStore } from '#window/features/audition/auditionStore';
import { useStationStore } from '#window/state/stationStore';
import { openDialog } from '#window/state/uiStore';
import { renderApp, settle } from '../../support/window/renderApp';

const CALL = aCall({ id: 'c1', profileId: 'sales', voice: 'Kore' });
const HIT = aHit({ id: 'rec-111', callerNumber: '111' });

async function renderAs(role: Role, snapshot: Partial<ConsoleSnapshot> = { calls: [CALL] }) {
  const bridge = await renderApp(snapshot);
  bridge.profiles.list = { problem: null, profiles: [aProfile({ id: 'sales', name: 'Sales' })] };
  bridge.history.hits = [HIT];
  bridge.history.records = { [HIT.call.id]: aRecord({ call: HIT.call }) };
  bridge.rehearsals = { scenarios: [aScenario()], results: [], running: null, estimates: {} };
  const operator = { name: 'Bob', role };
  bridge.tellStation({
    ...{ station: { state: 'open', operator }, operators: [operator] },
    ...{ problem: null, viewersMayListen: false },
  });
  await settle();
  return bridge;
}

async function press(name: RegExp | string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

async function show(name: string): Promise<void> {
  const screens = within(screen.getByRole('navigation', { name: 'Screens' }));
  fireEvent.click(screens.getByText(name));
  await settle();
}

async function open(dialog: Parameters<typeof openDialog>[0]): Promise<void> {
  openDialog(dialog);
  await settle();
  await settle();
}

type Place = {
  readonly where: string;
  readonly role: Role;
  readonly snapshot?: Partial<ConsoleSnapshot>;
  readonly go: (bridge: FakeBridge) => Promise<void>;
  /** Its buttons, with the role that each needs. */
  readonly buttons: Readonly<Record<string, Role>>;
};

const tried = { kind: 'saved', profileId: 'sales' } as const;

const restartWaits = aComponent({
  state: 'strained',
  phrase: phrase('capacity.restart-waits', { calls: 2 }),
});

const PLACES: readonly Place[] = [
  {
    ...{ where: 'the rehearsals', role: 'supervisor' },
    go: () => open({ name: 'rehearsal', profileId: 'sales', tried }),
    buttons: { 'Save and run': 'lead', Save: 'lead', Remove: 'lead' },
  },
  {
    ...{ where: 'the versions of a profile', role: 'supervisor' },
    go: async ({ profiles }) => {
      const profile = aProfile({ id: 'sales' });
      const version = { by: 'window:ann', at: 0, restored: null, profile };
      profiles.kept = [2, 1].map((number) => ({ ...version, number }));
      await open({ name: 'profileVersions', profileId: 'sales' });
      await press(/^Version 1/);
    },
    buttons: { 'Go back to version 1': 'lead' },
  },
  {
    ...{ where: 'playing a call again', role: 'viewer' },
    go: () => open({ name: 'playAgain', callId: HIT.call.id, turnId: 0 }),
    buttons: { 'Play again': 'lead' },
  },
  {
    ...{ where: 'the searches', role: 'viewer' },
    go: async ({ history }) => {
      history.searches = [{ id: 1, name: 'VIP', query: { tag: 'vip' }, by: 'api:crm', at: 1 }];
      await show('History');
      await press('Last 4 hours');
    },
    buttons: { 'Save this search…': 'supervisor' },
  },
  {
    ...{ where: 'a search that is in force', role: 'viewer' },
    go: async ({ history }) => {
      history.searches = [{ id: 1, name: 'VIP', query: { tag: 'vip' }, by: 'api:crm', at: 1 }];
      await show('History');
      await press('VIP');
    },
    buttons: { 'Change the saved search VIP': 'supervisor' },
  },
  {
    ...{ where: 'the voices to choose', role: 'viewer' },
    go: () => open({ name: 'audition', callId: CALL.id }),
    buttons: { 'Hear them': 'supervisor' },
  },
  {
    ...{ where: 'the voices that are compared', role: 'supervisor' },
    go: async () => {
      const candidates = [{ voice: 'Puck', state: { name: 'making' } }] as const;
      const audition = { candidates, blind: false, selected: 0, playing: null, unheard: false };
      useAuditionStore.setState({ audition });
      await open({ name: 'audition', callId: CALL.id });
    },
    buttons: { 'Save to the profile': 'lead' },
  },
  {
    ...{ where: 'the form of a profile', role: 'supervisor' },
    go: async () => {
      await show('Profiles');
      await press('Add an HTTP tool');
      fireEvent.click(screen.getByRole('checkbox', { name: 'Look callers up' }));
    },
    buttons: { 'Test the tool': 'lead', 'Test the look-up': 'lead' },
  },
  {
    ...{ where: 'the set-up', role: 'lead' },
    go: () => open({ name: 'setup' }),
    buttons: { 'Stay with the demo': 'admin' },
  },
  {
    ...{ where: 'the operators', role: 'lead' },
    go: () => open({ name: 'operators' }),
    buttons: { 'Change Bob': 'admin', 'Remove Bob': 'admin', 'Add an operator': 'admin' },
  },
  {
    ...{ where: 'the dialog about the program', role: 'viewer' },
    go: () => open({ name: 'about' }),
    buttons: { 'Copy diagnostics': 'supervisor' },
  },
  {
    ...{ where: 'the banner of a restart that waits', role: 'lead' },
    snapshot: { health: aHealth({ capacity: restartWaits }) },
    go: settle,
    buttons: { 'Call the restart off': 'admin' },
  },
  {
    ...{ where: 'the banner of an application that is taken', role: 'supervisor' },
    snapshot: { health: aHealth({ asterisk: aComponent({ state: 'taken' }) }) },
    go: settle,
    buttons: { 'Take new calls here': 'lead' },
  },
  {
    ...{ where: 'the window without calls', role: 'viewer' },
    snapshot: {},
    go: settle,
    buttons: { 'Test call': 'supervisor' },
  },
];

/** What a page may ask for by itself, whoever works at it. */
const READINGS = ['rehearsals:read', 'history:search', 'settings:check'];

afterEach(() => {
  useStationStore.setState({ view: null });
  useAuditionStore.setState({ audition: null });
});

describe.each(PLACES)('$where', ({ role, snapshot, go, buttons }) => {
  it(`tell a ${role} at each button which role it needs, and ask for nothing`, async () => {
    const bridge = await renderAs(role, snapshot);
    await go(bridge);
    const before = bridge.requests.length;
    for (const [name, needed] of Object.entries(buttons)) {
      for (const button of screen.getAllByRole('button', { name })) {
        expect(button.getAttribute('aria-description')).toBe(`Needs the role ${needed}.`);
        expect(button).toHaveProperty('disabled', false);
        fireEvent.click(button);
      }
    }
    await settle();
    expect(bridge.sent.slice(before).filter((name) => !READINGS.includes(name))).toEqual([]);
  });
});

it('The audit says which role it needs, and is not asked for', async () => {
  const bridge = await renderAs('supervisor');
  await show('Audit');
  expect(screen.getByRole('main').textContent).toBe('Needs the role lead.');
  expect(bridge.sent.filter((name) => name.startsWith('audit:'))).toEqual([]);
});

it('A replay that may not be started is not estimated', async () => {
  const bridge = await renderAs('viewer');
  await open({ name: 'playAgain', callId: HIT.call.id, turnId: 0 });
  expect(bridge.sent).not.toContain('replays:estimate');
});
