/** What is kept of a talk: its transcript, its figures, and the log lines of its times. */
import type { Log } from '#main/observability/log';
import { TranscriptLog } from '#main/transcript/transcriptLog';
import type { CallId } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { Transcript, Turn } from '#model/transcript';
import { CallMetricsCollector, type CostEstimator } from './callMetrics';

/** What a record is made with. */
export type TalkRecordOptions = {
  readonly callId: CallId;
  /** The talk of the same call before a restart. */
  readonly before: Transcript;
  readonly onTurn: (callId: CallId, turn: Turn) => void;
  readonly estimateCost: CostEstimator;
  /** The model the call is billed for. */
  readonly model: string;
  /** Whether times are logged (ENABLE_PERFORMANCE_LOGGING). */
  readonly logTimes: () => boolean;
  readonly log: Log;
};

/** The record of one talk. */
export class TalkRecord {
  readonly transcript: TranscriptLog;
  readonly metrics: CallMetricsCollector;
  readonly #options: TalkRecordOptions;
  readonly #bornMs: number;

  constructor(options: TalkRecordOptions) {
    const { before, callId, onTurn } = options;
    this.#options = options;
    this.#bornMs = performance.now() - lastMoment(before);
    this.metrics = new CallMetricsCollector(options.estimateCost, options.model);
    this.transcript = new TranscriptLog((turn) => {
      onTurn(callId, turn);
    }, before);
  }

  /**
   * Ms since the call came; after a restart, since the talk before it, the time between left out.
   */
  now(): number {
    return this.at(performance.now());
  }

  /** A moment of the monotonic clock as ms since the call came. */
  at(monotonicMs: number): number {
    return monotonicMs - this.#bornMs;
  }

  /** Puts a note into the transcript. */
  note(said: Phrase): void {
    this.transcript.system(said, this.now());
  }

  /** A line of ENABLE_PERFORMANCE_LOGGING. */
  logTime(fields: object, message: string): void {
    if (this.#options.logTimes()) {
      this.#options.log.info(fields, message);
    }
  }
}

function lastMoment(turns: Transcript): number {
  return turns.reduce((last, { startMs, endMs }) => Math.max(last, endMs ?? startMs), 0);
}
