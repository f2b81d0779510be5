import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import { EVENT_CHANNEL } from '../contract/channels';
import type { ConsoleWindow } from '../windows/consoleWindow';

export type EventPublisher = {
  /** The page asks for its snapshot and takes the batches that follow it. */
  begin(): void;
  /** The page is gone or loads anew: nothing is sent until it asks for a snapshot again. */
  pause(): void;
  /** Idempotent. */
  close(): void;
};

/**
 * Sends the batches of the desk, one every 100 ms at most, to the page. Nothing is queued for a
 * page that is not ready: it begins with a snapshot, and asks for a new one when a revision is
 * missing.
 * @param place Where the window is, once it has been opened.
 */
export function createEventPublisher(
  desk: Pick<SupervisorDesk, 'follow'>,
  place: { readonly window: Pick<ConsoleWindow, 'send'> | null },
): EventPublisher {
  let ready = false;
  const stop = desk.follow((batch) => {
    if (ready) {
      place.window?.send(EVENT_CHANNEL, batch);
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
