import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { turnWith } from '#support/calls';
import { saying } from '#support/phrases';
import { aCall, anAlert } from '#support/window/callFixtures';
import { useCallsStore } from '#window/state/callsStore';
import { useNavStore } from '#window/state/navStore';
import { axeFaults, renderApp, rowNumbers, settle } from '../../support/window/renderApp';

const three = [
  aCall({ id: 'a', meterId: 1, callerNumber: '111', startedAt: 3000, answeredAt: 3000 }),
  aCall({ id: 'b', meterId: 2, callerNumber: '222', startedAt: 2000, answeredAt: 2000 }),
  aCall({ id: 'c', meterId: 3, callerNumber: '333', startedAt: 1000, answeredAt: 1000 }),
];
const row = (name: RegExp) => screen.getByRole('row', { name });
afterEach(() => {
  vi.useRealTimers();
});

const selected = () => useCallsStore.getState().selection?.callId;

describe('CallList', () => {
  it('is a grid of named rows that knows its whole length', async () => {
    await renderApp({ calls: three });
    const grid = screen.getByRole('grid', { name: 'Live calls' });
    expect(grid.getAttribute('aria-rowcount')).toBe('4');
    expect(rowNumbers()).toEqual(['333', '222', '111']);
    expect(row(/^333/).getAttribute('aria-rowindex')).toBe('2');
  });

  it('says who speaks in words', async () => {
    await renderApp({
      calls: [
        aCall({ id: 'a', callerNumber: '1', callerSpeaking: true }),
        aCall({ id: 'b', callerNumber: '2', agentState: 'speaking' }),
        aCall({ id: 'c', callerNumber: '3', agentState: 'speaking', callerSpeaking: true }),
        aCall({ id: 'd', callerNumber: '4', agentState: 'thinking' }),
        aCall({ id: 'e', callerNumber: '', state: 'held' }),
      ],
    });
    expect(row(/^1,/).textContent).toContain('Caller');
    expect(row(/^2,/).textContent).toContain('AI');
    expect(row(/^3,/).textContent).toContain('Overlap');
    expect(row(/^4,/).textContent).toContain('Thinking');
    expect(row(/^Withheld,/).textContent).toContain('On hold');
  });

  it('has one row in the tab order and moves it with arrows and J and K', async () => {
    await renderApp({ calls: three });
    fireEvent.click(row(/^333/));
    row(/^333/).focus();
    fireEvent.keyDown(row(/^333/), { key: 'ArrowDown' });
    expect(selected()).toBe('b');
    expect(document.activeElement).toBe(row(/^222/));
    fireEvent.keyDown(row(/^222/), { key: 'j' });
    expect(selected()).toBe('a');
    fireEvent.keyDown(row(/^111/), { key: 'ArrowDown' });
    expect(selected()).toBe('a');
    fireEvent.keyDown(row(/^111/), { key: 'Home' });
    expect(selected()).toBe('c');
    expect(screen.getAllByRole('row').filter((each) => each.tabIndex === 0)).toHaveLength(1);
  });

  it('does not move a row while it is pointed at', async () => {
    const bridge = await renderApp({ calls: three });
    fireEvent.pointerEnter(screen.getByRole('region', { name: 'Calls' }));
    act(() => {
      bridge.emit(
        { type: 'callChanged', call: { ...three[0]!, agentLink: 'failed' } },
        { type: 'callAdded', call: aCall({ id: 'n', meterId: 9, callerNumber: '999' }) },
        { type: 'callRemoved', callId: 'c' },
      );
    });
    expect(rowNumbers()).toEqual(['333', '222', '111', '999']);
    expect(row(/^333/).dataset['ended']).toBe('true');
  });

  it('names why a call needs somebody, above all others', async () => {
    await renderApp({
      calls: [
        ...three,
        aCall({ id: 'd', callerNumber: '444', alerts: [anAlert({ phrase: saying('Lost.') })] }),
      ],
    });
    expect(rowNumbers()[0]).toBe('444');
    expect(row(/^444, Lost\./).textContent).toContain('Lost.');
    const headings = screen.getAllByRole('row').filter((each) => each.tabIndex === -1);
    expect(headings.map((each) => each.textContent)).toContain('Needs you (1)');
    expect(headings.map((each) => each.textContent)).toContain('Other calls (3)');
  });

  it('passes over the headings with the keys', async () => {
    await renderApp({
      calls: [...three, aCall({ id: 'd', callerNumber: '444', alerts: [anAlert()] })],
    });
    fireEvent.click(row(/^444/));
    fireEvent.keyDown(row(/^444/), { key: 'ArrowDown' });
    expect(selected()).toBe('c');
    fireEvent.keyDown(row(/^333/), { key: 'Home' });
    expect(selected()).toBe('d');
  });

  it('shows the last words of a call in which nothing is wrong', async () => {
    await renderApp({
      calls: three,
      transcripts: { a: [turnWith({ speaker: 'caller', text: 'My parcel is late.' })] },
    });
    expect(row(/^111/).textContent).toContain('My parcel is late.');
  });

  it('stands still as a whole while it is frozen, and says what it hides', async () => {
    const bridge = await renderApp({ calls: three });
    fireEvent.click(screen.getByRole('button', { name: 'Freeze the list' }));
    act(() => {
      bridge.emit(
        { type: 'callChanged', call: { ...three[0]!, callerSpeaking: true, alerts: [anAlert()] } },
        { type: 'callAdded', call: aCall({ id: 'n', meterId: 9, callerNumber: '999' }) },
      );
    });
    expect(rowNumbers()).toEqual(['333', '222', '111']);
    expect(row(/^111/).textContent).toContain('Quiet');
    fireEvent.click(screen.getByRole('button', { name: '1 needs you, 1 new call: show now' }));
    expect(rowNumbers()).toEqual(['111', '333', '222', '999']);
    expect(row(/^111/).textContent).toContain('Caller');
  });

  it('is sorted by the head of a column, and by attention again by a second click', async () => {
    const calls = [
      { id: 'z', callerName: 'Zoe', agoMs: 90_000 },
      { id: 'a', callerName: 'Ana', agoMs: 60_000 },
    ].map(({ agoMs, ...each }) => aCall({ ...each, answeredAt: Date.now() - agoMs }));
    await renderApp({ calls });
    const head = () => screen.getByRole('columnheader', { name: 'Caller' });
    const names = () =>
      [...document.querySelectorAll('[data-call-id]')].map((row) =>
        row.getAttribute('data-call-id'),
      );
    fireEvent.click(screen.getByRole('columnheader', { name: 'Time' }).querySelector('button')!);
    expect(names()).toEqual(['z', 'a']);
    fireEvent.click(head().querySelector('button')!);
    expect(head().getAttribute('aria-sort')).toBe('ascending');
    expect(names()).toEqual(['a', 'z']);
    expect(screen.getByRole('combobox', { name: 'Sort' })).toHaveProperty('value', 'caller');
    fireEvent.click(head().querySelector('button')!);
    expect(head().getAttribute('aria-sort')).toBe('none');
    expect(screen.getByRole('combobox', { name: 'Sort' })).toHaveProperty('value', 'attention');
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[string, () => void]>([
    [
      'a search',
      () => {
        const search = screen.getByRole('textbox', { name: 'Search calls' });
        fireEvent.change(search, { target: { value: '+' } });
        fireEvent.change(search, { target: { value: '' } });
      },
    ],
    [
      'another order',
      () => {
        fireEvent.change(screen.getByRole('combobox', { name: 'Sort' }), {
          target: { value: 'longest' },
        });
      },
    ],
    [
      'a look at another screen',
      () => {
        fireEvent.click(screen.getByRole('button', { name: 'History' }));
        fireEvent.click(screen.getByRole('button', { name: 'Live' }));
      },
    ],
  ])('has no place for a call that came while it is frozen, after %s either', async (_what, go) => {
    const bridge = await renderApp({ calls: three });
    fireEvent.click(screen.getByRole('button', { name: 'Freeze the list' }));
    act(() => {
      bridge.emit({
        type: 'callAdded',
        call: aCall({ id: 'n', meterId: 9, callerNumber: '999', startedAt: 1 }),
      });
    });
    go();
    expect(rowNumbers()).toEqual(['333', '222', '111']);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('4');
    expect(screen.getByRole('button', { name: '1 new call: show now' })).toBeTruthy();
  });

  it('is narrowed by a filter, which can be kept under a name', async () => {
    await renderApp({
      calls: [...three, aCall({ id: 'h', callerNumber: '555', state: 'held' })],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Filter' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'State' }), {
      target: { value: 'held' },
    });
    expect(rowNumbers()).toEqual(['555']);
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(screen.getByRole('textbox', { name: 'Save as' }), {
      target: { value: 'Parked' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show all calls' }));
    expect(rowNumbers()).toHaveLength(4);
    fireEvent.click(screen.getByRole('button', { name: 'Parked' }));
    expect(rowNumbers()).toEqual(['555']);
    fireEvent.click(screen.getByRole('button', { name: 'Parked', pressed: true }));
    expect(rowNumbers()).toHaveLength(4);
  });

  it('narrows by search and offers to clear it when nothing is left', async () => {
    await renderApp({ calls: three });
    const search = screen.getByRole('textbox', { name: 'Search calls' });
    fireEvent.change(search, { target: { value: '22' } });
    expect(rowNumbers()).toEqual(['222']);
    fireEvent.change(search, { target: { value: 'zzz' } });
    expect(screen.getByText('No call matches “zzz”.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear' })[0]!);
    expect(rowNumbers()).toHaveLength(3);
  });

  it('says so when a call that needs somebody is left out, and leads to it', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const bridge = await renderApp({ calls: three });
    fireEvent.change(screen.getByRole('textbox', { name: 'Search calls' }), {
      target: { value: '22' },
    });
    expect(screen.queryByRole('button', { name: /left out/ })).toBeNull();
    act(() => {
      bridge.emit({ type: 'callChanged', call: { ...three[0]!, alerts: [anAlert()] } });
      vi.advanceTimersByTime(600);
    });
    expect(rowNumbers()).toEqual(['222']);
    fireEvent.click(screen.getByRole('button', { name: '1 that needs you is left out: show all' }));
    expect(rowNumbers()[0]).toBe('111');
    expect(rowNumbers()).toHaveLength(3);
  });

  it('tells a screen reader every few seconds how many calls came, however many went', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const bridge = await renderApp({ calls: three });
    const said = () =>
      screen.getAllByRole('status').filter(({ textContent }) => textContent === '1 new call')
        .length;
    for (const id of ['n', 'm']) {
      act(() => {
        bridge.emit(
          { type: 'callAdded', call: aCall({ id, meterId: 9, callerNumber: '999' }) },
          { type: 'callRemoved', callId: id === 'n' ? 'a' : 'b' },
        );
        vi.advanceTimersByTime(5_000);
      });
      expect(said()).toBe(1);
    }
  });

  it('leads to the history from a row of a frozen list whose call is gone', async () => {
    const bridge = await renderApp({ calls: three });
    fireEvent.click(row(/^222/));
    fireEvent.click(screen.getByRole('button', { name: 'Freeze the list' }));
    act(() => {
      bridge.emit({ type: 'callRemoved', callId: 'a' });
      useCallsStore.getState().sweep(Date.now() + 60_000);
    });
    fireEvent.click(row(/^111/));
    expect(selected()).toBe('b');
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Show in the history' }));
    expect(useNavStore.getState().screen).toBe('history');
  });

  it('sorts anew at once when another order is chosen', async () => {
    await renderApp({ calls: three });
    fireEvent.pointerEnter(screen.getByRole('region', { name: 'Calls' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Sort' }), {
      target: { value: 'newest' },
    });
    expect(rowNumbers()).toEqual(['111', '222', '333']);
  });

  it('draws only the rows that are in sight', async () => {
    const calls = Array.from({ length: 300 }, (_, index) =>
      aCall({ id: `call-${index}`, meterId: index, callerNumber: String(index) }),
    );
    await renderApp({ calls });
    expect(rowNumbers().length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('301');
  });

  it('keeps the focus on the way to a row that was not in sight', async () => {
    const calls = Array.from({ length: 300 }, (_, index) =>
      aCall({ id: `call-${index}`, meterId: index, callerNumber: String(1000 + index) }),
    );
    await renderApp({ calls });
    const first = screen.getAllByRole('row').find((each) => each.tabIndex === 0);
    first?.focus();
    fireEvent.keyDown(document.activeElement!, { key: 'End' });
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('301');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
  });

  it('has no accessibility faults', async () => {
    await renderApp({ calls: three });
    expect(await axeFaults()).toEqual([]);
  });
});
