import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const DEAF = phrase('hearing.unheard');
const HEARING = {
  kind: 'hearing',
  severity: 'warn',
  phrase: DEAF,
  message: wordsOf(DEAF),
  at: 0,
} as const;
const GRAVER = { ...HEARING, kind: 'agent-link', severity: 'danger' } as const;
const LOST = { ...HEARING, kind: 'media', severity: 'danger' } as const;
const live = { state: 'live', agentLink: 'ready', agentState: 'listening' } as const;

/** Lets the ear be looked at. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what the caller hears', () => {
  it('is not shown where nothing is wrong', async () => {
    await renderApp({ calls: [aCall(live)] });
    await pass(1_000);
    expect(screen.queryByRole('group', { name: 'The caller’s ear' })).toBeNull();
  });

  it('is told in words where something is, with what helps on a button and a key', async () => {
    const bridge = await renderApp({ calls: [aCall({ ...live, notices: [HEARING] })] });
    await pass(1_000);
    const strip = screen.getByRole('group', { name: 'The caller’s ear' });
    expect(strip.textContent).toContain('Asterisk hears the caller');
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: /Say it again/ }));
    await settle();
    fireEvent.keyDown(document.body, { key: 'y' });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'repromptAgent' }, { kind: 'repromptAgent' }]);
  });

  it('is acted on by its key only while it is seen', async () => {
    const bridge = await renderApp({ calls: [aCall({ ...live, notices: [HEARING, GRAVER] })] });
    await pass(1_000);
    expect(screen.queryByRole('group', { name: 'The caller’s ear' })).toBeNull();
    fireEvent.keyDown(document.body, { key: 'y' });
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(screen.getByText(/stands behind “more”/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '2 more' }));
    await settle();
    fireEvent.keyDown(document.body, { key: 'y' });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'repromptAgent' }]);
  });

  it('is nothing that can be mended from here while the connection is lost', async () => {
    const bridge = await renderApp({ calls: [aCall({ ...live, notices: [LOST] })] });
    await pass(1_000);
    fireEvent.click(screen.getByRole('button', { name: '1 more' }));
    await settle();
    const ear = screen.getByRole('group', { name: 'The caller’s ear' });
    expect(ear.textContent).toContain('neither side hears the other');
    expect(within(ear).queryByRole('button')).toBeNull();
    fireEvent.keyDown(document.body, { key: 'y' });
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(screen.getByText(/Nothing that helps the caller to hear/)).toBeTruthy();
  });
});
