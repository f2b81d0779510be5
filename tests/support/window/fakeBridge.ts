/** A scripted stand-in for `window.cordboard`, for tests and pictures of the window. */
import type {
  CordboardApi,
  Headset,
  HeadsetHandlers,
  QuitRequest,
  TestCallLine,
} from '#contract/api';
import type {
  AppInfo,
  RequestError,
  RequestInput,
  RequestName,
  RequestOutput,
  RequestResult,
} from '#contract/requests';
import { done, ok } from '#main/util/result';
import type { CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { LogLine, LogQuery, LogTail } from '#model/log';
import type { LookUpTried } from '#model/lookUpTrial';
import { phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import type { SettingView } from '#model/settings';
import type { WebhookReceiver } from '#model/webhooks';
import { FakeProfiles } from '../desk/fakeProfiles';
import { answered } from '../lookUps';
import { aSummary } from '../summaries';
import { aHealth } from './callFixtures';
import { FakeHistory } from './fakeHistory';

/** What the window can send: a request, or one of the bridge's own functions. */
type SentName = RequestName | 'answerQuit' | 'openHeadset' | 'openTestCall';

/** Something the window sent. */
type SentRequest = { readonly name: SentName; readonly input: unknown };

/** Scripted answers. A request without one rejects. */
type Answers = {
  readonly [Name in RequestName]?: (
    input: RequestInput<Name>,
  ) => RequestResult<RequestOutput<Name>>;
};

const APP_INFO: AppInfo = {
  version: '0.1.0',
  electron: '33.2.1',
  platform: 'linux',
  drawing: 'gpu',
  apiUrl: 'http://127.0.0.1:8000',
  shutdownCalls: 'fallback',
};

/** A headset the window opened, and what came out of it. */
export type FakeHeadset = {
  readonly callId: CallId;
  readonly handlers: HeadsetHandlers;
  readonly sent: ArrayBuffer[];
  closed: boolean;
};

/** The stand-in, with controls for the test. */
export class FakeBridge {
  readonly requests: SentRequest[] = [];
  readonly api: CordboardApi;
  readonly history = new FakeHistory();
  readonly profiles = new FakeProfiles();
  readonly headsets: FakeHeadset[] = [];
  snapshot: ConsoleSnapshot;
  settings: readonly SettingView[] = [];
  /** What comes of trying a look-up. */
  tried: LookUpTried = { state: 'tried', outcome: answered() };
  receivers: readonly WebhookReceiver[] = [];
  logLines: readonly LogLine[] = [];
  readonly #eventListeners = new Set<(batch: ConsoleEventBatch) => void>();
  readonly #levelListeners = new Set<(batch: ArrayBuffer) => void>();
  readonly #profileListeners = new Set<() => void>();
  readonly #quitListeners = new Set<(request: QuitRequest) => void>();
  readonly #failures = new Map<SentName, RequestError[]>();
  readonly #gates = new Map<SentName, Promise<void>>();
  readonly #answers: Answers;

  constructor(snapshot: Partial<ConsoleSnapshot> = {}) {
    this.snapshot = { revision: 1, health: aHealth(), calls: [], transcripts: {}, ...snapshot };
    this.#answers = { ...this.#deskAnswers(), ...this.#historyAnswers() };
    this.api = this.#createApi();
  }

  /** Puts it on the window, where the preload script would. */
  install(): this {
    Object.defineProperty(window, 'cordboard', { value: this.api, configurable: true });
    return this;
  }

  /** Sends events as the next batch. @returns the batch. */
  emit(...events: readonly ConsoleEvent[]): ConsoleEventBatch {
    const { revision } = this.snapshot;
    this.snapshot = { ...this.snapshot, revision: revision + 1 };
    const batch = { baseRevision: revision, revision: revision + 1, events };
    this.emitBatch(batch);
    return batch;
  }

  /** Sends a batch as it is. */
  emitBatch(batch: ConsoleEventBatch): void {
    for (const listener of this.#eventListeners) {
      listener(batch);
    }
  }

  emitLevels(batch: ArrayBuffer): void {
    for (const listener of this.#levelListeners) {
      listener(batch);
    }
  }

  /** Tells the window that somebody changed the profiles. */
  tellProfilesChanged(): void {
    for (const listener of this.#profileListeners) {
      listener();
    }
  }

  askToQuit(request: QuitRequest): void {
    for (const listener of this.#quitListeners) {
      listener(request);
    }
  }

  /** Makes the next request of a name fail. */
  failNext(name: SentName, message: string): void {
    const error = refusal('refused', message);
    this.#failures.set(name, [...(this.#failures.get(name) ?? []), error]);
  }

  /** Holds requests of a name back until the returned function is called. */
  hold(name: SentName): () => void {
    let release = (): void => undefined;
    this.#gates.set(
      name,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    return () => {
      this.#gates.delete(name);
      release();
    };
  }

  /** Names of the requests made so far. */
  get sent(): readonly SentName[] {
    return this.requests.map((request) => request.name);
  }

  /** Commands to calls so far. */
  get commands(): readonly CallCommand[] {
    return this.requests
      .filter(({ name }) => name === 'calls:command')
      .map(({ input }) => (input as { readonly command: CallCommand }).command);
  }

  async #answer<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestResult<RequestOutput<Name>>> {
    const error = await this.#take(name, input);
    const answer = this.#answers[name];
    if (answer === undefined) {
      throw new Error(`the stand-in has no answer to ${name}`);
    }
    return error === undefined ? answer(input) : { ok: false, error };
  }

  /** Writes down what was sent. Resolves, once it is released, with the reason for a failure. */
  async #take(name: SentName, input: unknown): Promise<RequestError | undefined> {
    // Requested all the time: it would hide the others.
    if (name !== 'history:health') {
      this.requests.push({ name, input });
    }
    await this.#gates.get(name);
    return this.#failures.get(name)?.shift();
  }

  #update(changes: Readonly<Record<string, string>>): readonly SettingView[] {
    this.settings = this.settings.map((setting) => {
      const value = changes[setting.name];
      if (value === undefined) {
        return setting;
      }
      return value === ''
        ? { ...setting, value: setting.defaultValue, source: 'default' }
        : { ...setting, value: setting.secret ? '••••' : value, source: 'saved' };
    });
    return this.settings;
  }

  #tail(query: LogQuery): LogTail {
    const lines = this.logLines.filter(
      ({ seq, text }) => seq > query.after && (query.call === '' || text.includes(query.call)),
    );
    return { lines, newest: this.logLines.at(-1)?.seq ?? 0, missed: 0 };
  }

  #deskAnswers(): Answers {
    const { profiles } = this;
    return {
      'app:snapshot': () => ok(this.snapshot),
      'app:info': () => ok(APP_INFO),
      'app:takeOver': () => done,
      'app:diagnostics': () => ok('/data/diagnostics/x.json'),
      'calls:command': () => done,
      'calls:place': () => ok('placed-1'),
      'calls:estimateReplay': () => ok({ audioMs: 12_000, costUsd: 0.02 }),
      'calls:replay': () => ok('replay-1'),
      'settings:list': () => ok(this.settings),
      'settings:update': ({ changes }) => ok(this.#update(changes)),
      'profiles:list': () => ok(profiles.list),
      'profiles:save': ({ profile }) => ok(profiles.keep(profile)),
      'profiles:tryLookUp': () => ok(this.tried),
      'profiles:remove': ({ id }) => {
        profiles.drop(id);
        return done;
      },
      'logs:tail': (query) => ok(this.#tail(query)),
      'webhooks:list': () => ok(this.receivers),
      'webhooks:send': () => done,
    };
  }

  #historyAnswers(): Answers {
    const { history } = this;
    return {
      'history:health': () => ok(history.health),
      'history:search': ({ query }) => ok(history.search(query)),
      'history:call': ({ callId }) => {
        const record = history.records[callId];
        const error = refusal('not-found', 'There is no such call.');
        return record === undefined ? { ok: false, error } : ok(record);
      },
      'history:addNote': ({ callId, text }) => {
        history.addNote(callId, text);
        return done;
      },
      'history:setTags': ({ callId, tags }) => ok(history.setTags(callId, tags)),
      'history:redoSummary': ({ callId }) => {
        history.redoSummary(callId, aSummary());
        return done;
      },
      'history:spellings': ({ callerNumber }) =>
        ok(
          history.spellings.length === 0
            ? [{ number: callerNumber, calls: 1, lastAt: 0 }]
            : history.spellings,
        ),
      'history:deleteCaller': ({ spellings }) => ok(history.deleteCaller(spellings)),
      'history:deleteCall': ({ callId }) => {
        history.deleteCall(callId);
        return done;
      },
      'history:export': () => ok(history.savedTo),
      'messages:list': ({ query }) => ok(history.inboxPage(query)),
      'messages:mark': ({ id, done: isDone }) => ok(history.markMessage(id, isDone)),
      'audit:list': ({ before, limit }) => ok(history.auditPage(before, limit)),
      'audit:verify': () => ok(history.firstBroken),
    };
  }

  #createApi(): CordboardApi {
    return {
      request: (name, input) => this.#answer(name, input),
      openHeadset: (...opening) => this.#openHeadset(...opening),
      openTestCall: (...opening) => this.#openTestCall(...opening),
      openLevels: (listener) => listen(this.#levelListeners, listener),
      onEvents: (listener) => listen(this.#eventListeners, listener),
      onProfilesChanged: (listener) => listen(this.#profileListeners, listener),
      onQuitRequested: (listener) => listen(this.#quitListeners, listener),
      answerQuit: (quit) => {
        this.requests.push({ name: 'answerQuit', input: quit });
      },
    };
  }

  async #openHeadset(callId: CallId, handlers: HeadsetHandlers): Promise<RequestResult<Headset>> {
    const error = await this.#take('openHeadset', { callId });
    if (error !== undefined) {
      return { ok: false, error };
    }
    const headset: FakeHeadset = { callId, handlers, sent: [], closed: false };
    this.headsets.push(headset);
    return ok({
      send: (frame) => headset.sent.push(frame),
      close: () => {
        headset.closed = true;
      },
    });
  }

  async #openTestCall(
    tried: TriedProfile,
    handlers: HeadsetHandlers,
  ): Promise<RequestResult<TestCallLine>> {
    const error = await this.#take('openTestCall', tried);
    if (error !== undefined) {
      return { ok: false, error };
    }
    const line: FakeHeadset = { callId: 'test-1', handlers, sent: [], closed: false };
    this.headsets.push(line);
    return ok({
      callId: line.callId,
      send: (frame) => line.sent.push(frame),
      close: () => {
        line.closed = true;
      },
    });
  }
}

function refusal(kind: string, message: string): RequestError {
  return { kind, phrase: phrase('text', { text: message }), message, retryable: false };
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
