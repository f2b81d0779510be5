/** A scripted stand-in for `window.cordboard`, for tests and pictures of the window. */
import type {
  AppInfo,
  CordboardApi,
  HeadsetHandlers,
  QuitRequest,
  RequestError,
  RequestResult,
} from '#contract/api';
import type { CallCommand } from '#model/commands';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { CallRecord } from '#model/history';
import type { LogLine, LogQuery, LogTail } from '#model/log';
import { phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { FakeProfiles } from '../desk/fakeProfiles';
import { aHealth } from './callFixtures';
import { FakeHistory } from './fakeHistory';

/** A request the window made. */
export type SentRequest = { readonly name: string; readonly input: unknown };

const APP_INFO: AppInfo = {
  version: '0.1.0',
  electron: '33.2.1',
  platform: 'linux',
  apiUrl: 'http://127.0.0.1:8000',
  shutdownCalls: 'fallback',
};

/** A headset the window opened, and what came out of it. */
export type FakeHeadset = {
  readonly callId: string;
  readonly handlers: HeadsetHandlers;
  readonly sent: ArrayBuffer[];
  closed: boolean;
};

/** The stand-in and the strings to pull on it. */
export class FakeBridge {
  readonly requests: SentRequest[] = [];
  readonly api: CordboardApi;
  readonly history = new FakeHistory();
  readonly profiles = new FakeProfiles();
  readonly headsets: FakeHeadset[] = [];
  snapshot: ConsoleSnapshot;
  settings: readonly SettingView[] = [];
  logLines: readonly LogLine[] = [];
  readonly #eventListeners = new Set<(batch: ConsoleEventBatch) => void>();
  readonly #levelListeners = new Set<(batch: ArrayBuffer) => void>();
  readonly #profileListeners = new Set<() => void>();
  readonly #quitListeners = new Set<(request: QuitRequest) => void>();
  readonly #failures = new Map<string, RequestError[]>();
  readonly #gates = new Map<string, Promise<void>>();

  constructor(snapshot: Partial<ConsoleSnapshot> = {}) {
    this.snapshot = { revision: 1, health: aHealth(), calls: [], transcripts: {}, ...snapshot };
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
  failNext(name: string, message: string): void {
    const error = refusal('refused', message);
    this.#failures.set(name, [...(this.#failures.get(name) ?? []), error]);
  }

  /** Holds requests of a name back until the returned function is called. */
  hold(name: string): () => void {
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
  get sent(): readonly string[] {
    return this.requests.map((request) => request.name);
  }

  /** Commands to calls so far. */
  get commands(): readonly CallCommand[] {
    return this.requests
      .filter(({ name }) => name === 'command')
      .map(({ input }) => (input as { readonly command: CallCommand }).command);
  }

  async #answer<T>(name: string, input: unknown, value: () => T): Promise<RequestResult<T>> {
    this.requests.push({ name, input });
    await this.#gates.get(name);
    const error = this.#failures.get(name)?.shift();
    return error === undefined ? { ok: true, value: value() } : { ok: false, error };
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

  /** A call that is not there is refused, as the main process does. */
  async #readRecord(callId: string): Promise<RequestResult<CallRecord>> {
    const answer = await this.#answer('readRecord', callId, () => this.history.records[callId]);
    if (!answer.ok) {
      return answer;
    }
    const error = refusal('not-found', 'There is no such call.');
    return answer.value === undefined ? { ok: false, error } : { ok: true, value: answer.value };
  }

  #historyApi() {
    const { history } = this;
    return {
      // Asked for all the time: not among the requests, where it would be in the way.
      storeHealth: () => Promise.resolve({ ok: true, value: history.health } as const),
      searchHistory: (query) => this.#answer('searchHistory', query, () => history.search(query)),
      readRecord: (callId) => this.#readRecord(callId),
      addNote: (callId, text) =>
        this.#answer('addNote', { callId, text }, () => history.addNote(callId, text)),
      setTags: (callId, tags) =>
        this.#answer('setTags', { callId, tags }, () => history.setTags(callId, tags)),
      deleteCaller: (callerNumber) =>
        this.#answer('deleteCaller', callerNumber, () => history.deleteCaller(callerNumber)),
      exportCall: (callId, format) =>
        this.#answer('exportCall', { callId, format }, () => history.savedTo),
      listAudit: (page) =>
        this.#answer('listAudit', page, () => history.auditPage(page.before, page.limit)),
      verifyAudit: () => this.#answer('verifyAudit', null, () => history.firstBroken),
    } satisfies Partial<CordboardApi>;
  }

  #profilesApi() {
    const { profiles } = this;
    return {
      listProfiles: () => this.#answer('listProfiles', null, () => profiles.list),
      saveProfile: (profile) => this.#answer('saveProfile', profile, () => profiles.keep(profile)),
      onProfilesChanged: (listener) => listen(this.#profileListeners, listener),
      removeProfile: (id) => this.#answer('removeProfile', id, () => profiles.drop(id)),
    } satisfies Partial<CordboardApi>;
  }

  #tail(query: LogQuery): LogTail {
    const lines = this.logLines.filter(
      ({ seq, text }) => seq > query.after && (query.call === '' || text.includes(query.call)),
    );
    return { lines, newest: this.logLines.at(-1)?.seq ?? 0, missed: 0 };
  }

  #createApi(): CordboardApi {
    const none = (): null => null;
    return {
      snapshot: () => this.#answer('snapshot', null, () => this.snapshot),
      appInfo: () => this.#answer('appInfo', null, () => APP_INFO),
      takeOverApplication: () => this.#answer('takeOverApplication', null, none),
      command: (callId, command) => this.#answer('command', { callId, command }, none),
      placeCall: (call) => this.#answer('placeCall', call, () => 'placed-1'),
      openHeadset: (callId, handlers) =>
        this.#answer('openHeadset', callId, () => {
          const headset: FakeHeadset = { callId, handlers, sent: [], closed: false };
          this.headsets.push(headset);
          return {
            send: (frame) => headset.sent.push(frame),
            close: () => {
              headset.closed = true;
            },
          };
        }),
      listSettings: () => this.#answer('listSettings', null, () => this.settings),
      updateSettings: (changes) =>
        this.#answer('updateSettings', changes, () => this.#update(changes)),
      ...this.#profilesApi(),
      ...this.#historyApi(),
      readLog: (query) => this.#answer('readLog', query, () => this.#tail(query)),
      packDiagnostics: () =>
        this.#answer('packDiagnostics', null, () => '/data/diagnostics/x.json'),
      onEvents: (listener) => listen(this.#eventListeners, listener),
      openLevels: (listener) => listen(this.#levelListeners, listener),
      onQuitRequested: (listener) => listen(this.#quitListeners, listener),
      answerQuit: (quit) => {
        this.requests.push({ name: 'answerQuit', input: quit });
      },
    };
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
