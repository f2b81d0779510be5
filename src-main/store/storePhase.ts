/** How the store stands, and what the supervisor reads about it. */
import type { StoreHealth } from '#model/history';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { FaultMessage } from './storeFault';

/**
 * `closed`: not opened yet, or closed. `opening`: the file is being checked and opened. `waiting`:
 * it could not be opened and is tried again, by the timer `retry`. `open`: rows are written;
 * `fault` is why the last write failed, null when it did not. `rebuilding`: the text index is built
 * anew, and rows wait. `off`: the file cannot be used at all.
 */
export type StorePhase =
  | { readonly name: 'closed' | 'opening' | 'rebuilding' }
  | { readonly name: 'waiting'; readonly fault: FaultMessage; readonly retry: NodeJS.Timeout }
  | { readonly name: 'open'; readonly fault: FaultMessage | null }
  | { readonly name: 'off'; readonly phrase: Phrase };

/** A damaged file that was replaced; names of files. */
export type Replacement = {
  /** The damaged file as it is called now. */
  readonly setAside: string;
  /** The backup that took its place; null when there was none. */
  readonly restoredFrom: string | null;
};

/**
 * The health that the supervisor sees.
 * @param replacement What the last opening replaced; null when the file was sound.
 * @param queue The rows that wait.
 */
export function healthOf(
  phase: StorePhase,
  replacement: Replacement | null,
  queue: { readonly size: number; readonly dropped: number },
): StoreHealth {
  return {
    ...stateOf(phase, replacement),
    queuedRows: queue.size,
    droppedRows: queue.dropped,
  };
}

function stateOf(
  phase: StorePhase,
  replacement: Replacement | null,
): Pick<StoreHealth, 'state' | 'phrase'> {
  switch (phase.name) {
    case 'closed':
      return { state: 'off', phrase: phrase('history.not-open') };
    case 'off':
      return { state: 'off', phrase: phase.phrase };
    case 'opening':
      return { state: 'degraded', phrase: phrase('history.opening') };
    case 'rebuilding':
      return { state: 'degraded', phrase: phrase('history.rebuilding') };
    case 'waiting':
      return degradedBy(phase.fault);
    case 'open':
      if (phase.fault !== null) {
        return degradedBy(phase.fault);
      }
      return replacement === null
        ? { state: 'ready', phrase: null }
        : { state: 'replaced', phrase: replacedPhrase(replacement) };
  }
}

function degradedBy(fault: FaultMessage): Pick<StoreHealth, 'state' | 'phrase'> {
  return { state: 'degraded', phrase: phrase('history.degraded', { why: fault.phrase }) };
}

function replacedPhrase({ setAside, restoredFrom }: Replacement): Phrase {
  return restoredFrom === null
    ? phrase('history.begun-anew', { setAside })
    : phrase('history.replaced', { backup: restoredFrom, setAside });
}
