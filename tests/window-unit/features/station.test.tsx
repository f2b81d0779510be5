import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StationView } from '#model/operators';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { useStationStore } from '#window/state/stationStore';
import { renderApp, settle } from '../../support/window/renderApp';

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
    expect(end.getAttribute('aria-description')).toBe('Needs the role supervisor.');
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

describe('a row of the list', () => {
  it('names the others who are on the call, and not who looks at it', async () => {
    const listeners = ['window:Bob', 'window:Ann', 'api:crm'];
    const bridge = await renderApp({ calls: [aCall({ listeners })] });
    bridge.tellStation(OPEN);
    await settle();
    expect(screen.getByRole('row', { name: /On the call: Ann, crm/ }).textContent).toContain(
      'Ann, crm',
    );
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
