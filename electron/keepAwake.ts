import type { PowerSaveBlocker } from 'electron';
import type { CallControl } from '#main/call/callControl';

/**
 * Keeps the computer from going to sleep while calls are on: that would drop the callers. The
 * screen may still go dark. This works for as long as the program runs; the system takes the block
 * back with the process.
 */
export function keepAwakeDuringCalls(
  control: Pick<CallControl, 'onBatch'>,
  blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>,
): void {
  const live = new Set<string>();
  let blocking: number | null = null;
  const apply = (): void => {
    if (live.size > 0 && blocking === null) {
      blocking = blocker.start('prevent-app-suspension');
    } else if (live.size === 0 && blocking !== null) {
      blocker.stop(blocking);
      blocking = null;
    }
  };
  control.onBatch(({ events }) => {
    for (const event of events) {
      if (event.type === 'callRemoved') {
        live.delete(event.callId);
      } else if (event.type === 'callAdded' || event.type === 'callChanged') {
        if (event.call.state === 'ended') {
          live.delete(event.call.id);
        } else {
          live.add(event.call.id);
        }
      }
    }
    apply();
  });
}
