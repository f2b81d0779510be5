import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { TrialDesk } from '#main/desk/trialDesk';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_BYTES, FRAME_SAMPLES } from '#model/audio';
import { phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import { TEST_CALL_PORT_CHANNEL } from '../contract/channels';
import type { OpenLine } from '../contract/openLine';
import type { RequestOutput } from '../contract/requests';
import { closePort, postFrame, takeFrames } from './framePort';
import type { RequestSender } from './requestHandler';

/** The test call of the window: PCM both ways over a MessagePort. There is one at a time. */
export type TestCallPorts = {
  /**
   * Makes a test call and gives the page the caller's end of it. One that is going on is hung up
   * first. Fails as TrialDesk.test does, and with `cancelled` when the page went away meanwhile.
   */
  open(
    tried: TriedProfile,
    sender: Pick<RequestSender, 'postMessage'>,
  ): Promise<Result<RequestOutput<'calls:test'>>>;
  /** Hangs up. Idempotent. */
  close(): void;
};

type TestCallPortOptions = {
  readonly trials: Pick<TrialDesk, 'test'>;
  /**
   * A test call has begun, or the last one is over: null. Answers whether the key that hangs it up
   * works everywhere.
   */
  readonly onChanged: (line: OpenLine | null) => boolean;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

export function createTestCallPorts(options: TestCallPortOptions): TestCallPorts {
  const { trials, createChannel, onChanged, log } = options;
  let line: TestLine | null = null;
  const close = () => {
    line?.close();
    line = null;
    onChanged(null);
  };
  return {
    async open(tried, sender) {
      close();
      const { port1, port2 } = createChannel();
      let mine: TestLine | null = null;
      const handlers = handlersFor(port1, () => {
        if (line === mine) {
          onChanged(null);
        }
      });
      const opened = await trials.test(tried, handlers);
      if (!opened.ok) {
        port1.close();
        return opened;
      }
      // Another may have been opened meanwhile.
      close();
      mine = opened.value;
      line = mine;
      const { callId } = mine;
      const panicKey = onChanged({ callId, part: 'testing', since: Date.now() });
      takeMicrophone(port1, mine, log);
      try {
        sender.postMessage(TEST_CALL_PORT_CHANNEL, callId, [port2]);
      } catch (error) {
        close();
        const cause = { cause: error };
        return fail(cordboardError('cancelled', phrase('headset.closed-meanwhile'), cause));
      }
      return ok({ callId, panicKey });
    },
    close,
  };
}

/** The page's speaker is silent by itself while no frames come. */
function handlersFor(port: MessagePortMain, onEnd: () => void): TestLineHandlers {
  return {
    onFrame: (samples) => {
      if (samples !== null) {
        postFrame(port, new Uint8Array(samples.buffer, samples.byteOffset, FRAME_BYTES));
      }
    },
    onClose: () => {
      closePort(port);
      onEnd();
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
