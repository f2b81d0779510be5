/** The test DOM has no canvas to draw on; what the charts say stands in their tables. */
import { vi } from 'vitest';

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
