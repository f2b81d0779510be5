import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BATCH_MS, CallStore } from '#main/call/callStore';
import { createMetrics, type Metrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';
import { type CallMetrics, EMPTY_METRICS } from '#model/metrics';
import { callWith } from '#support/calls';
import { IDLE_LOAD } from '#support/load';
import { answered } from '#support/lookUps';
import { type PrometheusServer, startPrometheus } from '#support/monitoring/prometheusServer';
import { aHealth } from '#support/window/callFixtures';

type Dashboard = {
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: string | { query: string } }[];
  };
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
};

const FILE = join(import.meta.dirname, '../../docs/grafana-dashboard.json');
const dashboard = JSON.parse(await readFile(FILE, 'utf8')) as Dashboard;
const expressions = dashboard.panels.flatMap(({ title, targets }) =>
  (targets ?? []).map(({ expr }) => [title, expr] as const),
);

let store: CallStore;
let metrics: Metrics;
let server: FastifyInstance;
let prometheus: PrometheusServer;
let traffic: NodeJS.Timeout;

/** Puts the values of the dashboard's variables in, as Grafana does. */
function filledIn(expression: string): string {
  return expression
    .replaceAll('$job', 'cordboard')
    .replaceAll('$instance', '.*')
    .replaceAll('$__rate_interval', '10s');
}

/** Calls that come, talk, are interrupted and end, ten a second. */
function startTraffic(): NodeJS.Timeout {
  let n = 0;
  return setInterval(() => {
    n += 1;
    const id = `call-${String(n % 5)}`;
    const times = Math.floor(n / 5) + 1;
    const figures: CallMetrics = {
      ...EMPTY_METRICS,
      agentTurns: times,
      muteTurns: { RESPONSE_REJECTED: Math.floor(times / 5) },
      bargeIns: times,
      lastBargeInReactionMs: 90 + (n % 7) * 10,
      framesIn: times * 25,
      framesOut: times * 20,
      framesLate: times,
      framesLost: Math.floor(times / 2),
      agentReconnects: Math.floor(times / 4),
      voiceChanges: Math.floor(times / 3),
      tokens: { ...EMPTY_METRICS.tokens, promptTokens: times * 100, responseTokens: times * 30 },
      costEstimateUsd: times * 0.001,
    };
    store.putCall(callWith({ id, metrics: figures, startedAt: Date.now() - 300 }));
    store.putTurn(id, {
      id: times,
      speaker: 'agent',
      status: 'final',
      text: 'x',
      note: null,
      heardChars: null,
      startMs: 0,
      endMs: 1,
      timeToFirstAudioMs: 350 + (n % 9) * 40,
    });
    const over = callWith({
      id: `over-${String(n)}`,
      startedAt: Date.now() - 42_000,
      state: 'ended',
      endReason: 'caller-hung-up',
      endedAt: Date.now(),
      lookUp: answered(),
    });
    const before = { endReason: null, endedAt: null, lookUp: { state: 'asking' } as const };
    store.putCall({ ...callWith(over), state: 'live', ...before });
    // Longer than a batch: what begins and ends within one is told as ended only.
    setTimeout(() => {
      store.putCall(over);
    }, 2 * BATCH_MS);
  }, 100);
}

beforeAll(async () => {
  store = new CallStore(aHealth());
  metrics = createMetrics({
    control: store,
    version: '9.9.9',
    storeHealth: () => ({ state: 'ready', phrase: null, queuedRows: 0, droppedRows: 0 }),
    load: () => IDLE_LOAD,
    webhookCounts: () => ({ delivered: 5, failed: 0, dropped: 0 }),
  });
  server = fastify();
  await server.register(metricsRoute(metrics));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  traffic = startTraffic();
  prometheus = await startPrometheus(new URL(address).host);
  // Rates need two samples; then a few more, so that every kind of event has happened between them.
  await vi.waitFor(
    async () => {
      const scrapes = await prometheus.query('count_over_time(cordboard_info[1m])');
      expect(scrapes.at(0)?.value ?? 0).toBeGreaterThanOrEqual(6);
    },
    { timeout: 60_000, interval: 500 },
  );
});

afterAll(async () => {
  clearInterval(traffic);
  await prometheus.stop();
  await server.close();
  metrics.close();
  store.close();
});

describe('the dashboard, against a real Prometheus', () => {
  it('has a panel for every kind of figure', async () => {
    const text = await metrics.text();
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(20);
    const shown = expressions.map(([, expr]) => expr).join('\n');
    // The state of a part is shown by cordboard_component_up, the start of the process by nothing.
    const unshown = names.filter((name) => !shown.includes(name));
    expect(unshown.toSorted()).toEqual(
      ['cordboard_component_state', 'process_start_time_seconds'].toSorted(),
    );
  });

  it.each(expressions)('%s: %s', async (_title, expression) => {
    const samples = await prometheus.query(filledIn(expression));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  });

  it('has each panel once', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('offers the desks that there are', async () => {
    const queries = dashboard.templating.list.flatMap(({ query }) =>
      typeof query === 'string' ? [] : [query.query],
    );
    expect(queries.length).toBe(2);
    for (const query of queries) {
      const [, match = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? [];
      expect(await prometheus.labelValues(label, filledIn(match))).toHaveLength(1);
    }
  });

  it('shows what happened', async () => {
    const value = async (expression: string) =>
      (await prometheus.query(expression)).at(0)?.value ?? Number.NaN;
    expect(await value('sum(cordboard_calls{state="live"})')).toBeGreaterThanOrEqual(5);
    const p95 = await value(
      'histogram_quantile(0.95, sum by (le) (cordboard_latency_seconds_bucket{stage="barge_in"}))',
    );
    expect(p95).toBeGreaterThan(0.1);
    expect(p95).toBeLessThan(0.2);
    const framesPerSecond = await value('sum(rate(cordboard_frames_in_total[10s]))');
    expect(framesPerSecond).toBeGreaterThan(50);
    expect(framesPerSecond).toBeLessThan(350);
  });
});

describe('GET /metrics', () => {
  it('keeps to the format and the naming rules (promtool check metrics)', async () => {
    const checker = spawn('promtool', ['check', 'metrics'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [checker.stdout, checker.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    checker.stdin.end(await metrics.text());
    const [code] = (await once(checker, 'close')) as [number];
    expect(said).toBe('');
    expect(code).toBe(0);
  });

  it('answers in the text format of Prometheus, and is not cached', async () => {
    const answer = await server.inject('/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});
