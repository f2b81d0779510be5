/** Loaded into `serve` before the program itself (`--import`): the probe, and the way to it. */
import { isMainThread } from 'node:worker_threads';
import { type BenchProbe, installProbe } from '../program/probe';
import { serveParent } from './parentLink';

// Workers inherit the option that loads this.
if (isMainThread) {
  installProbe();
  const probe = Reflect.get(globalThis, 'benchProbe') as BenchProbe;
  serveParent(
    {
      start: () => undefined,
      begin: () => {
        probe.begin();
      },
      end: () => probe.end(),
      workers: () => probe.workers(),
      startProfile: () => probe.startProfile(),
      stopProfile: () => probe.stopProfile(),
    },
    // The program ends by itself in order.
    () =>
      new Promise(() => {
        process.kill(process.pid, 'SIGTERM');
      }),
  );
}
