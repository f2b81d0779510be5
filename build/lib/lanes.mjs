import { availableParallelism } from 'node:os';

/**
 * How many tools run beside each other: each keeps a core busy, and the heaviest need a gigabyte.
 */
const LANES = Math.min(2, availableParallelism());

/**
 * Does pieces of work in their order, as many at a time as there are lanes.
 *
 * @template T
 * @param {readonly (() => Promise<T>)[]} work
 * @param {number} [lanes]
 * @returns {Promise<T[]>} what each came to, in the same order
 */
export async function inLanes(work, lanes = LANES) {
  /** @type {T[]} */
  const results = [];
  const waiting = work.entries();
  const lane = async () => {
    for (const [index, piece] of waiting) {
      results[index] = await piece();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
