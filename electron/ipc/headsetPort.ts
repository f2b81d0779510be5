import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { CallDesk } from '#main/desk/callDesk';
import type { HeadsetLine } from '#main/desk/headset';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { HEADSET_PORT_CHANNEL } from '../contract/channels';
import { closePort, postFrame, takeFrames } from './framePort';
import type { RequestSender } from './requestHandler';

/** The supervisor's headset at the window: PCM both ways over a MessagePort. There is one. */
export type HeadsetPorts = {
  /**
   * Opens the headset on a call and gives the page its end. An open headset is closed first. Fails
   * as CallDesk.openHeadset does, and with `cancelled` when the headset was closed or the page went
   * away meanwhile.
   */
  open(callId: CallId, sender: Pick<RequestSender, 'postMessage'>): Promise<Result<void>>;
  /** Closes the headset, or cancels its opening. Idempotent. */
  close(): void;
};

type HeadsetPortOptions = {
  readonly calls: Pick<CallDesk, 'openHeadset'>;
  /** A headset was opened, or the last one is closed. */
  readonly onOpen: (isOpen: boolean) => void;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

/** Each message is one 20 ms frame of 640 bytes. The last message to the page is null. */
export function createHeadsetPorts(options: HeadsetPortOptions): HeadsetPorts {
  const { calls, createChannel, onOpen, log } = options;
  let line: HeadsetLine | null = null;
  /** Grows with each opening and closing. An opening that finds it grown was overtaken. */
  let turn = 0;

  const close = () => {
    turn += 1;
    line?.close();
    line = null;
    onOpen(false);
  };

  return {
    async open(callId, sender) {
      close();
      const mine = turn;
      const { port1, port2 } = createChannel();
      const opened = await calls.openHeadset(
        callId,
        handlersFor(port1, () => {
          if (turn === mine) {
            onOpen(false);
          }
        }),
      );
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      if (turn !== mine) {
        opened.value.close();
        return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile')));
      }
      line = opened.value;
      onOpen(true);
      takeFrames(port1, line, () => {
        log.warn({ callId }, 'frame of a wrong size from the window; its headset was closed');
      });
      try {
        sender.postMessage(HEADSET_PORT_CHANNEL, callId, [port2]);
      } catch (error) {
        // The page went while the headset was being opened.
        close();
        const cause = { cause: error };
        return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile'), cause));
      }
      return done;
    },
    close,
  };
}

/** Passes frames on to the page, and closes the port with the line. */
function handlersFor(
  port: MessagePortMain,
  onEnd: () => void,
): Parameters<CallDesk['openHeadset']>[1] {
  return {
    onFrame: (frame) => {
      postFrame(port, frame);
    },
    onClose: () => {
      closePort(port);
      onEnd();
    },
  };
}
