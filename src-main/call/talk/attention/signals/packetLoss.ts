/** Counters of a call's frames, which only grow. */
export type FrameCounts = { readonly framesIn: number; readonly framesLost: number };

/** Loss is measured over this time, ms. */
const WINDOW_MS = 10_000;

/** Fewer frames than this (1 s of audio) say nothing about the line. */
const MIN_FRAMES = 50;

/** The share of the caller's frames that was lost lately. */
export class PacketLoss {
  #counts: readonly (FrameCounts & { readonly atMs: number })[] = [];

  add(atMs: number, { framesIn, framesLost }: FrameCounts): void {
    const kept = this.#counts.filter((count) => atMs - count.atMs <= WINDOW_MS);
    this.#counts = [...kept, { atMs, framesIn, framesLost }];
  }

  /** 0 while there are too few frames. */
  get percent(): number {
    const first = this.#counts[0];
    const last = this.#counts.at(-1);
    if (first === undefined || last === undefined) {
      return 0;
    }
    const lost = last.framesLost - first.framesLost;
    const sent = last.framesIn - first.framesIn + lost;
    return sent < MIN_FRAMES ? 0 : (100 * lost) / sent;
  }
}
