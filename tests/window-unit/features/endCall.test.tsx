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

  it('is refused while the call rings, and opens no question when it is answered', async () => {
    const ringing = aCall({ state: 'ringing', answeredAt: null });
    const bridge = await renderApp({ calls: [ringing] });
    fireEvent.keyDown(document.body, { key: 'Backspace', ctrlKey: true });
    await screen.findByText('The call still rings. Use “Decline” instead.');
    fireEvent.keyDown(document.body, { key: 'a' });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'answer' }]);
    act(() => {
      bridge.emit({ type: 'callChanged', call: aCall() });
    });
    await settle();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('what hangs from a control of a call', () => {
  it('is closed with a call that ends, so that the keys act again', async () => {
    const bridge = await renderApp({ calls: [aCall(), aCall({ id: 'call-2', meterId: 2 })] });
    fireEvent.keyDown(document.body, { key: 'v' });
    expect(screen.getByRole('dialog', { name: 'Voices' })).toBeTruthy();
    act(() => {
      bridge.emit({ type: 'callChanged', call: aCall({ state: 'ended' }) });
    });
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.keyDown(document.body, { key: '?' });
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  });
});
