import { act, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Health } from '#model/health';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { saying } from '#support/phrases';
import { aCall, aComponent, aHealth, anAlert, aNotice } from '#support/window/callFixtures';
import { FakeBridge } from '#support/window/fakeBridge';
import { App } from '#window/features/app/App.tsx';
import { startTheme, useThemeStore } from '#window/state/theme';
import { axeFaults, renderApp, resetWindow, settle } from '../../support/window/renderApp';

const show = (patch: Partial<Health>) => renderApp({ health: aHealth(patch) });

describe('the window without calls', () => {
  it('says what to do when it is ready', async () => {
    await show({});
    expect(screen.getByRole('heading', { name: 'No live calls' })).toBeTruthy();
    expect(screen.getByText(/Dial the extension/)).toBeTruthy();
    expect(screen.queryByText('DEMO')).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('says in demo mode that callers are simulated, with the badge in sight', async () => {
    await show({ mode: 'demo', asterisk: aComponent({ state: 'off' }) });
    expect(screen.getByText('DEMO')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /Simulated callers/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Asterisk simulated' })).toBeTruthy();
  });

  it.each([
    ['asterisk', 'missing', 'Asterisk is not set up', 'Asterisk not set up'],
    ['asterisk', 'connecting', 'Connecting to Asterisk', 'Asterisk connecting'],
    ['asterisk', 'reconnecting', 'Link to Asterisk lost', 'Asterisk reconnecting'],
    ['asterisk', 'failed', 'Asterisk refused the connection', 'Asterisk failed'],
    ['gemini', 'missing', 'Gemini is not set up', 'Gemini not set up'],
    ['gemini', 'failed', 'Gemini refused the connection', 'Gemini failed'],
  ] as const)('shows %s %s with its message', async (part, state, title, status) => {
    await show({ [part]: aComponent({ state, phrase: saying('Do this and that.') }) });
    expect(screen.getByText(title).textContent).toBe(title);
    expect(screen.getAllByText(/Do this and that\./).length).toBeGreaterThan(0);
    expect(screen.getByRole('heading', { name: 'Not ready for calls yet' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: status }));
    expect(screen.getByRole('dialog').textContent).toContain('Do this and that.');
    expect(await axeFaults()).toEqual([]);
  });

  it('moves no screen for a link that is back at once; the status bar says it all the same', async () => {
    const bridge = await show({});
    const become = (since: number): void => {
      act(() => {
        const asterisk = aComponent({ state: 'reconnecting', since });
        bridge.emit({ type: 'healthChanged', health: aHealth({ asterisk }) });
      });
    };
    become(Date.now() - 1_000);
    expect(screen.queryByText('Link to Asterisk lost')).toBeNull();
    expect(screen.getByRole('button', { name: 'Asterisk reconnecting' })).toBeTruthy();
    become(Date.now() - 3_000);
    expect(screen.getByText('Link to Asterisk lost')).toBeTruthy();
  });

  it('shows a taken API port, and nothing of a part that works', async () => {
    await show({
      api: aComponent({ state: 'failed', phrase: saying('Port 8000 is taken. Set API_PORT.') }),
    });
    expect(screen.getByText('The HTTP API could not start')).toBeTruthy();
    expect(screen.queryByText(/media server/i)).toBeNull();
  });

  it('says that the voice detection is at its limit, and is ready for calls all the same', async () => {
    await show({ vad: aComponent({ state: 'strained', phrase: phrase('vad.behind') }) });
    const said = await screen.findByText(/^Voice detection at its limit\. /);
    expect(said.textContent).toContain(wordsOf(phrase('vad.behind')));
    expect(document.querySelector('.banner')).toBeNull();
    expect(screen.getByRole('button', { name: 'Voice detection at its limit' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'No live calls' })).toBeTruthy();
  });

  it('says that there is no room for more calls', async () => {
    const said = phrase('capacity.full', { calls: 20, max: 20 });
    await show({ capacity: aComponent({ state: 'strained', phrase: said }) });
    fireEvent.click(screen.getByRole('button', { name: 'Capacity at its limit' }));
    expect(screen.getByRole('dialog').textContent).toContain('Full: 20 of 20 calls');
  });

  it('says that a plugin was cut off', async () => {
    const said = phrase('plugin.cut-off', { name: 'crm', why: saying('It did not answer.') });
    await show({ plugins: aComponent({ state: 'failed', phrase: said }) });
    const banner = screen.getByText('A plugin does not run').parentElement;
    expect(banner?.textContent).toContain(wordsOf(said));
    expect(screen.getByRole('heading', { name: 'No live calls' })).toBeTruthy();
  });
});

describe('the link to the program', () => {
  it('is empty for a quarter of a second, and has grey rows when loading takes long', async () => {
    resetWindow();
    vi.useFakeTimers();
    const bridge = new FakeBridge().install();
    const release = bridge.hold('app:snapshot');
    const { container } = render(<App />);
    const pass = (ms: number) => {
      act(() => {
        vi.advanceTimersByTime(ms);
      });
    };
    pass(249);
    expect(container.childElementCount).toBe(0);
    pass(1);
    expect(screen.getByRole('navigation')).toBeTruthy();
    expect(screen.queryAllByTestId('skeleton')).toHaveLength(0);
    pass(301);
    expect(screen.queryAllByTestId('skeleton').length).toBeGreaterThan(0);
    vi.useRealTimers();
    release();
    await settle();
    expect(screen.queryAllByTestId('skeleton')).toHaveLength(0);
  });

  it('says so when it is lost, and keeps the calls that were there', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('app:snapshot', 'The program does not answer.');
    act(() => {
      bridge.emitBatch({ baseRevision: 50, revision: 51, events: [] });
    });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The program does not answer.');
    expect(screen.getByRole('row', { name: /^\+34 600/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'End call' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
  });

  it('says so when the page was opened outside of the program', async () => {
    resetWindow();
    Object.defineProperty(window, 'cordboard', { value: undefined, configurable: true });
    render(<App />);
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('npm start');
  });
});

describe('a call in trouble', () => {
  it('shows its notices on the call and counts it among the alerts', async () => {
    await renderApp({
      calls: [
        aCall({
          agentLink: 'failed',
          notices: [aNotice({ severity: 'danger', phrase: saying('Gemini is gone.') })],
          alerts: [anAlert({ severity: 'danger', phrase: saying('Gemini is gone.') })],
        }),
      ],
    });
    expect(screen.getByRole('alert').textContent).toContain('Gemini is gone.');
    expect(screen.getByText('Needs you (1)')).toBeTruthy();
    expect(screen.getByText(/AI failed/)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });
});

describe('theme', () => {
  it('follows the choice, on the document and over a restart', () => {
    const stop = startTheme();
    useThemeStore.getState().choose('light');
    expect(document.documentElement.dataset['theme']).toBe('light');
    useThemeStore.getState().choose('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('theme')).toBe('dark');
    stop();
  });
});
