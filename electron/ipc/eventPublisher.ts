import type { CallDesk } from '#main/desk/callDesk';
import type { ConsoleEventBatch } from '#model/events';
import { EVENT_CHANNEL } from '../contract/channels';

export type EventPublisher = {
  /** The page asks for its snapshot and takes the batches that follow it. */
  begin(): void;
  /** The page is gone or loads anew: nothing is sent until it asks for a snapshot again. */
  pause(): void;
  /** Idempotent. */
  close(): void;
};

/**
 * Sends the batches of the desk, one every 50 ms at most, to the page. Nothing is queued for a page
 * that is not ready: it begins with a snapshot, and asks for a new one when a revision is missing.
 * @param send Sends to the page; does nothing when there is none.
 */
export function createEventPublisher(
  calls: Pick<CallDesk, 'follow'>,
  send: (channel: string, batch: ConsoleEventBatch) => void,
): EventPublisher {
  let ready = false;
  const stop = calls.follow((batch) => {
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
