/** What the calls of a scene say, and how loud: in the shapes that the main process sends. */
import type { Call } from '#model/call';
import type { ConsoleEvent } from '#model/events';
import { levelBatch } from './levelBatch';
import { columnAt, statesAt, turnsAt } from './madeUpTalk';

const COLUMN_MS = 20;
/** So much of the past comes with the first levels of a call, columns. */
const PAST_COLUMNS = 1100;

/** The calls that talk, and for how long each already has, ms. */
export type HarnessTalk = {
  readonly calls: readonly Call[];
  readonly talkMs: Readonly<Record<string, number>>;
};

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
        const until = Math.floor(this.#at(id, elapsedMs) / COLUMN_MS);
        const firstColumn = this.#sent.get(id) ?? Math.max(0, until - PAST_COLUMNS);
        this.#sent.set(id, until);
        const columns = Array.from({ length: until - firstColumn }, (_, index) =>
          columnAt((firstColumn + index) * COLUMN_MS, meterId),
        );
        return { meterId, firstColumn, columns };
      }),
    );
  }

  /** All that can change of the calls. @param elapsedMs Since the scene began, ms. */
  events(elapsedMs: number): readonly ConsoleEvent[] {
    return this.#talk.calls.flatMap((call): ConsoleEvent[] => {
      const at = this.#at(call.id, elapsedMs);
      const metrics = { ...call.metrics, framesIn: Math.round(at / COLUMN_MS) };
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
