import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationView } from '#model/operators';
import { phrase } from '#model/phrases/phrase';
import { useFirstAnswers } from '#window/features/app/useFirstAnswers';
import { useCallsStore } from '#window/state/callsStore';
import { useStationStore } from '#window/state/stationStore';
import { resetWindow } from '../../support/window/renderApp';

const LOST = { state: 'lost', message: phrase('window.link-lost'), since: 0 } as const;
const VIEW: StationView = {
  station: { state: 'own', operator: { name: 'ann', role: 'admin' } },
  ...{ operators: [], problem: null, viewersMayListen: false },
};

/** What the window was each time that it was drawn. */
let drawn: boolean[] = [];

function Window() {
  drawn.push(useFirstAnswers());
  return null;
}

const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};
const link = (state: typeof LOST | { readonly state: 'ready' }) => {
  act(() => {
    useCallsStore.getState().setLink(state);
  });
};

beforeEach(() => {
  resetWindow();
  vi.useFakeTimers();
  drawn = [];
  render(<Window />);
});
afterEach(() => {
  vi.useRealTimers();
  resetWindow();
});

describe('the first picture of the window', () => {
  it('waits for the calls and for who works here, and is drawn once', () => {
    link({ state: 'ready' });
    expect(drawn.at(-1)).toBe(false);
    act(() => {
      useStationStore.setState({ view: VIEW });
    });
    expect(drawn.at(-1)).toBe(true);
    const times = drawn.length;
    pass(10_000);
    expect(drawn).toHaveLength(times);
  });

  it('is not waited for longer than a moment', () => {
    pass(200);
    expect(drawn.at(-1)).toBe(false);
    pass(100);
    expect(drawn.at(-1)).toBe(true);
  });

  it('comes at once where there is no link, and stays when it is back', () => {
    link(LOST);
    expect(drawn.at(-1)).toBe(true);
    link({ state: 'ready' });
    expect(drawn.at(-1)).toBe(true);
  });
});
