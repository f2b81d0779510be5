/** How the store stands, and how that is told to the operator. */
import type { StoreHealth } from '#model/history';
import type { OpenReport } from './historyMessages';
import type { FaultMessage } from './storeFault';

/**
 * `closed`: not opened yet, or closed. `opening`: the file is being looked at. `waiting`: it could not be opened and is tried
 * again. `open`: rows are written; `fault` is why the last write failed, null when it did not. `off`: it cannot be used at all.
 */
export type StorePhase =
  | { readonly name: 'closed' | 'opening' }
  | { readonly name: 'waiting'; readonly fault: FaultMessage }
  | { readonly name: 'open'; readonly fault: FaultMessage | null }
  | { readonly name: 'off'; readonly message: string };

/** Told with every trouble that may pass. */
const CALLS_GO_ON = 'Calls go on; what happens is kept in memory and written when it works again.';

/**
 * The health for the operator.
 * @param replaced Report of the opening at which a damaged file was replaced, null when none was.
 * @param queue The rows that wait.
 */
export function healthOf(
  phase: StorePhase,
  replaced: OpenReport | null,
  queue: { readonly size: number; readonly dropped: number },
): StoreHealth {
  return {
    ...stateOf(phase, replaced),
    queuedRows: queue.size,
    droppedRows: queue.dropped,
  };
}

function stateOf(
  phase: StorePhase,
  replaced: OpenReport | null,
): Pick<StoreHealth, 'state' | 'message'> {
  switch (phase.name) {
    case 'closed':
      return { state: 'off', message: 'The call history is not open.' };
    case 'off':
      return { state: 'off', message: phase.message };
    case 'opening':
      return { state: 'degraded', message: 'The call history is being opened.' };
    case 'waiting':
      return { state: 'degraded', message: `${phase.fault.message} ${CALLS_GO_ON}` };
    case 'open':
      if (phase.fault !== null) {
        return { state: 'degraded', message: `${phase.fault.message} ${CALLS_GO_ON}` };
      }
      return replaced === null
        ? { state: 'ready', message: '' }
        : { state: 'replaced', message: replacedMessage(replaced) };
  }
}

function replacedMessage({ setAside, restoredFrom }: OpenReport): string {
  const now =
    restoredFrom === null
      ? 'There was no backup, so the history begins anew.'
      : `The backup ${restoredFrom} took its place; calls that came after it are missing.`;
  return `The call history was damaged. ${now} The damaged file is kept as ${setAside ?? ''}.`;
}
