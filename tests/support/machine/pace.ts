/**
 * How fast the machine is now: bounds of time are meant for one that nothing else keeps busy, as
 * the one on which they were set.
 */

/** What the work below took there at best, ms. */
const USUAL_MS = 32;
/** The first ones are slower: the code is not compiled yet. */
const TRIES = 25;

/**
 * How many times longer the same work takes here and now than on the machine on which the bounds
 * were set; 1 where it takes less.
 */
export function slowness(): number {
  const bestMs = Math.min(...Array.from({ length: TRIES }, takenByWork));
  return Math.max(1, bestMs / USUAL_MS);
}

/** What a page does when it is made, in small: objects, text and look-ups. @returns ms. */
function takenByWork(): number {
  const startMs = performance.now();
  const known = new Map<string, { readonly at: number; readonly text: string }>();
  for (let at = 0; at < 40_000; at += 1) {
    known.set(`key ${at}`, { at, text: `${at * 7} of ${at}` });
  }
  const kept = [...known.values()].filter(({ text }) => known.has(`key ${text.length}`));
  kept.sort((a, b) => a.text.localeCompare(b.text, 'en') || a.at - b.at);
  return performance.now() - startMs;
}
