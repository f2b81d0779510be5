import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { TrialDesk } from '#main/desk/trialDesk';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_BYTES, FRAME_SAMPLES } from '#model/audio';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import { TEST_CALL_PORT_CHANNEL } from '../contract/channels';
import { closePort, postFrame, takeFrames } from './framePort';
import type { RequestSender } from './requestHandler';

/** The test call of the window: PCM both ways over a MessagePort. There is one at a time. */
export type TestCallPorts = {
  /**
   * Makes a test call and gives the page the caller's end of it. One that is going on is hung up
   * first. Fails as TrialDesk.test does, and with `cancelled` when the page went away meanwhile.
   */
  open(tried: TriedProfile, sender: Pick<RequestSender, 'postMessage'>): Promise<Result<CallId>>;
  /** Hangs up. Idempotent. */
  close(): void;
};

type TestCallPortOptions = {
  readonly trials: Pick<TrialDesk, 'test'>;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

export function createTestCallPorts(options: TestCallPortOptions): TestCallPorts {
  const { trials, createChannel, log } = options;
  let line: TestLine | null = null;
  const close = () => {
    line?.close();
    line = null;
  };
  return {
    async open(tried, sender) {
      close();
      const { port1, port2 } = createChannel();
      const opened = await trials.test(tried, handlersFor(port1));
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      // Another may have been opened meanwhile.
      close();
      line = opened.value;
      takeMicrophone(port1, opened.value, log);
      try {
        sender.postMessage(TEST_CALL_PORT_CHANNEL, line.callId, [port2]);
      } catch (error) {
        close();
        const cause = { cause: error };
        return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile'), cause));
      }
      return ok(opened.value.callId);
    },
    close,
  };
}

/** The page's speaker is silent by itself while no frames come. */
function handlersFor(port: MessagePortMain): TestLineHandlers {
  return {
    onFrame: (samples) => {
      if (samples !== null) {
        postFrame(port, new Uint8Array(samples.buffer, samples.byteOffset, FRAME_BYTES));
      }
    },
    onClose: () => {
      closePort(port);
    },
  };
}

function takeMicrophone(port: MessagePortMain, line: TestLine, log: Log): void {
  const sink = {
    send: (frame: Buffer) => {
      line.send(new Int16Array(frame.buffer, frame.byteOffset, FRAME_SAMPLES));
    },
    close: () => {
      line.close();
    },
  };
  takeFrames(port, sink, () => {
    log.warn({ callId: line.callId }, 'frame of a wrong size from the window; its call was ended');
  });
}
