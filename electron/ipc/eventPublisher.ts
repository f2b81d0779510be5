import type { CallDesk } from '#main/desk/callDesk';
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
 * Passes on the batches of the desk, which come every 50 ms at most. Nothing is queued for a page
 * that is not ready: it begins with a snapshot, and a gap in the revisions makes it ask for a new
 * one.
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
