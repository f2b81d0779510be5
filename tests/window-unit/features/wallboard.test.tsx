import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import { savedWallChoices, useWallChoices } from '#window/features/wallboard/wallChoices';
import { layOut, maskedNumber } from '#window/features/wallboard/wallView';
import { useCallsStore } from '#window/state/callsStore';
import { screenOfAddress, useNavStore } from '#window/state/navStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

const calls = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aCall({ id: `w-${n}`, meterId: n + 1, callerNumber: `+34 600 111 ${100 + n}` }),
  );

async function openWall(live: Parameters<typeof renderApp>[0] = {}) {
  const bridge = await renderApp(live);
  useWallChoices.setState(savedWallChoices());
  act(() => {
    useNavStore.getState().show('wallboard');
  });
  await settle();
  return bridge;
}

const tiles = () => within(screen.getByRole('list', { name: 'Calls' })).getAllByRole('listitem');
const figures = () =>
  screen
    .getAllByRole('definition')
    .map((each) => each.textContent)
    .slice(0, 3);

describe('the wallboard', () => {
  it('has a window of its own, which F11 opens', async () => {
    const bridge = await renderApp({ calls: calls(1) });
    fireEvent.keyDown(document.body, { key: 'F11' });
    await settle();
    expect(bridge.requests).toContainEqual({
      name: 'windows:open',
      input: { screen: 'wallboard' },
    });
    expect(screen.getByRole('navigation')).toBeTruthy();
  });

  it.each([
    ['F11', () => fireEvent.keyDown(document.body, { key: 'F11' })],
    ['its button', () => fireEvent.click(screen.getByRole('button', { name: 'Back to the desk' }))],
  ])('fills that window, never shows the desk there, and is closed by %s', async (_how, leave) => {
    const bridge = await openWall({ calls: calls(1) });
    expect(screen.getByRole('main', { name: 'Wallboard' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    leave();
    await settle();
    expect(bridge.requests).toContainEqual({ name: 'windows:close', input: null });
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('is what a window of its own shows by its address', () => {
    expect(screenOfAddress('?screen=wallboard')).toBe('wallboard');
    expect(screenOfAddress('?screen=else')).toBe('live');
  });

  it('shows figures, and numbers masked unless somebody chooses otherwise', async () => {
    await openWall({
      calls: [...calls(2), aCall({ id: 'r', state: 'ringing', answeredAt: null })],
    });
    expect(figures()).toEqual(['2', '1', '1']);
    expect(screen.getByText('1,480 ms')).toBeTruthy();
    const text = () =>
      tiles()
        .map((tile) => tile.textContent)
        .join('\n');
    expect(text()).toContain('… 100');
    expect(text()).not.toContain('600 111');
    fireEvent.click(screen.getByRole('button', { name: 'Whole numbers' }));
    await settle();
    expect(text()).toContain('+34 600 111 100');
    expect(savedWallChoices().unmasked).toBe(true);
  });

  it('shows half the digits of an extension at most', () => {
    expect(maskedNumber('2001')).toBe('… 01');
    expect(maskedNumber('+34 600 111 222')).toBe('… 222');
  });

  it('has first whoever needs somebody, and says how many have no room', async () => {
    const ringing = aCall({ id: 'r', state: 'ringing', answeredAt: null });
    await openWall({ calls: [...calls(200), ringing] });
    expect(tiles()[0]?.dataset['severity']).toBe('warn');
    const shown = tiles().length - 1;
    expect(tiles().at(-1)?.textContent).toBe(`+${201 - shown} more`);
  });

  it('leaves the last line out by choice', async () => {
    await openWall({
      calls: calls(1),
      transcripts: {
        'w-0': [
          {
            id: 0,
            speaker: 'caller',
            status: 'final',
            text: 'My order is late',
            note: null,
            heardChars: null,
            startMs: 0,
            endMs: 1,
            timeToFirstAudioMs: null,
          },
        ],
      },
    });
    expect(screen.getByText('My order is late')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Last line' }));
    expect(screen.queryByText('My order is late')).toBeNull();
  });

  it('says that there is nothing, and that the link is lost since when', async () => {
    await openWall();
    expect(screen.getByText('No calls now.')).toBeTruthy();
    act(() => {
      const since = new Date(2026, 10, 22, 14, 2).getTime();
      useCallsStore
        .getState()
        .setLink({ state: 'lost', message: phrase('window.link-lost'), since });
    });
    expect(screen.getByRole('status').textContent).toContain('14:02');
    useNavStore.setState({ screen: 'live' });
  });

  it('has no accessibility faults', async () => {
    await openWall({ calls: calls(3) });
    expect(await axeFaults()).toEqual([]);
  });
});

describe('the tiles of the wall', () => {
  it.each([
    [2, 1920, 800],
    [2, 1280, 520],
    [9, 1280, 520],
    [20, 1920, 800],
  ])('all fit: %i calls in %i × %i', (count, width, height) => {
    const { columns, rows, dense } = layOut(count, width, height);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
    expect(dense).toBe(false);
  });

  it.each([
    [1888, 903],
    [1248, 583],
  ])('are of one line where a hundred would not fit: %i × %i', (width, height) => {
    const { columns, rows, dense } = layOut(100, width, height);
    expect(columns * rows).toBeGreaterThanOrEqual(100);
    expect(dense).toBe(true);
  });

  it('have room for a text that is read from afar, however many calls there are', () => {
    for (const count of [1, 30, 31, 100, 1_000]) {
      const { columns, rows, textPx } = layOut(count, 1888, 903);
      expect(textPx).toBe(32);
      expect(1888 / columns).toBeGreaterThanOrEqual(9.5 * textPx);
      expect(903 / rows).toBeGreaterThanOrEqual(1.6 * textPx);
    }
  });
});
