import type { CallControl } from '#main/call/callControl';
import type { ConsoleEvent } from '#model/events';
import { isReplay } from '#model/trial';

type Calls = Pick<CallControl, 'snapshot' | 'onBatch'>;

/**
 * The calls without those that only play another one again. Figures, summaries, webhooks and
 * plugins learn nothing of them: they would count, or act on, a call that nobody makes.
 */
export function countedCalls(control: Calls): Calls {
  return {
    snapshot: () => {
      const { calls, ...rest } = control.snapshot();
      return { ...rest, calls: calls.filter(({ id }) => !isReplay(id)) };
    },
    onBatch: (listener) =>
      control.onBatch((batch) => {
        const events = batch.events.filter((event) => !isOfReplay(event));
        if (events.length > 0) {
          listener({ ...batch, events });
        }
      }),
  };
}

function isOfReplay(event: ConsoleEvent): boolean {
  switch (event.type) {
    case 'callAdded':
    case 'callChanged':
      return isReplay(event.call.id);
    case 'healthChanged':
      return false;
    default:
      return isReplay(event.callId);
  }
}
