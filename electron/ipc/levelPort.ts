import type { MessageChannelMain } from 'electron';
import type { CallDesk } from '#main/desk/callDesk';
import type { LevelFeed } from '#main/desk/levelFeed';
import { type Drawing, SPARSE_PICTURE_MS } from '#model/drawing';
import { LEVEL_BATCH_MS } from '#model/levels';
import { LEVEL_PORT_CHANNEL } from '../contract/channels';
import type { RequestSender } from './requestHandler';

export type LevelStream = {
  /** Gives a page its end of the stream. The page before it gets no more. */
  open(sender: Pick<RequestSender, 'postMessage'>): void;
  setVisible(visible: boolean): void;
  /** Idempotent. */
  close(): void;
};

type LevelStreamOptions = {
  readonly calls: Pick<CallDesk, 'followLevels'>;
  /** Asked when a stream is opened: Electron does not know it at its start. */
  readonly drawing: () => Drawing;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
};

/** The stream is silent until a page opens it. Any message of the page answers a batch. */
export function createLevelStream(options: LevelStreamOptions): LevelStream {
  const { calls, drawing, createChannel } = options;
  let feed: LevelFeed | null = null;
  let closePort = (): void => undefined;
  let visible = true;

  const close = () => {
    feed?.close();
    feed = null;
    closePort();
    closePort = () => undefined;
  };

  return {
    open(sender) {
      close();
      const { port1, port2 } = createChannel();
      // Comes first because it throws when the page is gone: nothing may be left open then.
      sender.postMessage(LEVEL_PORT_CHANNEL, null, [port2]);
      const opened = calls.followLevels(
        {
          onBatch: (batch) => {
            port1.postMessage(batch);
          },
        },
        drawing() === 'gpu' ? LEVEL_BATCH_MS : SPARSE_PICTURE_MS,
      );
      opened.setVisible(visible);
      port1.on('message', () => {
        opened.taken();
      });
      port1.on('close', () => {
        opened.close();
      });
      port1.start();
      feed = opened;
      closePort = () => {
        port1.close();
      };
    },
    setVisible(now) {
      visible = now;
      feed?.setVisible(now);
    },
    close,
  };
}
