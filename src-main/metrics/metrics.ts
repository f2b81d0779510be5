import { Registry } from 'prom-client';
import type { CallControl } from '#main/call/callControl';
import { COMPONENT_NAMES, COMPONENT_STATES, type Health } from '#model/health';
import { STORE_STATES, type StoreHealth } from '#model/history';
import type { ProgramLoad } from '#model/load';
import type { SweepTotals } from '#model/sweepTotals';
import { CallFollower } from './callFollower';
import { createCallTotals } from './callTotals';
import { LEFTOVERS, WEBHOOK_RESULTS } from './labels';
import { createLoadFigures } from './loadFigures';
import { createProcessSampler } from './processSampler';
import { createProgramFigures, type ProgramFigures } from './programFigures';
import { TotalsReader } from './totalsReader';

export type MetricsOptions = {
  readonly control: Pick<CallControl, 'snapshot' | 'onBatch'>;
  readonly version: string;
  /** State of the record of calls; null while none is kept. */
  readonly storeHealth?: () => StoreHealth | null;
  /** Outcomes of the webhook events since the start; each figure only grows. */
  readonly webhookCounts?: () => Readonly<Record<(typeof WEBHOOK_RESULTS)[number], number>>;
  /** Webhook events that wait for their receivers. */
  readonly webhooksWaiting?: () => number;
  /** What the sweeps of Asterisk have found since the start; each figure only grows. */
  readonly sweepTotals?: () => Readonly<SweepTotals> | null;
  readonly load?: () => ProgramLoad;
};

/** The figures of the running program. */
export type Metrics = {
  /** Media type of `text` (Prometheus text format 0.0.4). */
  readonly contentType: string;
  text(): Promise<string>;
  /** Stops following. Idempotent. */
  close(): void;
};

const LEFTOVER_KINDS = Object.entries(LEFTOVERS) as [keyof typeof LEFTOVERS, string][];

/** What is reported while no record is kept. */
const NO_STORE: StoreHealth = { state: 'off', phrase: null, queuedRows: 0, droppedRows: 0 };

/** Follows the calls from now on: the totals do not have what happened before. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const totals = createCallTotals(registry);
  const set = createProgramFigures(registry);
  const calls = new CallFollower(totals);
  const processFigures = createProcessSampler(set);
  const { health, calls: already } = options.control.snapshot();
  let newest: Health = health;
  for (const call of already) {
    calls.apply({ type: 'callAdded', call });
  }
  const stop = options.control.onBatch(({ events }) => {
    for (const event of events) {
      if (event.type === 'healthChanged') {
        newest = event.health;
      }
      calls.apply(event);
    }
  });
  const webhooks = new TotalsReader();
  const dropped = new TotalsReader();
  const setLoad = createLoadFigures(registry);
  const leftovers = new TotalsReader();
  return {
    contentType: registry.contentType,
    async text() {
      for (const [state, count] of calls.countByState()) {
        totals.calls.set({ state }, count);
      }
      setHealth(set, newest, options.version);
      const store = options.storeHealth?.() ?? NO_STORE;
      for (const state of STORE_STATES) {
        set.storeState.set({ state }, store.state === state ? 1 : 0);
      }
      set.storeQueuedRows.set(store.queuedRows);
      set.storeDroppedRows.inc(dropped.growth('rows', store.droppedRows));
      const counts = options.webhookCounts?.();
      for (const result of counts === undefined ? [] : WEBHOOK_RESULTS) {
        set.webhooks.inc({ result }, webhooks.growth(result, counts?.[result] ?? 0));
      }
      set.webhooksWaiting.set(options.webhooksWaiting?.() ?? 0);
      const swept = options.sweepTotals?.() ?? null;
      for (const [name, kind] of swept === null ? [] : LEFTOVER_KINDS) {
        set.leftovers.inc({ kind }, leftovers.growth(kind, swept?.[name] ?? 0));
      }
      if (options.load !== undefined) {
        setLoad(options.load());
      }
      processFigures.read();
      return registry.metrics();
    },
    close: stop,
  };
}

function setHealth(set: ProgramFigures, health: Health, version: string): void {
  set.info.reset();
  set.info.set({ version, mode: health.mode }, 1);
  for (const component of COMPONENT_NAMES) {
    const { state: now } = health[component];
    if (now === 'off') {
      set.componentUp.remove({ component });
    } else {
      const isUp = now === 'ready' || now === 'strained';
      set.componentUp.set({ component }, isUp ? 1 : 0);
    }
    for (const state of COMPONENT_STATES) {
      set.componentState.set({ component, state }, state === now ? 1 : 0);
    }
  }
}
