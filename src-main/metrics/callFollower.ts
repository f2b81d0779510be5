/** Turns the stream of changes into running totals. */
import type { CallAlert } from '#model/alert';
import { type Call, CALL_STATES, type CallId, type CallState } from '#model/call';
import type { ConsoleEvent } from '#model/events';
import type { LookUp } from '#model/lookUp';
import { type CallMetrics, EMPTY_METRICS, MUTE_REASONS, type TokenUsage } from '#model/metrics';
import type { Turn } from '#model/transcript';
import type { CallTotals } from './callTotals';
import { TOKEN_KINDS } from './labels';

/** What is already in the totals of a call. */
type Counted = {
  state: CallState;
  metrics: CallMetrics;
  alerts: readonly CallAlert[];
  lookUp: LookUp | null;
  /** Epoch ms at which answering began; null while it rings. */
  setupFrom: number | null;
  /** Replies whose delay is counted, by id of their turn. */
  readonly repliesTimed: Set<number>;
};

/**
 * Follows the calls. The figures of a call only grow: their growth since the last change goes into
 * the totals. Nothing is kept of a call that has left the list.
 */
export class CallFollower {
  readonly #totals: CallTotals;
  readonly #now: () => number;
  readonly #calls = new Map<CallId, Counted>();

  /** @param now Epoch ms. */
  constructor(totals: CallTotals, now: () => number = Date.now) {
    this.#totals = totals;
    this.#now = now;
  }

  apply(event: ConsoleEvent): void {
    switch (event.type) {
      case 'callAdded':
      case 'callChanged':
        this.#call(event.call);
        return;
      case 'turnChanged':
        this.#turn(event.callId, event.turn);
        return;
      case 'callRemoved':
        this.#calls.delete(event.callId);
        return;
      case 'healthChanged':
        return;
    }
  }

  /** Number of calls now, by state. Ended calls are counted by reason. */
  countByState(): ReadonlyMap<CallState, number> {
    const counts = new Map<CallState, number>(
      CALL_STATES.filter((state) => state !== 'ended').map((state) => [state, 0]),
    );
    for (const { state } of this.#calls.values()) {
      if (state !== 'ended') {
        counts.set(state, (counts.get(state) ?? 0) + 1);
      }
    }
    return counts;
  }

  #call(call: Call): void {
    const known = this.#calls.get(call.id);
    const counted = known ?? this.#begin(call);
    this.#state(counted, call);
    this.#figures(counted.metrics, call);
    counted.metrics = call.metrics;
    this.#alerts(counted.alerts, call.alerts);
    counted.alerts = call.alerts;
    this.#lookUp(counted.lookUp, call.lookUp);
    counted.lookUp = call.lookUp;
  }

  #begin(call: Call): Counted {
    const counted: Counted = {
      state: 'ringing',
      metrics: EMPTY_METRICS,
      alerts: [],
      lookUp: null,
      setupFrom: isUnanswered(call.state) ? null : call.startedAt,
      repliesTimed: new Set(),
    };
    this.#calls.set(call.id, counted);
    this.#totals.started.inc();
    return counted;
  }

  #state(counted: Counted, call: Call): void {
    if (call.state === counted.state) {
      return;
    }
    const wasSetUp = counted.state === 'live' || counted.state === 'held';
    if (!isUnanswered(call.state)) {
      counted.setupFrom ??= this.#now();
    }
    if (call.state === 'live' && !wasSetUp) {
      const ms = Math.max(0, this.#now() - (counted.setupFrom ?? call.startedAt));
      this.#totals.latency.observe({ stage: 'setup' }, ms / 1_000);
    }
    if (call.state === 'ended') {
      this.#totals.ended.inc({ reason: call.endReason ?? 'setup-failed' });
      this.#totals.duration.observe(
        Math.max(0, (call.endedAt ?? this.#now()) - call.startedAt) / 1_000,
      );
    }
    counted.state = call.state;
  }

  /** An alert counts when it appears and when it gets worse, not when its words change. */
  #alerts(before: readonly CallAlert[], now: readonly CallAlert[]): void {
    for (const { id, signal, severity, acknowledged } of now) {
      const known = before.find((alert) => alert.id === id);
      if (severity !== 'info' && known?.severity !== severity) {
        this.#totals.alerts.inc({ kind: signal, severity });
      }
      if (acknowledged !== null && known?.acknowledged?.at !== acknowledged.at) {
        this.#totals.acknowledged.inc({ kind: signal });
      }
    }
  }

  #lookUp(before: LookUp | null, now: LookUp | null): void {
    const isCounted = before !== null && before.state !== 'asking';
    if (isCounted || now === null || now.state === 'asking') {
      return;
    }
    this.#totals.lookUps.inc({ outcome: now.state });
    if (now.state !== 'called-off') {
      this.#totals.lookUpTime.observe(now.ms / 1_000);
    }
  }

  #figures(before: CallMetrics, { metrics: now, bargeIn: mode }: Call): void {
    const totals = this.#totals;
    totals.agentTurns.inc(grown(before.agentTurns, now.agentTurns));
    totals.reconnects.inc(grown(before.agentReconnects, now.agentReconnects));
    totals.voiceChanges.inc(grown(before.voiceChanges, now.voiceChanges));
    totals.framesIn.inc(grown(before.framesIn, now.framesIn));
    totals.framesOut.inc(grown(before.framesOut, now.framesOut));
    totals.framesLate.inc(grown(before.framesLate, now.framesLate));
    totals.framesLost.inc(grown(before.framesLost, now.framesLost));
    totals.cost.inc(grown(before.costEstimateUsd, now.costEstimateUsd));
    const bargeIns = grown(before.bargeIns, now.bargeIns);
    totals.bargeIns.inc({ mode }, bargeIns);
    if (bargeIns > 0 && now.lastBargeInReactionMs !== null) {
      totals.latency.observe({ stage: 'barge_in' }, now.lastBargeInReactionMs / 1_000);
    }
    for (const reason of MUTE_REASONS) {
      const mute = grown(before.muteTurns[reason] ?? 0, now.muteTurns[reason] ?? 0);
      totals.muteTurns.inc({ reason }, mute);
    }
    for (const [field, kind] of Object.entries(TOKEN_KINDS)) {
      const name = field as keyof TokenUsage;
      totals.tokens.inc({ kind }, grown(before.tokens[name], now.tokens[name]));
    }
  }

  /**
   * Replies are timed by turn: by the call's figures alone, two with the same delay look like one.
   */
  #turn(callId: CallId, turn: Turn): void {
    const counted = this.#calls.get(callId);
    if (
      counted === undefined ||
      turn.timeToFirstAudioMs === null ||
      counted.repliesTimed.has(turn.id)
    ) {
      return;
    }
    counted.repliesTimed.add(turn.id);
    this.#totals.latency.observe({ stage: 'time_to_first_audio' }, turn.timeToFirstAudioMs / 1_000);
  }
}

/** Neither we nor the called party have begun to answer. */
function isUnanswered(state: CallState): boolean {
  return state === 'ringing' || state === 'dialing';
}

/** A figure that shrank has begun anew. Missing a little is better than counting it twice. */
function grown(before: number, now: number): number {
  return Math.max(0, now - before);
}
