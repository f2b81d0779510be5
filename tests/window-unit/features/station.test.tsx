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
