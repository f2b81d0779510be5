/** The record of a talk: its transcript, its figures, and the log lines of its times. */
import type { Log } from '#main/observability/log';
import { type ToolNews, TranscriptLog } from '#main/transcript/transcriptLog';
import type { CallId } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { Transcript, Turn } from '#model/transcript';
import { CallMetricsCollector, type CostEstimator } from './callMetrics';

export type TalkRecordOptions = {
  readonly callId: CallId;
  /** The talk of the same call before a restart. */
  readonly before: Transcript;
  /** Id of the first turn after those; by default the next one. */
  readonly firstTurn?: number;
  /** As in TalkOptions. */
  readonly context?: Transcript;
  readonly onTurn: (callId: CallId, turn: Turn) => void;
  readonly estimateCost: CostEstimator;
  /** The model by which the costs are estimated. */
  readonly model: () => string;
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
    const { before, firstTurn, callId, onTurn } = options;
    this.#options = options;
    this.#bornMs = performance.now() - lastMoment(before);
    this.metrics = new CallMetricsCollector(options.estimateCost, options.model);
    this.transcript = new TranscriptLog(
      (turn) => {
        onTurn(callId, turn);
      },
      before,
      firstTurn,
    );
    this.transcript.follows(options.context ?? []);
  }

  /** Ms since the call came. After a restart the time continues where the earlier talk ended. */
  now(): number {
    return this.at(performance.now());
  }

  /** Converts monotonic ms to ms since the call came. */
  at(monotonicMs: number): number {
    return monotonicMs - this.#bornMs;
  }

  /** `by`: whose doing it is, as the desk names them. */
  note(said: Phrase, by?: string): void {
    this.transcript.system(said, this.now(), by);
  }

  /** The agent calls a tool. What is returned puts newer states of it into the same turn. */
  tool(first: ToolNews): (news: ToolNews) => void {
    const show = this.transcript.tool(first, this.now());
    return (news) => {
      show(news, this.now());
    };
  }

  /** Writes a line to the log if ENABLE_PERFORMANCE_LOGGING is on. */
  logTime(fields: object, message: string): void {
    if (this.#options.logTimes()) {
      this.#options.log.info(fields, message);
    }
  }
}

function lastMoment(turns: Transcript): number {
  return turns.reduce((last, { startMs, endMs }) => Math.max(last, endMs ?? startMs), 0);
}
