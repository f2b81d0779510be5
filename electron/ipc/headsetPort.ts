import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { HeadsetAudio, HeadsetHandlers } from '#main/call/callControl';
import type { CallDesk } from '#main/desk/callDesk';
import type { Log } from '#main/observability/log';
import { headsetWish } from '#main/rules/listeningSchema';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { HeadsetSkip } from '../contract/api';
import { HEADSET_PORT_CHANNEL } from '../contract/channels';
import type { OpenLine } from '../contract/openLine';
import type { RequestInput, RequestOutput } from '../contract/requests';
import { closePort, postFrame, takeFrames } from './framePort';
import { type MicrophoneWatch, watchMicrophone } from './microphoneWatch';
import type { RequestSender } from './requestHandler';

/** The supervisor's headset at the window: PCM both ways over a MessagePort. There is one. */
export type HeadsetPorts = {
  /**
   * Opens the headset on a call and gives the page its end. An open headset is closed first.
   * Fails as CallDesk.openHeadset does, and with `cancelled` when the headset was closed or the
   * page went away meanwhile.
   */
  open(
    opening: RequestInput<'calls:listen'>,
    sender: Pick<RequestSender, 'postMessage'>,
  ): Promise<Result<RequestOutput<'calls:listen'>>>;
  /** Closes the headset, or cancels its opening. Idempotent. */
  close(): void;
  /**
   * Why no other page may open it now: the supervisor's microphone is open, its sound came a moment
   * ago, and a caller would lose their voice. Else null.
   */
  readonly elsewhere: Phrase | null;
};

const WRONG_SIZE = 'frame of a wrong size from the window; its headset was closed';

type HeadsetPortOptions = {
  readonly calls: Pick<CallDesk, 'openHeadset' | 'scanTo'>;
  /**
   * A headset was opened, its microphone was opened or shut, or the last one is closed: null.
   * Answers whether the key that closes it works everywhere.
   */
  readonly onChanged: (line: OpenLine | null) => boolean;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

/**
 * Each message is one 20 ms frame of 640 bytes. The page may also send what it wants to hear
 * (`headsetWish`), and is sent how far behind the call it is once something was skipped. The last
 * message to the page is null.
 */
export function createHeadsetPorts(options: HeadsetPortOptions): HeadsetPorts {
  const { calls, createChannel, onChanged, log } = options;
  let line: HeadsetAudio | null = null;
  /** Grows with each opening and closing. An opening that finds it grown was overtaken. */
  let turn = 0;
  let microphone: MicrophoneWatch | null = null;

  const over = () => {
    microphone?.stop();
    microphone = null;
    onChanged(null);
  };
  const close = () => {
    turn += 1;
    line?.close();
    line = null;
    over();
  };

  return {
    async open({ callId, listening, scan }, sender) {
      close();
      const mine = turn;
      const { port1, port2 } = createChannel();
      const handlers = handlersFor(port1, () => {
        if (turn === mine) {
          over();
        }
      });
      const put = scan ? calls.scanTo : calls.openHeadset;
      const opened = await put(callId, listening, handlers);
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      if (turn !== mine) {
        opened.value.close();
        return closedMeanwhile();
      }
      const ours = opened.value;
      line = ours;
      const told = tellOfLine(callId, onChanged);
      microphone = told.microphone;
      takeMessages(port1, ours, microphone.heard, () => {
        log.warn({ callId }, WRONG_SIZE);
      });
      try {
        sender.postMessage(HEADSET_PORT_CHANNEL, callId, [port2]);
      } catch (error) {
        // The page went while the headset was being opened.
        close();
        return closedMeanwhile(error);
      }
      const { behindMs, keepsPast } = ours;
      return ok({ behindMs, keepsPast, panicKey: told.panicKey });
    },
    close,
    get elsewhere() {
      return microphone?.isOpen === true ? phrase('headset.elsewhere') : null;
    },
  };
}

/** Tells of the line to a call now, and whenever its microphone is opened or shut. */
function tellOfLine(
  callId: CallId,
  onChanged: HeadsetPortOptions['onChanged'],
): { readonly microphone: MicrophoneWatch; readonly panicKey: boolean } {
  const tell = (): boolean => {
    const part = microphone.isOpen ? 'speaking' : 'listening';
    return onChanged({ callId, part, since: Date.now() });
  };
  const microphone = watchMicrophone(tell);
  return { microphone, panicKey: tell() };
}

function closedMeanwhile(cause?: unknown): Result<never> {
  return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile'), { cause }));
}

/** Takes the frames of the page's microphone, and what it wants to hear. */
function takeMessages(
  port: MessagePortMain,
  line: HeadsetAudio,
  onFrame: () => void,
  onWrongSize: () => void,
): void {
  takeFrames(port, heardAs(line, onFrame), onWrongSize, wishesFor(line));
}

/** The line, and `onFrame` for each frame of the microphone. */
function heardAs(line: HeadsetAudio, onFrame: () => void): Pick<HeadsetAudio, 'send' | 'close'> {
  return {
    send: (frame) => {
      onFrame();
      line.send(frame);
    },
    close: () => {
      line.close();
    },
  };
}

/** Takes what the page wants to hear. */
function wishesFor(line: HeadsetAudio): (data: unknown) => boolean {
  return (data) => {
    const wish = headsetWish.safeParse(data);
    if (wish.success && 'sides' in wish.data) {
      line.hear(wish.data.sides);
    } else if (wish.success) {
      line.goLive();
    }
    return wish.success;
  };
}

/** Passes frames on to the page, and closes the port with the line. */
function handlersFor(port: MessagePortMain, onEnd: () => void): HeadsetHandlers {
  return {
    onFrame: (frame) => {
      postFrame(port, frame);
    },
    onSkip: (behindMs) => {
      const skip: HeadsetSkip = { behindMs };
      port.postMessage(skip);
    },
    onClose: () => {
      closePort(port);
      onEnd();
    },
  };
}
