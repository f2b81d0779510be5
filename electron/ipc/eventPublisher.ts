import type { CallControl } from '#main/call/callControl';
import type { ConsoleEventBatch } from '#model/events';
import { EVENT_CHANNEL } from '../contract/channels';

/** Sends the changes to the window. */
export type EventPublisher = {
  /** The page has asked for its snapshot and is ready for what follows it. */
  begin(): void;
  /** The page is gone or being loaded anew; nothing is sent until it asks for a snapshot again. */
  pause(): void;
  /** Ends it. Idempotent. */
  close(): void;
};

/**
 * Passes on the batches of `control`, which come every 50 ms at most. Nothing is queued for a page that is not ready: it
 * begins with a snapshot, and a gap in the revisions makes it ask for a new one.
 * @param send Sends to the page; does nothing when there is none.
 */
export function createEventPublisher(
  control: Pick<CallControl, 'onBatch'>,
  send: (channel: string, batch: ConsoleEventBatch) => void,
): EventPublisher {
  let ready = false;
  const stop = control.onBatch((batch) => {
    if (ready) {
      send(EVENT_CHANNEL, batch);
    }
  });
  return {
    begin() {
      ready = true;
    },
    pause() {
      ready = false;
    },
    close() {
      ready = false;
      stop();
    },
  };
}
