import type { RequestInput, RequestName, RequestOutput, RequestResult } from '#contract/requests';
import type { Station } from '#main/desk/station';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import { silentLog } from '#main/observability/log';
import { done, ok, type Result } from '#main/util/result';
import { createHeadsetPorts } from '#shell/ipc/headsetPort';
import { lockedHandlers } from '#shell/ipc/lockedHandlers';
import type { SendingFrame } from '#shell/ipc/pageTrust';
import { createRequestDoor, type RequestDoor } from '#shell/ipc/requestDoor';
import { createRequestHandlers } from '#shell/ipc/requestHandlers';
import { createTestCallPorts } from '#shell/ipc/testCallPort';
import type { SaveFile } from '#shell/saveFile';
import { CONSOLE_ORIGIN } from '#shell/security/origin';
import { bytesOf } from './bytesOf';
import { DeskBench } from './deskBench';
import { FakePort } from './fakePort';

/** A file that was saved. */
export type SavedFile = { readonly name: string; readonly content: string };

/** The window's requests, answered by a desk. The test plays the page and the system. */
export class WindowDoor {
  /** What happened in which order: `begin` of the events, `levels`, `headset:port` ... */
  readonly order: string[] = [];
  readonly saved: SavedFile[] = [];
  readonly copied: string[] = [];
  /** The main process' ends of the headsets that were opened. */
  readonly headsetPorts: FakePort[] = [];
  /** Whether the person cancels the dialog that asks where a file goes. */
  cancelsDialog = false;
  /** The folder that the person chooses. */
  folder = '/saved';
  readonly #door: RequestDoor;
  /** The frame of the page. */
  readonly #frame: SendingFrame = {
    url: `${CONSOLE_ORIGIN}/index.html`,
    parent: null,
    frameTreeNodeId: 1,
    postMessage: (channel) => this.order.push(channel),
  };

  /** @param station Who works at the window; nobody has a PIN if left out. */
  constructor(desk: ActorDesk, station: Station = new DeskBench().desk.station) {
    const createChannel = () => {
      const port1 = new FakePort();
      this.headsetPorts.push(port1);
      return { port1, port2: 'the end of the page' } as never;
    };
    const ports = { createChannel, onChanged: () => true, log: silentLog };
    const handlers = createRequestHandlers({
      desk,
      events: { begin: () => this.order.push('begin') },
      levels: { open: () => this.order.push('levels') },
      headset: createHeadsetPorts({ calls: desk.calls, ...ports }),
      language: { current: 'en' },
      showMenu: () => undefined,
      lines: { elsewhere: () => [], leaveElsewhere: () => this.order.push('leaveLines') },
      testCalls: createTestCallPorts({ trials: desk.trials, ...ports }),
      appInfo: () => ({
        version: '1',
        electron: '33',
        platform: 'linux',
        drawing: 'gpu',
        apiUrl: 'http://x',
        shutdownCalls: 'fallback',
      }),
      saveFile: (...file) => this.#save(...file),
      pickFolder: () => Promise.resolve(this.cancelsDialog ? null : this.folder),
      quit: {
        requestRestart: (when) => this.order.push(`restart ${when}`),
        cancelRestart: () => this.order.push('cancelRestart'),
        question: { goal: 'quit', liveCalls: 2 },
        answer: (quit) => this.order.push(quit ? 'quit' : 'keep running'),
      },
      copy: (text) => this.copied.push(text),
      about: { licences: () => Promise.resolve(ok([])), openDocs: () => Promise.resolve(done) },
      setTheme: (choice) => this.order.push(`theme ${choice}`),
      panicKey: { choose: (accelerator) => accelerator !== null },
      alertSound: { mute: (muted) => this.order.push(muted ? 'alerts muted' : 'alerts heard') },
      openWindow: (screen) => {
        this.order.push(`window ${screen}`);
        return Promise.resolve();
      },
      closeWindow: (page) => this.order.push(`window ${page} closed`),
      station,
    });
    this.#door = createRequestDoor(lockedHandlers(handlers, station), CONSOLE_ORIGIN, silentLog);
  }

  /** Makes a request as the page does. */
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestResult<RequestOutput<Name>>> {
    return this.#door(this.#frame, name, input) as Promise<RequestResult<RequestOutput<Name>>>;
  }

  async #save(...[name, content]: Parameters<SaveFile>): Promise<Result<string | null>> {
    if (this.cancelsDialog) {
      return ok(null);
    }
    const made = await content();
    if (!made.ok) {
      return made;
    }
    this.saved.push({ name, content: (await bytesOf(made.value)).toString() });
    return ok(`/saved/${name}`);
  }
}
