/** Runs before each file of window tests, which share their modules and their page. */
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// By itself it does so in the first file alone, the one that loads it.
afterEach(cleanup);

// The test DOM has no locks, and no other window to share one with.
Object.defineProperty(navigator, 'locks', {
  configurable: true,
  value: { request: (_name: string, run: () => unknown) => Promise.resolve(run()) },
});

// The test DOM has no canvas to draw on; what the charts say stands in their tables.
vi.mock('uplot', () => ({
  default: class {
    static readonly paths = {};
    readonly height = 0;
    setData(): void {
      return;
    }
    setSize(): void {
      return;
    }
    destroy(): void {
      return;
    }
  },
}));
