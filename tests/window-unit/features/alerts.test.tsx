import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallAlert } from '#model/alert';
import { alertWith } from '#support/calls';
import { saying } from '#support/phrases';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { useCallsStore } from '#window/state/callsStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const playCue = vi.hoisted(() => vi.fn());
vi.mock('#window/features/alerts/cues', () => ({ playCue }));

const asks = (change: Partial<CallAlert> = {}): CallAlert =>
  alertWith('The caller asks for a person.', {
    id: 'asks-for-person@5',
    signal: 'asks-for-person',
    phrase: saying('The caller asks for a person.'),
    at: 5,
    ...change,
  });

const silent = (change: Partial<CallAlert> = {}): CallAlert =>
  alertWith('Nobody speaks.', { id: 'both-silent@9', signal: 'both-silent', at: 9, ...change });

function change(bridge: FakeBridge, id: string, alerts: readonly CallAlert[]): void {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall({ id, alerts }) });
  });
}

const selected = () => useCallsStore.getState().selection?.callId;

beforeEach(() => {
  playCue.mockClear();
});

describe('what calls for attention', () => {
  it('stands on its call with its reason, and is acknowledged there', async () => {
    const bridge = await renderApp({ calls: [aCall({ alerts: [asks()] })] });
    fireEvent.click(
      screen.getByRole('button', { name: 'Acknowledge: The caller asks for a person.' }),
    );
    expect(bridge.commands).toEqual([{ kind: 'acknowledgeAlert', alertId: 'asks-for-person@5' }]);
    expect(await axeFaults()).toEqual([]);
    await settle();
    change(bridge, 'call-1', [asks({ acknowledged: { by: 'window:ann', at: 9 }, over: 9 })]);
    expect(screen.queryByText('The caller asks for a person.')).toBeNull();
    expect(screen.getByText('No alerts')).toBeTruthy();
  });

  it('is counted by calls, and leads from one call to the next, the worst first', async () => {
    await renderApp({
      calls: [
        aCall({ id: 'calm' }),
        aCall({ id: 'silent', alerts: [silent()] }),
        aCall({ id: 'asks', alerts: [asks({ severity: 'danger' }), silent()] }),
        aCall({ id: 'over', alerts: [silent({ over: 12 })] }),
      ],
    });
    const counter = screen.getByRole('button', { name: '2 alerts' });
    // The worst is selected from the first.
    expect(selected()).toBe('asks');
    fireEvent.click(counter);
    expect(selected()).toBe('silent');
    fireEvent.click(counter);
    expect(selected()).toBe('asks');
  });

  it('is heard once when it begins and once when it gets worse, by the worst of all', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a', alerts: [silent()] })] });
    expect(playCue).not.toHaveBeenCalled();
    change(bridge, 'a', [silent(), asks()]);
    change(bridge, 'a', [silent(), asks()]);
    expect(playCue.mock.calls).toEqual([['warn']]);
    change(bridge, 'a', [silent({ severity: 'danger' }), asks()]);
    expect(playCue.mock.calls).toEqual([['warn'], ['danger']]);
  });

  it('is only seen where its rule is silent', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    change(bridge, 'a', [silent({ sound: false })]);
    expect(playCue).not.toHaveBeenCalled();
  });
});
