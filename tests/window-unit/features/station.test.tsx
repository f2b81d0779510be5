import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationView } from '#model/operators';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { useStationStore } from '#window/state/stationStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const BOB = { name: 'Bob', role: 'viewer' } as const;
const OPEN: StationView = {
  station: { state: 'open', operator: BOB },
  operators: [BOB],
  problem: null,
  viewersMayListen: false,
};

beforeEach(() => {
  useStationStore.setState({ view: null });
});

async function renderAs(view: StationView): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: [aCall()] });
  bridge.tellStation(view);
  await settle();
  return bridge;
}

describe('a window of a viewer', () => {
  it('says at the button what role it needs, and does nothing', async () => {
    const bridge = await renderAs(OPEN);
    const end = screen.getByRole('button', { name: 'End call' });
    expect(end.getAttribute('aria-description')).toBe('Needs the role lead.');
    fireEvent.click(end);
    expect(bridge.commands).toEqual([]);
  });

  it.each([
    ['New call', 'Needs the role supervisor.'],
    ['Test call', 'Needs the role supervisor.'],
  ])('says it at %s, too', async (name, reason) => {
    await renderAs(OPEN);
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-description')).toBe(reason);
    fireEvent.click(button);
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a locked window', () => {
  it('can be read in another language', async () => {
    const bridge = await renderAs({
      ...OPEN,
      station: { state: 'locked', last: 'Bob' },
    });
    const form = within(screen.getByRole('form', { name: 'Sign in' }));
    const languages = form.getByRole('combobox', { name: 'Language' });
    fireEvent.change(languages, { target: { value: 'de' } });
    await settle();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'app:chooseLanguage',
      input: { choice: 'de' },
    });
    expect(await axeFaults()).toEqual([]);
  });
});

describe('a row of the list', () => {
  it('names the others who are on the call, and not who looks at it', async () => {
    const listeners = ['window:Bob', 'window:Ann', 'api:crm'];
    const bridge = await renderApp({ calls: [aCall({ listeners })] });
    bridge.tellStation(OPEN);
    await settle();
    expect(screen.getByRole('row', { name: /Listening: Ann, crm \(API\)/ }).textContent).toContain(
      'Ann, crm (API)',
    );
  });
});

describe('whoever is signed in', () => {
  it('changes their PIN once it was typed twice alike', async () => {
    const bridge = await renderAs(OPEN);
    fireEvent.click(screen.getByRole('button', { name: 'Change my PIN' }));
    const dialog = within(screen.getByRole('dialog'));
    const type = (label: string, value: string) =>
      fireEvent.change(dialog.getByLabelText(label), { target: { value } });
    type('Your PIN now', '1234');
    type('New PIN', '5678');
    type('New PIN again', '9');
    expect(dialog.getByText('The two new PINs are not the same.')).toBeTruthy();
    type('New PIN again', '5678');
    expect(await axeFaults()).toEqual([]);
    fireEvent.submit(dialog.getByLabelText('New PIN'));
    await settle();
    expect(bridge.requests).toContainEqual({
      name: 'station:changePin',
      input: { pin: '1234', newPin: '5678' },
    });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Your PIN is changed.')).toBeTruthy();
  });
});

describe('the operators', () => {
  const ANN = { name: 'Ann', role: 'admin' } as const;
  const dialog = () => within(screen.getByRole('dialog', { name: 'Operators' }));
  const type = (label: string, value: string) =>
    fireEvent.change(dialog().getByLabelText(label), { target: { value } });
  const open = async (operators: StationView['operators']): Promise<FakeBridge> => {
    const bridge = await renderAs({
      ...{ ...OPEN, operators },
      station: { state: 'open', operator: ANN },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Operators' }));
    return bridge;
  };
  const press = async (name: string): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await settle();
  };

  it('take a PIN only when it was typed twice alike', async () => {
    const bridge = await open([ANN]);
    type('Name', 'Cleo');
    type('New PIN', '2468');
    type('New PIN again', '2469');
    expect(dialog().getByText('The two new PINs are not the same.')).toBeTruthy();
    fireEvent.submit(dialog().getByLabelText('Name'));
    await settle();
    expect(bridge.sent).not.toContain('operators:save');
    type('New PIN again', '2468');
    await press('Add an operator');
    expect(bridge.requests).toContainEqual({
      name: 'operators:save',
      input: { operator: { name: 'Cleo', role: 'supervisor', pin: '2468' } },
    });
    expect(await axeFaults()).toEqual([]);
  });

  it('keep their name, and may keep their PIN, when they are changed', async () => {
    const bridge = await open([ANN, BOB]);
    await press('Change Bob');
    const name = dialog().getByLabelText<HTMLInputElement>('Name');
    expect([name.value, name.readOnly]).toEqual(['Bob', true]);
    fireEvent.change(dialog().getByLabelText('Role'), { target: { value: 'lead' } });
    await press('Save changes');
    expect(bridge.requests).toContainEqual({
      name: 'operators:save',
      input: { operator: { name: 'Bob', role: 'lead', pin: null } },
    });
    expect(dialog().getByLabelText<HTMLInputElement>('Name').readOnly).toBe(false);
  });

  it('are not changed by adding one of the same name', async () => {
    const bridge = await open([ANN, BOB]);
    type('Name', 'Bob');
    type('New PIN', '2468');
    type('New PIN again', '2468');
    expect(dialog().getByText(/There is an operator of this name/)).toBeTruthy();
    await press('Add an operator');
    expect(bridge.sent).not.toContain('operators:save');
  });

  it('are removed only after a question', async () => {
    const bridge = await open([ANN, BOB]);
    await press('Remove Bob');
    expect(document.activeElement?.textContent).toBe('Cancel');
    await press('Cancel');
    expect(bridge.sent).not.toContain('operators:remove');
    await press('Remove Bob');
    await press('Remove');
    expect(bridge.requests).toContainEqual({ name: 'operators:remove', input: { name: 'Bob' } });
  });

  it('of whom the last is removed only once the name was typed: everybody is admin then', async () => {
    const bridge = await open([ANN]);
    await press('Remove Ann');
    const question = within(screen.getByRole('alertdialog', { name: 'Remove Ann' }));
    expect(question.getByText(/may do everything, as an admin/)).toBeTruthy();
    const field = question.getByLabelText('Type Ann to go on');
    fireEvent.submit(field);
    expect(bridge.sent).not.toContain('operators:remove');
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(field, { target: { value: 'Ann' } });
    fireEvent.submit(field);
    await settle();
    expect(bridge.requests).toContainEqual({ name: 'operators:remove', input: { name: 'Ann' } });
  });

  it('say why one could not be removed', async () => {
    const bridge = await open([ANN, BOB]);
    bridge.failNext('operators:remove', 'At least one operator must be an admin.');
    await press('Remove Bob');
    await press('Remove');
    expect(dialog().getByText('At least one operator must be an admin.')).toBeTruthy();
  });
});

describe('the lock', () => {
  const lockButton = () => screen.getByRole('button', { name: 'Lock' });

  it('says why it is refused, by its button and by its key', async () => {
    const bridge = await renderAs(OPEN);
    bridge.failNext('station:lock', 'You are speaking on a call.');
    fireEvent.click(lockButton());
    expect(await screen.findByText('You are speaking on a call.')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'L', ctrlKey: true, shiftKey: true });
    await settle();
    expect(bridge.sent.filter((name) => name === 'station:lock')).toHaveLength(2);
  });

  it('says without operators what to do, and asks for nothing', async () => {
    const bridge = await renderApp({});
    fireEvent.keyDown(document.body, { key: 'L', ctrlKey: true, shiftKey: true });
    expect(await screen.findByText(/add the first one under Operators/)).toBeTruthy();
    act(() => {
      bridge.chooseCommand('window.lock');
    });
    await settle();
    expect(bridge.sent).not.toContain('station:lock');
  });
});

describe('a person at the window', () => {
  it('is noticed by a pointer that moves, not by what moves under one that rests', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const bridge = await renderAs(OPEN);
    const move = async (screenX: number): Promise<void> => {
      vi.advanceTimersByTime(6_000);
      fireEvent(window, new MouseEvent('pointermove', { screenX, screenY: 5 }));
      await settle();
    };
    await move(10);
    const before = bridge.touches;
    await move(10);
    expect(bridge.touches).toBe(before);
    await move(11);
    expect(bridge.touches).toBe(before + 1);
    vi.useRealTimers();
  });
});

describe('a locked window', () => {
  it('shows the sign-in alone, and sends name and PIN', async () => {
    const bridge = await renderAs({ ...OPEN, station: { state: 'locked', last: 'Bob' } });
    expect(screen.queryByRole('navigation')).toBeNull();
    bridge.failNext('station:signIn', 'The PIN is wrong.');
    fireEvent.change(screen.getByLabelText('PIN'), { target: { value: '1111' } });
    fireEvent.submit(screen.getByRole('form', { name: 'Sign in' }));
    await settle();
    expect(screen.getByText('The PIN is wrong.')).toBeTruthy();
    expect(bridge.requests).toContainEqual({
      name: 'station:signIn',
      input: { name: 'Bob', pin: '1111' },
    });
  });
});
