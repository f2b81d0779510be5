import { act, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useFollowEnd } from '#window/ui/rows/useFollowEnd';
import { resetWindow } from '../../support/window/renderApp';

/** What is told of a change of size. */
let changeSize: () => void = () => undefined;

class OnDemand implements ResizeObserver {
  constructor(report: ResizeObserverCallback) {
    changeSize = () => {
      report([], this);
    };
  }
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    changeSize = () => undefined;
  }
}

function Log({ following }: { readonly following: boolean }) {
  const { ref, onScroll } = useFollowEnd('same', following, () => undefined);
  return <div ref={ref} role="log" onScroll={onScroll} />;
}

function show(following: boolean): HTMLElement {
  resetWindow();
  window.ResizeObserver = OnDemand;
  render(<Log following={following} />);
  const log = screen.getByRole('log');
  Object.defineProperty(log, 'scrollHeight', { value: 900 });
  return log;
}

describe('a log whose end is followed', () => {
  it('shows its end still when something below it takes room', () => {
    const log = show(true);
    act(() => {
      changeSize();
    });
    expect(log.scrollTop).toBe(900);
  });

  it('stays where the reader is otherwise', () => {
    const log = show(false);
    act(() => {
      changeSize();
    });
    expect(log.scrollTop).toBe(0);
  });
});
