/**
 * One turn of the agent: frames `[start, end)`. `open`: more may come. `ended`: all is queued.
 * `heard`: played to its end.
 */
export type PlayoutTurn = {
  readonly start: number;
  /** Not valid while the turn is open. */
  end: number;
  state: 'open' | 'ended' | 'heard';
};

/** Where turns begin and end among the frames of a playout queue. */
export class PlayoutTurns {
  /** The turn that the caller hears, or heard last, and the turns after it. */
  #turns: PlayoutTurn[] = [];

  /** The turn that the caller hears, or heard last. */
  get current(): PlayoutTurn | undefined {
    return this.#turns[0];
  }

  /** The turn to which audio is added, or was added last. */
  get last(): PlayoutTurn | undefined {
    return this.#turns.at(-1);
  }

  /** Number of turns after the current one. */
  get ahead(): number {
    return Math.max(0, this.#turns.length - 1);
  }

  /** Begins a turn at this frame unless one is open. */
  open(frame: number): void {
    if (this.last?.state !== 'open') {
      this.#turns.push({ start: frame, end: frame, state: 'open' });
    }
  }

  /** Ends the open turn before this frame. Returns false when none is open. */
  end(frame: number): boolean {
    const turn = this.last;
    if (turn?.state !== 'open') {
      return false;
    }
    turn.end = frame;
    turn.state = 'ended';
    return true;
  }

  /** Whether a turn that is all queued ends before this frame. */
  endsAt(frame: number): boolean {
    for (const turn of this.#turns) {
      if (turn.state === 'ended' && turn.end === frame) {
        return true;
      }
    }
    return false;
  }

  /** Whether this frame and the one before it belong to the same turn. */
  joins(frame: number): boolean {
    for (const turn of this.#turns) {
      if (turn.start < frame && (turn.state === 'open' || frame < turn.end)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets heard turns that are followed by another one. */
  advance(position: number): void {
    let [turn, next] = this.#turns;
    while (turn !== undefined && next !== undefined && position >= turn.end) {
      this.#turns.shift();
      [turn, next] = this.#turns;
    }
  }

  clear(): void {
    this.#turns = [];
  }
}
