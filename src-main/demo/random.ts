/**
 * The demo's randomness. All of it comes from one source, so that a seed and a clock decide the
 * whole demo.
 */

/** A source of numbers in [0, 1), like Math.random. */
export type Random = () => number;

/**
 * A repeatable source: the same 32-bit seed gives the same numbers (the "mulberry32" generator).
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number from `low` (included) to `high` (not included). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** True with this probability, 0..1. */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** One of the items; `items` must not be empty. */
export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** The items in random order, as a new list. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
