import type { Registry } from 'prom-client';
import { LOAD_STATES, type ProgramLoad } from '#model/load';
import { metricMakers } from './makers';
import { TotalsReader } from './totalsReader';

/** Makes the figures of the load; the returned function brings them up to date. */
export function createLoadFigures(registry: Registry): (load: ProgramLoad) => void {
  const totals = new TotalsReader();
  const { counter, gauge } = metricMakers(registry);
  const state = gauge(
    'cordboard_load_state',
    'How well the program keeps up with the calls: 1 for the state it is in.',
    ['state'],
  );
  const eventLoopLag = gauge(
    'cordboard_event_loop_lag_seconds',
    'Delay of the event loop in the last 10 s window: median, 99th percentile and largest.',
    ['stat'],
  );
  const vadLag = gauge(
    'cordboard_vad_lag_seconds',
    'Longest time that the voice detection was behind the callers in the last 5 s.',
  );
  const vadDroppedHops = counter(
    'cordboard_vad_dropped_hops_total',
    'Pieces of audio (32 ms) that the voice detection had no time for.',
  );
  const maxCalls = gauge('cordboard_max_calls', 'Most calls at once (MAX_CALLS); 0: no limit.');
  const refusedCalls = counter(
    'cordboard_calls_refused_total',
    'Calls that were not answered because there were as many as MAX_CALLS already.',
  );
  return (load) => {
    for (const each of LOAD_STATES) {
      state.set({ state: each }, each === load.state ? 1 : 0);
    }
    const { p50Ms, p99Ms, maxMs } = load.loopDelay;
    eventLoopLag.set({ stat: 'p50' }, p50Ms / 1_000);
    eventLoopLag.set({ stat: 'p99' }, p99Ms / 1_000);
    eventLoopLag.set({ stat: 'max' }, maxMs / 1_000);
    vadLag.set(load.vadLagMs / 1_000);
    vadDroppedHops.inc(totals.growth('hops', load.vadDroppedHops));
    maxCalls.set(load.maxCalls);
    refusedCalls.inc(totals.growth('refused calls', load.refusedCalls));
  };
}
