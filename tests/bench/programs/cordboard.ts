/** Cordboard as a process, put together as in the program itself. */
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { serveParent } from './parentLink';

let cordboard: TestCordboard | null = null;

serveParent(
  {
    start: async (env: Readonly<Record<string, string>>) => {
      cordboard = await startCordboard(env);
      await cordboard.until(({ health }) => health.asterisk.state === 'ready');
    },
    /** Resolves once a call is live. */
    live: async () => {
      await cordboard?.until(({ calls }) => calls.some((call) => call.state === 'live'));
    },
    calls: () => cordboard?.pipeline.control.snapshot().calls,
    log: () => cordboard?.log(),
  },
  () => cordboard?.stop(),
);
