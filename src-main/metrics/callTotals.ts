import type { Registry } from 'prom-client';
import { MEASURED_SIGNALS } from '#model/alert';
import { BARGE_IN_MODES, NOTICE_KINDS } from '#model/call';
import { END_REASONS } from '#model/endReasons';
import { LOOK_UP_OUTCOMES } from '#model/lookUp';
import { MUTE_REASONS } from '#model/metrics';
import { ALERT_SEVERITIES, STAGES, TOKEN_KINDS } from './labels';
import { metricMakers } from './makers';

/** Buckets of the latencies, seconds: fine where a caller begins to notice. */
const LATENCY_BUCKETS = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

/** Buckets of the length of a call, seconds. */
const DURATION_BUCKETS = [5, 15, 30, 60, 120, 300, 600, 1_800, 3_600];

/** Series with labels begin at 0, so that a query finds them before anything has happened. */
export function createCallTotals(registry: Registry) {
  const makers = metricMakers(registry);
  const { counter, gauge, histogram } = makers;
  const totals = {
    calls: gauge('cordboard_calls', 'Calls now, by state.', ['state']),
    started: counter('cordboard_calls_started_total', 'Calls that reached Cordboard.'),
    ended: counter('cordboard_calls_ended_total', 'Calls that ended, by reason.', ['reason']),
    duration: histogram(
      'cordboard_call_duration_seconds',
      'Length of ended calls, from their arrival.',
      [],
      DURATION_BUCKETS,
    ),
    latency: histogram(
      'cordboard_latency_seconds',
      'Delays a caller notices, by stage.',
      ['stage'],
      LATENCY_BUCKETS,
    ),
    agentTurns: counter('cordboard_agent_turns_total', 'Turns of the agent that had audio.'),
    muteTurns: counter(
      'cordboard_agent_mute_turns_total',
      'Turns of the agent without sound although somebody waited for one, by reason.',
      ['reason'],
    ),
    bargeIns: counter(
      'cordboard_barge_ins_total',
      'Times a caller interrupted the agent, by what happens then.',
      ['mode'],
    ),
    alerts: counter(
      'cordboard_alerts_total',
      'Warnings and failures that called for attention, by kind and severity.',
      ['kind', 'severity'],
    ),
    acknowledged: counter(
      'cordboard_alerts_acknowledged_total',
      'Alerts that somebody has seen to, by kind.',
      ['kind'],
    ),
    ...lookUpTotals(makers),
    reconnects: counter(
      'cordboard_agent_reconnects_total',
      'Connections of the agent that were lost within a call, and replaced.',
    ),
    voiceChanges: counter('cordboard_voice_changes_total', 'Changes of voice within a call.'),
    tokens: counter('cordboard_tokens_total', 'Tokens as the service bills them, by kind.', [
      'kind',
    ]),
    cost: counter(
      'cordboard_cost_estimate_usd_total',
      'Estimated cost of the agent, US dollars, by published prices.',
    ),
    ...frameTotals(makers),
  };
  beginAtZero(totals);
  return totals;
}

type Makers = ReturnType<typeof metricMakers>;

function lookUpTotals({ counter, histogram }: Makers) {
  return {
    lookUps: counter('cordboard_look_ups_total', 'Look-ups of callers, by outcome.', ['outcome']),
    lookUpTime: histogram(
      'cordboard_look_up_seconds',
      'Time that look-ups of callers took, answered or not.',
      [],
      LATENCY_BUCKETS,
    ),
  };
}

function frameTotals({ counter }: Makers) {
  return {
    framesIn: counter('cordboard_frames_in_total', '20 ms frames that came from callers.'),
    framesOut: counter('cordboard_frames_out_total', '20 ms frames that went to callers.'),
    framesLate: counter(
      'cordboard_frames_late_total',
      'Frames from callers that came more than 40 ms late.',
    ),
    framesLost: counter(
      'cordboard_frames_lost_total',
      'Frames lost on the way, or dropped by a full buffer.',
    ),
  };
}

function beginAtZero(
  totals: Pick<
    CallTotals,
    | 'ended'
    | 'muteTurns'
    | 'bargeIns'
    | 'alerts'
    | 'acknowledged'
    | 'lookUps'
    | 'latency'
    | 'tokens'
  >,
): void {
  for (const reason of END_REASONS) {
    totals.ended.inc({ reason }, 0);
  }
  for (const reason of MUTE_REASONS) {
    totals.muteTurns.inc({ reason }, 0);
  }
  for (const mode of BARGE_IN_MODES) {
    totals.bargeIns.inc({ mode }, 0);
  }
  for (const kind of [...MEASURED_SIGNALS, 'nudge', ...NOTICE_KINDS]) {
    totals.acknowledged.inc({ kind }, 0);
    for (const severity of ALERT_SEVERITIES) {
      totals.alerts.inc({ kind, severity }, 0);
    }
  }
  for (const outcome of LOOK_UP_OUTCOMES) {
    totals.lookUps.inc({ outcome }, 0);
  }
  for (const stage of STAGES) {
    totals.latency.zero({ stage });
  }
  for (const kind of Object.values(TOKEN_KINDS)) {
    totals.tokens.inc({ kind }, 0);
  }
}

export type CallTotals = ReturnType<typeof createCallTotals>;
