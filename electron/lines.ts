import type { GlobalShortcut, MessageChannelMain } from 'electron';
import type { CallDesk } from '#main/desk/callDesk';
import type { TrialDesk } from '#main/desk/trialDesk';
import type { Log } from '#main/observability/log';
import type { TriedProfile } from '#model/profile';
import { COMMAND_CHANNEL, LINES_CHANNEL } from './contract/channels';
import type { OpenLine } from './contract/openLine';
import type { RequestInput, RequestOutput } from './contract/requests';
import { createHeadsetPorts } from './ipc/headsetPort';
import { type OnOnePage, onOnePage } from './ipc/onOnePage';
import { createTestCallPorts } from './ipc/testCallPort';
import { OpenLines } from './openLines';
import { createPanicKey, PANIC_COMMAND, type PanicKey } from './panicKey';
import type { ConsoleWindow } from './windows/consoleWindow';

/** The lines on which somebody at a window hears or speaks, and the key that closes them. */
export type Lines = {
  readonly headset: OnOnePage<RequestInput<'calls:listen'>, RequestOutput<'calls:listen'>>;
  readonly testCalls: OnOnePage<TriedProfile, RequestOutput<'calls:test'>>;
  readonly panicKey: PanicKey;
  /** Those of all pages but this one. */
  elsewhere(page: number): readonly OpenLine[];
  /** All pages but this one leave every call, as by the key. */
  leaveElsewhere(page: number): void;
  /** The page is gone. */
  closeOn(page: number): void;
  close(): void;
};

type LineOptions = {
  readonly calls: Pick<CallDesk, 'openHeadset' | 'scanTo'>;
  readonly trials: Pick<TrialDesk, 'test'>;
  readonly windows: {
    windowOf(page: number): Pick<ConsoleWindow, 'canAnswer' | 'send'> | undefined;
    sendEach(channel: string, payloadFor: (page: number) => unknown): void;
  };
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>;
  /** Makes the two ends of a port. */
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly log: Log;
};

export function createLines(options: LineOptions): Lines {
  const { calls, trials, windows, shortcuts, createChannel, log } = options;
  const open = new OpenLines(() => {
    windows.sendEach(LINES_CHANNEL, (page) => open.elsewhere(page));
  });
  const closeOn = (page: number): void => {
    headset.closeOn(page);
    testCalls.closeOn(page);
  };
  /** The page hands its call back first, if it can still do anything. */
  const leave = (pages: readonly number[]): void => {
    for (const page of pages) {
      const window = windows.windowOf(page);
      if (window?.canAnswer === true) {
        window.send(COMMAND_CHANNEL, PANIC_COMMAND);
      } else {
        closeOn(page);
      }
    }
  };
  const onPanic = (): void => {
    leave(open.pages);
  };
  const panicKey = createPanicKey(shortcuts, onPanic, log);
  const headsets = createHeadsetPorts({
    ...{ calls, createChannel, log },
    onChanged: (line) => {
      open.set('headset', headset.page, line);
      return panicKey.watch('headset', line !== null);
    },
  });
  const elsewhereNow = () => headsets.elsewhere;
  const headset = onOnePage(headsets, elsewhereNow);
  const tests = createTestCallPorts({
    ...{ trials, createChannel, log },
    onChanged: (line) => {
      open.set('testCall', testCalls.page, line);
      return panicKey.watch('testCall', line !== null);
    },
  });
  const testCalls = onOnePage(tests, elsewhereNow);
  return {
    ...{ headset, testCalls, panicKey, closeOn },
    elsewhere: (page) => open.elsewhere(page),
    leaveElsewhere: (page) => {
      leave(open.pages.filter((each) => each !== page));
    },
    close: () => {
      headset.close();
      testCalls.close();
    },
  };
}
