/** How much there is to do for this program, and how well it keeps up. */

/** `strained`: audio may come late. `overloaded`: callers notice it. */
export const LOAD_STATES = ['ok', 'strained', 'overloaded'] as const;

/** See LOAD_STATES. */
export type LoadState = (typeof LOAD_STATES)[number];

/** Figures of the load. */
export type ProgramLoad = {
  readonly state: LoadState;
  /** How late the main process came to its work in the last 10 s, ms. */
  readonly loopDelay: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  /** Longest time that the voice detection was behind the callers in the last 5 s, ms. */
  readonly vadLagMs: number;
  /** Pieces of audio that it had no time for; only grows. */
  readonly vadDroppedHops: number;
  /** MAX_CALLS; 0: no limit. */
  readonly maxCalls: number;
  /** Calls that were refused because there were as many already; only grows. */
  readonly refusedCalls: number;
};
