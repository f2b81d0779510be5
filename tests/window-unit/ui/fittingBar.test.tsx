import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BarWords, FittingBar } from '#window/ui/layout/FittingBar.tsx';
import { resetWindow } from '../../support/window/renderApp';

/** Reports every element once, as a browser does. */
class FirstReport implements ResizeObserver {
  readonly #report: () => void;
  constructor(report: ResizeObserverCallback) {
    this.#report = () => {
      report([], this);
    };
  }
  observe(): void {
    this.#report();
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
}

/** The bar has room only once it has given up so much. */
function fitsAfter(steps: number): void {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    const given = this.parentElement?.dataset['given'];
    if (given === undefined) {
      return new DOMRect(0, 0, 1_000, 48);
    }
    const missing = given.split(' ').filter((step) => step !== '').length < steps;
    return new DOMRect(0, 0, missing ? 600 : 500, 32);
  });
}

beforeEach(() => {
  resetWindow();
  window.ResizeObserver = FirstReport;
});

function givenUp(steps: number): string | undefined {
  fitsAfter(steps);
  render(
    <FittingBar
      label="Status"
      className=""
      start={
        <BarWords step={2} short="3">
          3 calls
        </BarWords>
      }
      end="End"
    />,
  );
  return screen.getByLabelText('Status').dataset['given'];
}

describe('a bar that has to fit', () => {
  it('gives up nothing where there is room', () => {
    expect(givenUp(0)).toBe('');
  });

  it('gives up no more than it must', () => {
    expect(givenUp(2)).toBe('1 2');
  });

  it('takes a second line where nothing helps', () => {
    expect(givenUp(99)).toBe('1 2 3 4 5 6 7 line');
  });

  it('has its words for a screen reader, whatever the eye gets', () => {
    givenUp(7);
    expect(screen.getByLabelText('Status').textContent).toBe('3 callsEnd');
  });
});
