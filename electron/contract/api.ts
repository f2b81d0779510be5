/** The contract between window and main process: types only. */
import type { CallId } from '../../src-main/model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '../../src-main/model/events';
import type { SettingView } from '../../src-main/model/settings';
import type { VoiceName } from '../../src-main/model/voices';

/** A failed request, fit to be shown: `message` says what happened and what to do. */
export type RequestError = {
  readonly kind: string;
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

/** Every request the window can make: input and output by channel. */
export type Requests = {
  'app:snapshot': { input: null; output: ConsoleSnapshot };
  'app:info': { input: null; output: AppInfo };
  'calls:answer': { input: { callId: CallId }; output: null };
  'calls:decline': { input: { callId: CallId }; output: null };
  'calls:end': { input: { callId: CallId }; output: null };
  'calls:changeVoice': { input: { callId: CallId; voice: VoiceName }; output: null };
  'settings:list': { input: null; output: readonly SettingView[] };
  /** Saves settings by name; an empty text removes the saved value. Answers with the whole list anew. */
  'settings:update': {
    input: { changes: Readonly<Record<string, string>> };
    output: readonly SettingView[];
  };
  /** Asks for the level stream; the port comes through onLevelPort. */
  'levels:open': { input: null; output: null };
};

/** What is live when quitting is asked for. */
export type QuitRequest = {
  readonly liveCalls: number;
  readonly shutdownCalls: 'fallback' | 'hangup';
};

/** `window.cordboard`: what the preload script gives the window. */
export type CordboardApi = {
  snapshot(): Promise<RequestResult<ConsoleSnapshot>>;
  appInfo(): Promise<RequestResult<AppInfo>>;
  answerCall(callId: CallId): Promise<RequestResult<null>>;
  declineCall(callId: CallId): Promise<RequestResult<null>>;
  /** Hangs the caller up. */
  endCall(callId: CallId): Promise<RequestResult<null>>;
  /** Asks for another voice; returns when the request is accepted, the change itself shows in the call. */
  changeVoice(callId: CallId, voice: VoiceName): Promise<RequestResult<null>>;
  listSettings(): Promise<RequestResult<readonly SettingView[]>>;
  updateSettings(
    changes: Readonly<Record<string, string>>,
  ): Promise<RequestResult<readonly SettingView[]>>;
  /** Follows the changes; the returned function stops. */
  onEvents(listener: (batch: ConsoleEventBatch) => void): () => void;
  /** Opens the level stream: each call of the listener is one batch laid out as in src-main/model/levels.ts. */
  openLevels(listener: (batch: ArrayBuffer) => void): () => void;
  /** Told when quitting is asked for while calls are live. */
  onQuitRequested(listener: (request: QuitRequest) => void): () => void;
  /** Answers onQuitRequested. */
  answerQuit(quit: boolean): void;
};
