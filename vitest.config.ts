import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * The four kinds of test. `unit` and `window-unit` touch no network, `integration` opens real
 * sockets on loopback, `e2e` runs real programs (Asterisk, a SIP phone, Electron) one file at a time.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 10_000,
          restoreMocks: true,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'window-unit',
          environment: 'happy-dom',
          include: ['tests/window-unit/**/*.test.{ts,tsx}'],
          testTimeout: 10_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          restoreMocks: true,
        },
      },
    ],
  },
});
