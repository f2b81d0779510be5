import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import { type Drawing, SPARSE_PICTURE_MS } from '#model/drawing';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
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

type EventPublisherOptions = {
  readonly desk: Pick<SupervisorDesk, 'follow'>;
  /** Where the window is, once it has been opened. */
  readonly place: { readonly window: Pick<ConsoleWindow, 'send'> | null };
  /** Asked with each batch: Electron does not know it at its start. */
  readonly drawing: () => Drawing;
};

/**
 * Sends the batches of the desk to the page, as they come, or where the processor draws it, one
 * every SPARSE_PICTURE_MS at most: each costs a picture. The first after a pause goes at once.
 * Nothing is queued for a page that is not ready: it begins with a snapshot, and asks for a new one
 * when a revision is missing.
 */
export function createEventPublisher(options: EventPublisherOptions): EventPublisher {
  const { desk, place, drawing } = options;
  let ready = false;
  let waiting: ConsoleEventBatch | null = null;
  let timer: NodeJS.Timeout | undefined;
  let sentMs = Number.NEGATIVE_INFINITY;

  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== null) {
      sentMs = performance.now();
      place.window?.send(EVENT_CHANNEL, waiting);
      waiting = null;
    }
  };
  const pause = (): void => {
    ready = false;
    waiting = null;
    clearTimeout(timer);
    timer = undefined;
  };
  const stop = desk.follow((batch) => {
    if (!ready) {
      return;
    }
    waiting = waiting === null ? batch : joined(waiting, batch);
    const waitMs = drawing() === 'gpu' ? 0 : sentMs + SPARSE_PICTURE_MS - performance.now();
    if (waitMs <= 0) {
      send();
    } else {
      timer ??= setTimeout(send, waitMs);
    }
  });
  return {
    begin() {
      ready = true;
    },
    pause,
    close() {
      pause();
      stop();
    },
  };
}

/** Two batches as one. Of what changed in both, only the later state is left. */
function joined(before: ConsoleEventBatch, after: ConsoleEventBatch): ConsoleEventBatch {
  const later = new Set(after.events.map(subjectOf));
  const left = before.events.filter((event) => {
    const subject = subjectOf(event);
    return subject === null || !later.has(subject);
  });
  return {
    baseRevision: before.baseRevision,
    revision: after.revision,
    events: [...left, ...after.events],
  };
}

/** What an event gives the whole new state of; null for one that does more. */
function subjectOf(event: ConsoleEvent): string | null {
  switch (event.type) {
    case 'callChanged':
      return `call ${event.call.id}`;
    case 'turnChanged':
      return `turn ${event.turn.id} ${event.callId}`;
    case 'healthChanged':
      return 'health';
    default:
      return null;
  }
}
