/** Takes calls in up to MAX_CALLS, unless it is closed, and counts those that find no room. */
export class Admission {
  readonly #maxCalls: () => number;
  #refused = 0;
  #isClosed = false;

  /** @param maxCalls MAX_CALLS, read at each call; 0: no limit. */
  constructor(maxCalls: () => number) {
    this.#maxCalls = maxCalls;
  }

  /** Most calls at once; 0: no limit. */
  get maxCalls(): number {
    return this.#maxCalls();
  }

  /** No further call is taken in, however few there are. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
  }

  open(): void {
    this.#isClosed = false;
  }

  /** Number of calls that found no room so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Whether there is no room beside so many calls. */
  isFull(calls: number): boolean {
    return this.#isClosed || (this.maxCalls > 0 && calls >= this.maxCalls);
  }

  /** Whether one more call is taken in beside so many; counts it if not. */
  admits(calls: number): boolean {
    const isFull = this.isFull(calls);
    this.#refused += isFull ? 1 : 0;
    return !isFull;
  }
}
