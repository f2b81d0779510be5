/** What the calls of a scene say, and how loud: in the shapes that the main process sends. */
import { FRAME_MS } from '#model/audio';
import type { Call } from '#model/call';
import type { ConsoleEvent } from '#model/events';
import { type CallTimeline, TIMELINE_BUCKET_MS } from '#model/timeline';
import { levelBatch, type LevelColumn } from './levelBatch';
import { columnAt, statesAt, turnsAt } from './madeUpTalk';

/** So much of the past comes with the first levels of a call, columns. */
const PAST_COLUMNS = 1100;

/** The calls that talk, and for how long each already has, ms. */
export type HarnessTalk = {
  readonly calls: readonly Call[];
  readonly talkMs: Readonly<Record<string, number>>;
};

/** The levels of a call so far. */
export type PastLevels = Pick<CallTimeline, 'levelsFromMs' | 'levels'>;

/** As in model/timeline.ts: the peaks and all the flags of a bucket's columns. */
function bucketAt(fromMs: number, meterId: number): LevelColumn {
  const columns = Array.from({ length: TIMELINE_BUCKET_MS / FRAME_MS }, (_, index) =>
    columnAt(fromMs + index * FRAME_MS, meterId),
  );
  return columns.reduce((sum, column) => [
    Math.max(sum[0], column[0]),
    Math.max(sum[1], column[1]),
    sum[2] | column[2],
  ]);
}

export class TalkSource {
  readonly #talk: HarnessTalk;
  /** Columns sent of each call. */
  readonly #sent = new Map<string, number>();

  constructor(talk: HarnessTalk) {
    this.#talk = talk;
  }

  /** The levels since those of before. @param elapsedMs Since the scene began, ms. */
  levels(elapsedMs: number): ArrayBuffer {
    return levelBatch(
      this.#talk.calls.map(({ id, meterId }) => {
        const until = Math.floor(this.#at(id, elapsedMs) / FRAME_MS);
        const firstColumn = this.#sent.get(id) ?? Math.max(0, until - PAST_COLUMNS);
        this.#sent.set(id, until);
        const columns = Array.from({ length: until - firstColumn }, (_, index) =>
          columnAt((firstColumn + index) * FRAME_MS, meterId),
        );
        return { meterId, firstColumn, columns };
      }),
    );
  }

  /** The levels of a call from its beginning to that of the scene. */
  past({ id, meterId, startedAt }: Call): PastLevels {
    const talkMs = this.#at(id, 0);
    const buckets = Array.from({ length: Math.ceil(talkMs / TIMELINE_BUCKET_MS) }, (_, index) =>
      bucketAt(index * TIMELINE_BUCKET_MS, meterId),
    );
    return {
      levelsFromMs: Math.max(0, Date.now() - startedAt - talkMs),
      levels: Uint8Array.from(buckets.flat()),
    };
  }

  /** All that can change of the calls. @param elapsedMs Since the scene began, ms. */
  events(elapsedMs: number): readonly ConsoleEvent[] {
    return this.#talk.calls.flatMap((call): ConsoleEvent[] => {
      const at = this.#at(call.id, elapsedMs);
      const metrics = { ...call.metrics, framesIn: Math.round(at / FRAME_MS) };
      const turns = turnsAt(at).slice(-2);
      return [
        { type: 'callChanged', call: { ...call, ...statesAt(at), metrics } },
        ...turns.map((turn) => ({ type: 'turnChanged', callId: call.id, turn }) as const),
      ];
    });
  }

  #at(callId: string, elapsedMs: number): number {
    return (this.#talk.talkMs[callId] ?? 0) + elapsedMs;
  }
}
