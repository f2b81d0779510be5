/**
 * Receives both directions of a call, 20 ms at a time (640 bytes slin16 each). `heard` is null
 * while the caller hears silence. `agent` is what the agent says, also while the caller is spared
 * it (mute); null for silence. `atMs` is the end of the 20 ms on the line's clock, monotonic ms:
 * 20 more than before, unless time was left out (a suspended computer). The buffers are valid only
 * during the call.
 */
export type FrameTap = (
  caller: Buffer,
  heard: Buffer | null,
  atMs: number,
  agent: Buffer | null,
) => void;

/** The taps of one kind. */
export class FrameTaps {
  #taps: readonly FrameTap[] = [];

  /** The returned function removes the tap; idempotent. */
  add(tap: FrameTap): () => void {
    this.#taps = [...this.#taps, tap];
    return () => {
      this.#taps = this.#taps.filter((other) => other !== tap);
    };
  }

  give(caller: Buffer, heard: Buffer | null, atMs: number, agent: Buffer | null): void {
    for (const tap of this.#taps) {
      tap(caller, heard, atMs, agent);
    }
  }
}
