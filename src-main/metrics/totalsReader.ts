/** Reads totals that another part of the program keeps, as growth since the last reading. */
export class TotalsReader {
  readonly #seen = new Map<string, number>();

  growth(name: string, total: number): number {
    const before = this.#seen.get(name) ?? 0;
    this.#seen.set(name, total);
    return Math.max(0, total - before);
  }
}
