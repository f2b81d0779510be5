/** The contract between window and main process: types only. */
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type {
  AuditEntry,
  CallRecord,
  ExportFormat,
  HistoryPage,
  HistoryQuery,
  StoreHealth,
} from '#model/history';
import type { LogQuery, LogTail } from '#model/log';
import type { Phrase } from '#model/phrases/phrase';
import type { ProfileList, ProfileSaving } from '#model/profile';
import type { SettingView } from '#model/settings';

/** A failed request, fit to be shown: `message` says what happened and what to do. */
export type RequestError = {
  readonly kind: string;
  readonly phrase: Phrase;
  /** The phrase in English. */
  readonly message: string;
  readonly retryable: boolean;
};

/** Outcome of a request. Never a rejected promise: Electron would pass on only the text of it. */
export type RequestResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RequestError };

/** Facts about the program that do not change while it runs. */
export type AppInfo = {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  /** Address of the HTTP API, e.g. `http://127.0.0.1:8000`. */
  readonly apiUrl: string;
  /** What happens to live calls when the program ends (SHUTDOWN_CALLS). */
  readonly shutdownCalls: 'fallback' | 'hangup';
};

/** A profile as it was filled in; it may still be wrong. */
export type ProfileDraft = Readonly<Record<string, unknown>>;

/**
 * A page of the audit, newest entry first: the entries before `before` (a seq; null for the
 * newest), 1 to 200 of them.
 */
export type AuditPageRequest = { readonly before: number | null; readonly limit: number };

/** Every request the window can make: input and output by channel. */
export type Requests = {
  'app:snapshot': { input: null; output: ConsoleSnapshot };
  'app:info': { input: null; output: AppInfo };
  /** Takes the application over from another console, so that new calls come here. */
  'app:takeOver': { input: null; output: null };
  'calls:command': { input: { callId: CallId; command: CallCommand }; output: null };
  /** Calls somebody; answers with the id of the call once Asterisk has taken it. */
  'calls:place': { input: OutgoingCall; output: CallId };
  /** Opens the headset on a call; the port comes through openHeadset. */
  'calls:listen': { input: { callId: CallId }; output: null };
  'settings:list': { input: null; output: readonly SettingView[] };
  /**
   * Saves settings by name; an empty text removes the saved value. Answers with the whole list
   * anew.
   */
  'settings:update': {
    input: { changes: Readonly<Record<string, string>> };
    output: readonly SettingView[];
  };
  'profiles:list': { input: null; output: ProfileList };
  /**
   * Saves a profile, a new one or in the place of the one with its id; what must be mended is
   * answered place by place.
   */
  'profiles:save': { input: { profile: ProfileDraft }; output: ProfileSaving };
  'profiles:remove': { input: { id: string }; output: null };
  /** Asks for the level stream; the port comes through onLevelPort. */
  'levels:open': { input: null; output: null };
  'logs:tail': { input: LogQuery; output: LogTail };
  /** Writes a redacted bundle, puts it on the clipboard too; answers with its path. */
  'app:diagnostics': { input: null; output: string };
  /**
   * State of the record of calls; `off` when there is none. All that follow fail with
   * `invalid-state` then.
   */
  'history:health': { input: null; output: StoreHealth };
  'history:search': { input: { query: HistoryQuery }; output: HistoryPage };
  'history:call': { input: { callId: CallId }; output: CallRecord };
  'history:addNote': { input: { callId: CallId; text: string }; output: null };
  /** Replaces the tags of a call. */
  'history:setTags': { input: { callId: CallId; tags: readonly string[] }; output: null };
  /** Removes all that is kept of a caller. Answers with the number of calls that were removed. */
  'history:deleteCaller': { input: { callerNumber: string }; output: number };
  /**
   * Asks where to, then writes the call to a file. Answers with the file's path; null when it was
   * not wanted after all.
   */
  'history:export': { input: { callId: CallId; format: ExportFormat }; output: string | null };
  'audit:list': { input: AuditPageRequest; output: readonly AuditEntry[] };
  /**
   * Recomputes the chain. Answers with the seq of the first entry that does not fit; null when all
   * do.
   */
  'audit:verify': { input: null; output: number | null };
};

/** What is live when quitting is asked for. */
export type QuitRequest = {
  readonly liveCalls: number;
  readonly shutdownCalls: 'fallback' | 'hangup';
};

/** What an open headset tells. */
export type HeadsetHandlers = {
  /** 20 ms to be heard: 320 samples of 16-bit PCM, little-endian, 16 kHz. */
  readonly onFrame: (frame: ArrayBuffer) => void;
  /** The call is over, or another headset was opened. Not told after `close`. */
  readonly onClose: () => void;
};

/** An open headset on one call. */
export type Headset = {
  /** 20 ms of the microphone, in the same form. */
  readonly send: (frame: ArrayBuffer) => void;
  /** Idempotent. */
  readonly close: () => void;
};

/** `window.cordboard`: what the preload script gives the window. */
export type CordboardApi = {
  snapshot(): Promise<RequestResult<ConsoleSnapshot>>;
  appInfo(): Promise<RequestResult<AppInfo>>;
  /** Takes the application over from another console. */
  takeOverApplication(): Promise<RequestResult<null>>;
  /** Carries out what the supervisor orders. */
  command(callId: CallId, command: CallCommand): Promise<RequestResult<null>>;
  /** Calls somebody. */
  placeCall(call: OutgoingCall): Promise<RequestResult<CallId>>;
  /**
   * Opens ear and mouth on a call: what is to be heard comes from now on, and what is sent reaches
   * the caller while the call is taken over. One at a time; a headset that is open already is
   * closed.
   */
  openHeadset(callId: CallId, handlers: HeadsetHandlers): Promise<RequestResult<Headset>>;
  listSettings(): Promise<RequestResult<readonly SettingView[]>>;
  updateSettings(
    changes: Readonly<Record<string, string>>,
  ): Promise<RequestResult<readonly SettingView[]>>;
  listProfiles(): Promise<RequestResult<ProfileList>>;
  saveProfile(profile: ProfileDraft): Promise<RequestResult<ProfileSaving>>;
  removeProfile(id: string): Promise<RequestResult<null>>;
  /** Told of every change of the profiles, by whomever; the returned function stops. */
  onProfilesChanged(listener: () => void): () => void;
  storeHealth(): Promise<RequestResult<StoreHealth>>;
  searchHistory(query: HistoryQuery): Promise<RequestResult<HistoryPage>>;
  readRecord(callId: CallId): Promise<RequestResult<CallRecord>>;
  addNote(callId: CallId, text: string): Promise<RequestResult<null>>;
  setTags(callId: CallId, tags: readonly string[]): Promise<RequestResult<null>>;
  /** Removes all that is kept of a caller; cannot be undone. */
  deleteCaller(callerNumber: string): Promise<RequestResult<number>>;
  /**
   * Opens the system's save dialog; returns when the file is written, or null when the dialog was
   * cancelled.
   */
  exportCall(callId: CallId, format: ExportFormat): Promise<RequestResult<string | null>>;
  listAudit(page: AuditPageRequest): Promise<RequestResult<readonly AuditEntry[]>>;
  verifyAudit(): Promise<RequestResult<number | null>>;
  /** The newest log lines that fit, of the 2,000 that are kept. */
  readLog(query: LogQuery): Promise<RequestResult<LogTail>>;
  /**
   * Writes a bundle for people who help, without secrets and personal data, and copies it. Gives
   * its path.
   */
  packDiagnostics(): Promise<RequestResult<string>>;
  /** Follows the changes; the returned function stops. */
  onEvents(listener: (batch: ConsoleEventBatch) => void): () => void;
  /**
   * Opens the level stream: each call of the listener is one batch laid out as in
   * src-main/model/levels.ts.
   */
  openLevels(listener: (batch: ArrayBuffer) => void): () => void;
  /** Told when quitting is asked for while calls are live. */
  onQuitRequested(listener: (request: QuitRequest) => void): () => void;
  /** Answers onQuitRequested. */
  answerQuit(quit: boolean): void;
};
