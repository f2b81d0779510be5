/** Collects the figures of one call. */
import type { ReconnectCause } from '#main/agent/voiceAgent';
import type { TransportCounters } from '#main/media/transport/mediaTransport';
import { type CallMetrics, EMPTY_METRICS, type MuteReason, type TokenUsage } from '#model/metrics';

/** Turns kept for the median: an hour of brisk talk. */
const MAX_TURNS = 1_000;

/** Estimates the price of one usage message of a model, US dollars. */
export type CostEstimator = (usage: TokenUsage, model: string) => number;

/** Running figures of one call; `read` returns them as plain data. */
export class CallMetricsCollector {
  readonly #estimate: CostEstimator;
  readonly #model: () => string;
  readonly #firstAudioMs: number[] = [];
  #metrics: CallMetrics = EMPTY_METRICS;
  /** Sum of the counters of replaced transports. */
  #past: TransportCounters = { framesIn: 0, framesOut: 0, framesLost: 0, framesLate: 0 };
  #transport: Readonly<TransportCounters> | null = null;

  /** @param model The model that the call has now. */
  constructor(estimate: CostEstimator, model: () => string) {
    this.#estimate = estimate;
    this.#model = model;
  }

  /** Counts frames of this transport from now on; those of the one before stay counted. */
  transportOpened(counters: Readonly<TransportCounters>): void {
    this.#past = this.#frames();
    this.#transport = counters;
  }

  /**
   * @param timeToFirstAudioMs From the end of the caller's speech; null if the turn is not a reply.
   */
  agentTurn(timeToFirstAudioMs: number | null): void {
    this.#metrics = { ...this.#metrics, agentTurns: this.#metrics.agentTurns + 1 };
    if (timeToFirstAudioMs !== null) {
      this.replyTimed(timeToFirstAudioMs);
    }
  }

  /** @param timeToFirstAudioMs That of a turn that `agentTurn` has counted without a time. */
  replyTimed(timeToFirstAudioMs: number): void {
    if (this.#firstAudioMs.length === MAX_TURNS) {
      this.#firstAudioMs.shift();
    }
    this.#firstAudioMs.push(timeToFirstAudioMs);
    this.#metrics = {
      ...this.#metrics,
      lastTimeToFirstAudioMs: Math.round(timeToFirstAudioMs),
      medianTimeToFirstAudioMs: Math.round(median(this.#firstAudioMs)),
    };
  }

  /**
   * @param reactionMs From the onset of the caller's speech to the flush command; null if the onset
   *   is not known.
   */
  bargeIn(reactionMs: number | null): void {
    this.#metrics = {
      ...this.#metrics,
      bargeIns: this.#metrics.bargeIns + 1,
      lastBargeInReactionMs: reactionMs === null ? null : Math.round(reactionMs),
    };
  }

  /** A turn of the agent had no sound although somebody waited for one. */
  muteTurn(reason: MuteReason): void {
    const { muteTurns } = this.#metrics;
    this.#metrics = {
      ...this.#metrics,
      muteTurns: { ...muteTurns, [reason]: (muteTurns[reason] ?? 0) + 1 },
    };
  }

  /** A renewal is planned, and no sign of trouble. */
  agentReconnected(cause: ReconnectCause): void {
    if (cause === 'lost') {
      this.#metrics = { ...this.#metrics, agentReconnects: this.#metrics.agentReconnects + 1 };
    }
  }

  voiceChanged(): void {
    this.#metrics = { ...this.#metrics, voiceChanges: this.#metrics.voiceChanges + 1 };
  }

  usage(usage: TokenUsage): void {
    const sum = this.#metrics.tokens;
    this.#metrics = {
      ...this.#metrics,
      tokens: {
        promptTokens: sum.promptTokens + usage.promptTokens,
        promptAudioTokens: sum.promptAudioTokens + usage.promptAudioTokens,
        responseTokens: sum.responseTokens + usage.responseTokens,
        responseAudioTokens: sum.responseAudioTokens + usage.responseAudioTokens,
        thoughtsTokens: sum.thoughtsTokens + usage.thoughtsTokens,
      },
      costEstimateUsd: this.#metrics.costEstimateUsd + this.#estimate(usage, this.#model()),
    };
  }

  read(): CallMetrics {
    return { ...this.#metrics, ...this.#frames() };
  }

  #frames(): TransportCounters {
    const past = this.#past;
    const now = this.#transport;
    if (now === null) {
      return past;
    }
    return {
      framesIn: past.framesIn + now.framesIn,
      framesOut: past.framesOut + now.framesOut,
      framesLost: past.framesLost + now.framesLost,
      framesLate: past.framesLate + now.framesLate,
    };
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (sorted.length % 2 === 1) {
    return upper;
  }
  return ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2;
}
