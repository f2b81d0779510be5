import type { Result } from '#main/util/result';

/** What a simulated caller says next depends on. */
type CallerRequest = {
  /** Who they are and what they want. */
  readonly who: string;
  /** The talk so far, one line for each turn. */
  readonly talk: string;
};

/** The port to whatever speaks as a caller in a rehearsal. */
export interface SimulatedCaller {
  /**
   * Makes the caller's next line; null when they hang up. Fails with `cancelled` when the signal
   * ends it, and otherwise as a text request does.
   */
  nextLine(request: CallerRequest, signal: AbortSignal): Promise<Result<string | null>>;
}
