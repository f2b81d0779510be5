import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCall, aNotice } from '#support/window/callFixtures';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const ask = () => {
  fireEvent.click(screen.getByRole('button', { name: 'End call', expanded: false }));
  return within(screen.getByRole('alertdialog'));
};

describe('ending a call', () => {
  it('can have the AI say goodbye first, and remembers that choice', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const first = ask();
    fireEvent.click(first.getByLabelText('Say goodbye first'));
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(first.getByRole('button', { name: 'End call' }));
    await settle();
    fireEvent.click(ask().getByRole('button', { name: 'End call' }));
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'end', goodbye: true },
      { kind: 'end', goodbye: true },
    ]);
    expect(localStorage.getItem('endWithGoodbye')).toBe('true');
  });

  it('ends at once while the AI says goodbye, and says so', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    act(() => {
      const notices = [aNotice({ kind: 'goodbye', severity: 'info' })];
      bridge.emit({ type: 'callChanged', call: aCall({ notices }) });
    });
    await settle();
    const question = ask();
    expect(question.getByText(/is saying goodbye/)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'End call' }));
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'end' }]);
  });

  it.each([
    ['is paused', { agentPaused: true }],
    ['is not heard', { agentMuted: true }],
    ['has handed over', { floor: 'supervisor' }],
    ['waits', { state: 'held', heldBy: 'supervisor' }],
  ] as const)('offers no goodbye of an AI that %s', async (_why, patch) => {
    await renderApp({ calls: [aCall(patch)] });
    expect(ask().queryByLabelText('Say goodbye first')).toBeNull();
  });
});
