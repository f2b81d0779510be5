import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StoreHealth } from '#model/history';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { STORE_READY } from '#support/window/historyFixtures';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

const press = (key: string, ctrlKey = false): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ctrlKey });
};
const current = () =>
  screen.getAllByRole('button').find((button) => button.getAttribute('aria-current') === 'page')
    ?.textContent;

describe('the way from screen to screen', () => {
  it('is by buttons and by Ctrl+1, 2 and 4, and the focus goes along', async () => {
    await renderApp({ calls: [aCall()] });
    expect(current()).toBe('Live');
    press('2', true);
    await settle();
    expect(current()).toBe('History');
    expect(document.activeElement).toBe(screen.getByRole('main', { name: 'History' }));
    press('4', true);
    await settle();
    expect(screen.getByRole('main', { name: 'Audit' })).toBeTruthy();
    press('1', true);
    await settle();
    expect(screen.getByRole('grid', { name: 'Live calls' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Audit' }));
    expect(current()).toBe('Audit');
    await settle();
  });

  it('keeps the keys that act on a live call for the live screen', async () => {
    const bridge = await renderApp({
      calls: [aCall({ id: 'r', state: 'ringing', answeredAt: null })],
    });
    press('2', true);
    await settle();
    press('a');
    await settle();
    expect(bridge.commands).toEqual([]);
    press('1', true);
    await settle();
    press('a');
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'answer' }]);
  });

  it('never asks to end a call that is not in sight', async () => {
    await renderApp({ calls: [aCall()] });
    press('2', true);
    await settle();
    press('Backspace', true);
    press('1', true);
    await settle();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    press('Backspace', true);
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });

  it('leads from the slash to the search and from Enter to the page', async () => {
    await renderApp();
    press('2', true);
    await settle();
    press('/');
    expect(document.activeElement?.id).toBe('history-search');
    screen.getByRole('main').focus();
    press('Enter');
    expect(document.activeElement?.id).toBe('record-page');
  });
});

describe('the state of the record', () => {
  /** Lets the window ask for it once more. */
  async function tell(bridge: FakeBridge, patch: Partial<StoreHealth>): Promise<void> {
    bridge.history.health = { ...STORE_READY, ...patch };
    await act(() => vi.advanceTimersByTimeAsync(5000));
  }

  async function openWindow(): Promise<FakeBridge> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    return await renderApp();
  }

  it.each([
    ['off', 'No record of calls is kept'],
    ['degraded', 'The record of calls cannot be written'],
    ['replaced', 'The record of calls was damaged and has been replaced'],
  ] as const)('%s is shown on every screen, with its message', async (state, title) => {
    const bridge = await openWindow();
    expect(screen.queryByText(title)).toBeNull();
    const said = phrase('history.disk-full');
    await tell(bridge, { state, phrase: said, queuedRows: 1200, droppedRows: 3 });
    const banner = screen.getByText(title).parentElement;
    expect(banner?.textContent).toContain(wordsOf(said));
    expect(banner?.textContent.includes('1,200 entries wait')).toBe(state === 'degraded');
    expect(screen.queryAllByRole('alert')).toHaveLength(state === 'degraded' ? 1 : 0);
    press('4', true);
    await settle();
    expect(screen.getByText(title)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
    await tell(bridge, {});
    expect(screen.queryByText(title)).toBeNull();
  });

  it('stays away once the message on a replaced record was dismissed', async () => {
    const bridge = await openWindow();
    const said = phrase('history.begun-anew', { setAside: 'history.sqlite.corrupt-1' });
    await tell(bridge, { state: 'replaced', phrase: said });
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    await tell(bridge, { state: 'replaced', phrase: said });
    expect(screen.queryByText(wordsOf(said))).toBeNull();
  });
});
