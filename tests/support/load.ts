import type { ProgramLoad } from '#model/load';

/** A program with time to spare, and no limit of calls. */
export const IDLE_LOAD: ProgramLoad = {
  state: 'ok',
  loopDelay: { p50Ms: 0, p99Ms: 0, maxMs: 0 },
  vadLagMs: 0,
  vadDroppedHops: 0,
  maxCalls: 0,
  refusedCalls: 0,
};
