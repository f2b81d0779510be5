import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH_MS, CallStore } from '#main/call/callStore';
import { createMetrics, type Metrics, type MetricsOptions } from '#main/metrics/metrics';
import type { Call } from '#model/call';
import type { ComponentHealth, Health } from '#model/health';
import type { ProgramLoad } from '#model/load';
import { EMPTY_METRICS } from '#model/metrics';
import type { Turn } from '#model/transcript';
import { alertWith, callWith } from '#support/calls';
import { IDLE_LOAD } from '#support/load';
import { answered } from '#support/lookUps';
import { saying } from '#support/phrases';

const off: ComponentHealth = { state: 'off', phrase: null, version: '', since: 0 };
const health: Health = {
  mode: 'live',
  version: '9.9.9',
  asterisk: { ...off, state: 'ready' },
  gemini: { ...off, state: 'reconnecting', phrase: saying('No answer.') },
  mediaServer: off,
  api: { ...off, state: 'ready' },
  vad: off,
  plugins: off,
  capacity: off,
  webhooks: off,
};

let store: CallStore;
let metrics: Metrics;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  begin();
});
afterEach(() => {
  metrics.close();
  store.close();
  vi.useRealTimers();
});

function begin(options: Partial<MetricsOptions> = {}): void {
  store = new CallStore(health);
  metrics = createMetrics({ control: store, version: '9.9.9', ...options });
}

/** Sends what was put, and reads one figure: `name` or `name{label="x"}`. */
async function read(series: string): Promise<number | null> {
  vi.advanceTimersByTime(BATCH_MS);
  const line = (await metrics.text()).split('\n').find((text) => text.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

function put(change: Partial<Call>): void {
  store.putCall(callWith(change));
  vi.advanceTimersByTime(BATCH_MS);
}

function reply(id: number, timeToFirstAudioMs: number): Turn {
  return {
    id,
    speaker: 'agent',
    status: 'final',
    text: 'x',
    note: null,
    heardChars: null,
    startMs: 0,
    endMs: 1,
    timeToFirstAudioMs,
  };
}

describe('the totals of calls', () => {
  it('begin at 0 for every label, so that a query finds them', async () => {
    expect(await read('cordboard_calls_ended_total{reason="caller-hung-up"}')).toBe(0);
    expect(await read('cordboard_tokens_total{kind="thoughts"}')).toBe(0);
    expect(await read('cordboard_calls{state="live"}')).toBe(0);
    expect(await read('cordboard_latency_seconds_count{stage="barge_in"}')).toBe(0);
    expect(await read('cordboard_webhook_deliveries_total{result="dropped"}')).toBe(0);
  });

  it('count each call once by state and by the reason of its end', async () => {
    put({ id: 'a', state: 'ringing' });
    put({ id: 'b', state: 'live' });
    put({ id: 'b', state: 'held' });
    expect(await read('cordboard_calls{state="ringing"}')).toBe(1);
    expect(await read('cordboard_calls{state="held"}')).toBe(1);
    expect(await read('cordboard_calls{state="live"}')).toBe(0);
    const over = { id: 'b', state: 'ended', endReason: 'max-duration', endedAt: 63_000 } as const;
    put(over);
    put({ ...over, agentState: 'idle' });
    store.removeCall('b');
    expect(await read('cordboard_calls{state="held"}')).toBe(0);
    expect(await read('cordboard_calls_started_total')).toBe(2);
    expect(await read('cordboard_calls_ended_total{reason="max-duration"}')).toBe(1);
    expect(await read('cordboard_call_duration_seconds_sum')).toBe(62);
  });

  it('add up what each call added, however often its changes are published', async () => {
    const figures = (framesIn: number, prompt: number) => ({
      ...EMPTY_METRICS,
      framesIn,
      costEstimateUsd: framesIn / 1_000,
      tokens: { ...EMPTY_METRICS.tokens, promptTokens: prompt },
    });
    put({ id: 'a', metrics: figures(100, 10) });
    put({ id: 'b', metrics: figures(50, 5) });
    put({ id: 'a', metrics: figures(150, 10) });
    put({ id: 'a', metrics: figures(150, 10) });
    expect(await read('cordboard_frames_in_total')).toBe(200);
    expect(await read('cordboard_tokens_total{kind="prompt"}')).toBe(15);
    expect(await read('cordboard_cost_estimate_usd_total')).toBeCloseTo(0.2);
  });

  it('count turns without sound by reason, from 0 on', async () => {
    const mute = (reason: string) => read(`cordboard_agent_mute_turns_total{reason="${reason}"}`);
    expect(await mute('RESPONSE_REJECTED')).toBe(0);
    put({ metrics: { ...EMPTY_METRICS, muteTurns: { RESPONSE_REJECTED: 1 } } });
    put({ metrics: { ...EMPTY_METRICS, muteTurns: { RESPONSE_REJECTED: 3, empty: 1 } } });
    expect(await mute('RESPONSE_REJECTED')).toBe(3);
    expect(await mute('empty')).toBe(1);
    expect(await mute('other')).toBe(0);
  });

  it('never shrink, even when the figures of a call do', async () => {
    put({ metrics: { ...EMPTY_METRICS, agentReconnects: 3 } });
    put({ metrics: { ...EMPTY_METRICS, agentReconnects: 1 } });
    put({ metrics: { ...EMPTY_METRICS, agentReconnects: 2 } });
    expect(await read('cordboard_agent_reconnects_total')).toBe(4);
  });

  it('count a call anew that comes back after it has left the list', async () => {
    put({ metrics: { ...EMPTY_METRICS, voiceChanges: 1 } });
    store.removeCall('call-1');
    vi.advanceTimersByTime(BATCH_MS);
    put({ metrics: { ...EMPTY_METRICS, voiceChanges: 1 } });
    expect(await read('cordboard_voice_changes_total')).toBe(2);
    expect(await read('cordboard_calls_started_total')).toBe(2);
  });

  it('have nothing that identifies a call in a label', async () => {
    put({ id: 'S3CRET-id', callerNumber: 'S3CRET', callerName: 'S3CRET', dialedNumber: 'S3CRET' });
    expect(await metrics.text()).not.toContain('S3CRET');
  });
});

describe('the look-ups', () => {
  it('count each once by outcome, and time those that had one', async () => {
    put({ id: 'one', lookUp: { state: 'asking' } });
    put({ id: 'one', lookUp: answered() });
    put({ id: 'one', lookUp: answered(), agentState: 'speaking' });
    put({ id: 'two', lookUp: { state: 'called-off' } });
    put({ id: 'three' });
    expect(await read('cordboard_look_ups_total{outcome="answered"}')).toBe(1);
    expect(await read('cordboard_look_ups_total{outcome="called-off"}')).toBe(1);
    expect(await read('cordboard_look_ups_total{outcome="failed"}')).toBe(0);
    expect(await read('cordboard_look_up_seconds_sum')).toBe(0.12);
  });
});

describe('the alerts', () => {
  it('count one when it appears, gets worse and comes back, not when its words change', async () => {
    put({ alerts: [alertWith(''), alertWith('', { id: 'voice-change@1', severity: 'info' })] });
    put({ alerts: [alertWith('for 5 s')] });
    put({ alerts: [alertWith('', { severity: 'danger' })] });
    put({ alerts: [alertWith('', { severity: 'danger', over: 9 })] });
    put({ alerts: [alertWith('', { id: 'media@12' })] });
    expect(await read('cordboard_alerts_total{kind="media",severity="warn"}')).toBe(2);
    expect(await read('cordboard_alerts_total{kind="media",severity="danger"}')).toBe(1);
    expect(await read('cordboard_alerts_total{kind="hearing",severity="warn"}')).toBe(0);
  });

  it('count once that somebody has seen to one', async () => {
    const acknowledged = { by: 'window:ann', at: 5 };
    put({ alerts: [alertWith('')] });
    put({ alerts: [alertWith('', { acknowledged })] });
    put({ alerts: [alertWith('', { acknowledged, over: 9 })] });
    expect(await read('cordboard_alerts_acknowledged_total{kind="media"}')).toBe(1);
  });
});

describe('the latencies', () => {
  it('time each reply once, even when two take equally long', async () => {
    put({});
    store.putTurn('call-1', reply(1, 400));
    vi.advanceTimersByTime(BATCH_MS);
    store.putTurn('call-1', { ...reply(1, 400), text: 'longer' });
    store.putTurn('call-1', reply(3, 400));
    expect(await read('cordboard_latency_seconds_count{stage="time_to_first_audio"}')).toBe(2);
    expect(await read('cordboard_latency_seconds_sum{stage="time_to_first_audio"}')).toBe(0.8);
  });

  it('time each barge-in', async () => {
    const metricsWith = (bargeIns: number, lastBargeInReactionMs: number | null) => ({
      metrics: { ...EMPTY_METRICS, bargeIns, lastBargeInReactionMs },
    });
    put(metricsWith(1, 120));
    put(metricsWith(1, 120));
    put(metricsWith(2, 120));
    put(metricsWith(3, null));
    expect(await read('cordboard_barge_ins_total{mode="immediate"}')).toBe(3);
    expect(await read('cordboard_barge_ins_total{mode="confirm"}')).toBe(0);
    expect(await read('cordboard_latency_seconds_count{stage="barge_in"}')).toBe(2);
    const bucket = 'cordboard_latency_seconds_bucket{le="0.15",stage="barge_in"}';
    expect(await read(bucket)).toBe(2);
    expect(await read(bucket.replace('0.15', '0.1'))).toBe(0);
  });

  it('time the set-up of an outgoing call from its answer, not from dialing', async () => {
    put({ direction: 'outbound', state: 'dialing', startedAt: Date.now() });
    vi.advanceTimersByTime(20_000);
    put({ direction: 'outbound', state: 'connecting' });
    vi.advanceTimersByTime(440);
    put({ direction: 'outbound', state: 'live' });
    expect(await read('cordboard_latency_seconds_sum{stage="setup"}')).toBeLessThan(1);
    expect(await read('cordboard_latency_seconds_count{stage="setup"}')).toBe(1);
  });

  it('time the set-up of an incoming call from its answer, not from ringing', async () => {
    put({ state: 'ringing', startedAt: Date.now() });
    vi.advanceTimersByTime(30_000);
    put({ state: 'answering' });
    vi.advanceTimersByTime(440);
    put({ state: 'live' });
    put({ state: 'held' });
    put({ state: 'live' });
    expect(await read('cordboard_latency_seconds_count{stage="setup"}')).toBe(1);
    const seconds = await read('cordboard_latency_seconds_sum{stage="setup"}');
    expect(seconds).toBeGreaterThan(0.4);
    expect(seconds).toBeLessThan(0.6);
  });
});

describe('the figures of the program', () => {
  it('show which parts are up, and leave out those that are not used', async () => {
    expect(await read('cordboard_component_up{component="asterisk"}')).toBe(1);
    expect(await read('cordboard_component_up{component="gemini"}')).toBe(0);
    expect(await read('cordboard_component_up{component="mediaServer"}')).toBeNull();
    store.setHealth({ ...health, asterisk: { ...off, state: 'failed' } });
    expect(await read('cordboard_component_up{component="asterisk"}')).toBe(0);
    const state = 'cordboard_component_state{component="asterisk",state=';
    expect(await read(`${state}"failed"}`)).toBe(1);
    expect(await read(`${state}"ready"}`)).toBe(0);
    expect(await read('cordboard_info{version="9.9.9",mode="live"}')).toBe(1);
  });

  it('show the state of the record and how many rows it gave up', async () => {
    metrics.close();
    let droppedRows = 4;
    begin({
      storeHealth: () => ({ state: 'degraded', phrase: null, queuedRows: 7, droppedRows }),
    });
    expect(await read('cordboard_store_state{state="degraded"}')).toBe(1);
    expect(await read('cordboard_store_queued_rows')).toBe(7);
    expect(await read('cordboard_store_dropped_rows_total')).toBe(4);
    droppedRows = 6;
    expect(await read('cordboard_store_dropped_rows_total')).toBe(6);
  });

  it('count a part at its limit as up', async () => {
    store.setHealth({ ...health, vad: { ...off, state: 'strained' } });
    expect(await read('cordboard_component_up{component="vad"}')).toBe(1);
    expect(await read('cordboard_component_state{component="vad",state="strained"}')).toBe(1);
  });

  it('show how well the program keeps up with the calls, and how many it refused', async () => {
    metrics.close();
    let load: ProgramLoad = { ...IDLE_LOAD, maxCalls: 20 };
    begin({ load: () => load });
    expect(await read('cordboard_load_state{state="ok"}')).toBe(1);
    expect(await read('cordboard_max_calls')).toBe(20);
    load = {
      ...load,
      state: 'overloaded',
      loopDelay: { p50Ms: 3, p99Ms: 120, maxMs: 400 },
      vadLagMs: 250,
      vadDroppedHops: 40,
      refusedCalls: 2,
    };
    expect(await read('cordboard_load_state{state="ok"}')).toBe(0);
    expect(await read('cordboard_load_state{state="overloaded"}')).toBe(1);
    expect(await read('cordboard_event_loop_lag_seconds{stat="p99"}')).toBe(0.12);
    expect(await read('cordboard_vad_lag_seconds')).toBe(0.25);
    expect(await read('cordboard_vad_dropped_hops_total')).toBe(40);
    expect(await read('cordboard_calls_refused_total')).toBe(2);
  });

  it('show what became of webhook events', async () => {
    metrics.close();
    begin({
      webhookCounts: () => ({ delivered: 3, failed: 2, dropped: 1 }),
      webhooksWaiting: () => 7,
    });
    await metrics.text();
    expect(await read('cordboard_webhook_deliveries_total{result="delivered"}')).toBe(3);
    expect(await read('cordboard_webhook_waiting_events')).toBe(7);
  });

  it('stop following when closed', async () => {
    metrics.close();
    metrics.close();
    put({});
    expect(await read('cordboard_calls_started_total')).toBe(0);
  });
});
