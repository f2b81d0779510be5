/** How often something happened in the last minute. */
export class RecentTimes {
  readonly #times: number[] = [];

  /** @param atMs Not before the times that were added already. */
  add(atMs: number, times = 1): void {
    for (let added = 0; added < times; added += 1) {
      this.#times.push(atMs);
    }
  }

  count(nowMs: number): number {
    while (this.#times.length > 0 && nowMs - (this.#times[0] ?? nowMs) >= MINUTE_MS) {
      this.#times.shift();
    }
    return this.#times.length;
  }
}

const MINUTE_MS = 60_000;
