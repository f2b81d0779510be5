import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
  Object.defineProperty(HTMLElement.prototype, 'scrollWidth', {
    configurable: true,
    get(this: HTMLElement) {
      const given = this.dataset['given'] ?? '';
      return given.split(' ').filter((step) => step !== '').length < steps ? 2_000 : 100;
    },
  });
}

beforeEach(() => {
  resetWindow();
  window.ResizeObserver = FirstReport;
});

afterEach(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'scrollWidth');
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
    expect(givenUp(99)).toBe('1 2 3 4 5 6 line');
  });

  it('has its words for a screen reader, whatever the eye gets', () => {
    givenUp(6);
    expect(screen.getByLabelText('Status').textContent).toBe('3 callsEnd');
  });
});
