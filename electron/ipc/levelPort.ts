import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { CallControl } from '#main/call/callControl';
import { LEVEL_BATCH_MS } from '#model/levels';
import { LEVEL_PORT_CHANNEL } from '../contract/channels';
import type { RequestSender } from './validatedIpc';

/** The stream of levels to the window. */
export type LevelStream = {
  /** Gives a page its end of the stream; the page before it, if any, gets no more. */
  open(sender: RequestSender): void;
  /** The window came into view, or left it: nothing is read or sent for a window that nobody sees. */
  setVisible(visible: boolean): void;
  /** Ends it. Idempotent. */
  close(): void;
};

/**
 * Batches that may be on their way unanswered. A page that falls behind answers late and then gets one larger batch with
 * all that came meanwhile, so that a slow page never has a queue to work off.
 */
const MAX_UNANSWERED = 2;

/** What the stream is made with. */
export type LevelStreamOptions = {
  readonly control: Pick<CallControl, 'readLevels'>;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
};

/** Makes the stream; it is silent until a page opens it. Layout of a batch: src-main/model/levels.ts. */
export function createLevelStream(options: LevelStreamOptions): LevelStream {
  let port: MessagePortMain | null = null;
  let timer: NodeJS.Timeout | null = null;
  let unanswered = 0;
  let visible = true;

  const tick = () => {
    if (port === null || unanswered >= MAX_UNANSWERED) {
      return;
    }
    const batch = options.control.readLevels();
    if (batch !== null) {
      unanswered += 1;
      port.postMessage(batch);
    }
  };
  const update = () => {
    const run = port !== null && visible;
    if (run && timer === null) {
      timer = setInterval(tick, LEVEL_BATCH_MS);
    } else if (!run && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
  const drop = () => {
    const old = port;
    port = null;
    unanswered = 0;
    old?.close();
    update();
  };

  return {
    open(sender) {
      drop();
      const { port1, port2 } = options.createChannel();
      port = port1;
      port1.on('message', () => {
        unanswered = Math.max(0, unanswered - 1);
      });
      port1.on('close', () => {
        if (port === port1) {
          drop();
        }
      });
      port1.start();
      sender.postMessage(LEVEL_PORT_CHANNEL, null, [port2]);
      update();
    },
    setVisible(now) {
      visible = now;
      update();
    },
    close: drop,
  };
}
