import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { CallDesk } from '#main/desk/callDesk';
import type { HeadsetLine } from '#main/desk/headset';
import type { Log } from '#main/observability/log';
import { done, type Result } from '#main/util/result';
import { FRAME_BYTES } from '#model/audio';
import type { CallId } from '#model/call';
import { HEADSET_PORT_CHANNEL } from '../contract/channels';
import type { RequestSender } from './validatedIpc';

/**
 * The supervisor's headset at the window: PCM both ways over a MessagePort, while a call is
 * listened to.
 */
export type HeadsetPorts = {
  /**
   * Opens it on a call and gives the page its end; one that is open already is closed. Fails as
   * CallDesk.openHeadset does.
   */
  open(callId: CallId, sender: RequestSender): Promise<Result<void>>;
  /** Closes it. Idempotent. */
  close(): void;
};

/** What the ports are made with. */
export type HeadsetPortOptions = {
  readonly calls: Pick<CallDesk, 'openHeadset'>;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

/** One 20 ms frame of 640 bytes a message; to the page, null is the last one. */
export function createHeadsetPorts({
  calls,
  createChannel,
  log,
}: HeadsetPortOptions): HeadsetPorts {
  let close = (): void => undefined;

  return {
    async open(callId, sender) {
      close();
      const { port1, port2 } = createChannel();
      const opened = await calls.openHeadset(callId, {
        onFrame: (frame) => {
          port1.postMessage(exactBytes(frame));
        },
        onClose: () => {
          port1.postMessage(null);
          port1.close();
        },
      });
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      close = () => {
        opened.value.close();
      };
      takeMicrophone(port1, opened.value, () => {
        log.warn({ callId }, 'frame of a wrong size from the window; its headset was closed');
      });
      sender.postMessage(HEADSET_PORT_CHANNEL, callId, [port2]);
      return done;
    },
    close() {
      close();
    },
  };
}

/** Passes on what the page's microphone picks up, until the page closes its end. */
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

/** A copy in a buffer of its own: what is posted is cloned with the whole buffer behind it. */
function exactBytes(frame: Buffer): ArrayBuffer {
  const bytes = new ArrayBuffer(frame.length);
  frame.copy(new Uint8Array(bytes));
  return bytes;
}
