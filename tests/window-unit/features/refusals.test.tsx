import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { sendCommand } from '#window/state/callRequests';
import { useCallsStore } from '#window/state/callsStore';
import { useNavStore } from '#window/state/navStore';
import { renderApp, settle } from '../../support/window/renderApp';

const FIRST = aCall({ id: 'first', callerName: 'Ann' });
const SECOND = aCall({ id: 'second', meterId: 2, callerName: 'Ben' });

const showHistory = (): void => {
  useNavStore.getState().show('history');
};
const selectFirst = (): void => {
  useCallsStore.getState().select('first');
};
const selectSecond = (): void => {
  useCallsStore.getState().select('second');
};

describe('what is refused on a call', () => {
  it.each([
    ['that is not selected any more', selectSecond],
    ['of which another screen is shown', showHistory],
  ])('%s is told by the name of its caller', async (_where, leave) => {
    const bridge = await renderApp({ calls: [FIRST, SECOND] });
    act(selectFirst);
    bridge.failNext('calls:command', 'Another supervisor speaks.');
    await act(async () => {
      const sent = sendCommand('first', { kind: 'handBack' });
      leave();
      await sent;
    });
    await settle();
    expect(screen.getByText('Ann: Another supervisor speaks.')).toBeTruthy();
  });

  it('in sight stands on it alone', async () => {
    const bridge = await renderApp({ calls: [FIRST, SECOND] });
    act(selectFirst);
    bridge.failNext('calls:command', 'Another supervisor speaks.');
    await act(() => sendCommand('first', { kind: 'handBack' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('Another supervisor speaks.');
    expect(screen.queryByText(/^Ann: /)).toBeNull();
  });
});
