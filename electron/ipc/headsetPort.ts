import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { CallDesk } from '#main/desk/callDesk';
import type { HeadsetLine } from '#main/desk/headset';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { HEADSET_PORT_CHANNEL } from '../contract/channels';
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
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

/** Each message is one 20 ms frame of 640 bytes. The last message to the page is null. */
export function createHeadsetPorts(options: HeadsetPortOptions): HeadsetPorts {
  const { calls, createChannel, log } = options;
  let line: HeadsetLine | null = null;
  /** Grows with each opening and closing. An opening that finds it grown was overtaken. */
  let turn = 0;

  const close = () => {
    turn += 1;
    line?.close();
    line = null;
  };

  return {
    async open(callId, sender) {
      close();
      const mine = turn;
      const { port1, port2 } = createChannel();
      const opened = await calls.openHeadset(callId, handlersFor(port1));
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      if (turn !== mine) {
        opened.value.close();
        return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile')));
      }
      line = opened.value;
      takeMicrophone(port1, line, () => {
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
function handlersFor(port: MessagePortMain): Parameters<CallDesk['openHeadset']>[1] {
  return {
    onFrame: (frame) => {
      port.postMessage(exactBytes(frame));
    },
    onClose: () => {
      port.postMessage(null);
      port.close();
    },
  };
}

/** Passes on frames of the page's microphone until the page closes its end. */
function takeMicrophone(port: MessagePortMain, line: HeadsetLine, onWrongSize: () => void): void {
  port.on('message', ({ data }: { data: unknown }) => {
    if (data instanceof ArrayBuffer && data.byteLength === FRAME_BYTES) {
      line.send(Buffer.from(data));
      return;
    }
    onWrongSize();
    line.close();
  });
  port.on('close', () => {
    line.close();
  });
  port.start();
}

/** A copy in a buffer of its own: a message is cloned with the whole buffer behind it. */
function exactBytes(frame: Buffer): ArrayBuffer {
  const bytes = new ArrayBuffer(frame.length);
  frame.copy(new Uint8Array(bytes));
  return bytes;
}
