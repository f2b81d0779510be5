/** The requests the window makes of the main process: types only. */
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { Drawing } from '#model/drawing';
import type { ConsoleSnapshot } from '#model/events';
import type {
  AuditEntry,
  CallerSpelling,
  CallRecord,
  ExportFormat,
  HistoryPage,
  HistoryQuery,
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery } from '#model/inbox';
import type { LogQuery, LogTail } from '#model/log';
import type { LookUpTrial, LookUpTried } from '#model/lookUpTrial';
import type { Phrase } from '#model/phrases/phrase';
import type { ProfileDraft, ProfileList, ProfileSaving, TriedProfile } from '#model/profile';
import type { ReplayEstimate, ReplayRequest } from '#model/replay';
import type { SettingView } from '#model/settings';
import type { WebhookReceiver } from '#model/webhooks';

/** What goes with a request, and what comes back when it is carried out. */
type RequestOf<Input, Output> = { readonly input: Input; readonly output: Output };

/**
 * Every request, by its name. The window's `request` and the handlers in electron/ipc take their
 * types from here.
 */
type Requests = {
  'app:snapshot': RequestOf<null, ConsoleSnapshot>;
  'app:info': RequestOf<null, AppInfo>;
  /** Takes the application over from another console, so that new calls come here. */
  'app:takeOver': RequestOf<null, void>;
  /** Writes a redacted bundle and copies its text. Answers with its path. */
  'app:diagnostics': RequestOf<null, string>;
  /** Gives a supervisor's command to a call. */
  'calls:command': RequestOf<{ readonly callId: CallId; readonly command: CallCommand }, void>;
  /** Calls somebody. Answers with the call's id once Asterisk has taken it. */
  'calls:place': RequestOf<OutgoingCall, CallId>;
  /** Opens the headset on a call. Its port comes apart: the window uses `openHeadset`. */
  'calls:listen': RequestOf<{ readonly callId: CallId }, void>;
  /**
   * Makes a test call, in which the window is the caller. Its port comes apart: the window uses
   * `openTestCall`.
   */
  'calls:test': RequestOf<TriedProfile, CallId>;
  /** What playing a recorded call again would take. */
  'calls:estimateReplay': RequestOf<ReplayRequest, ReplayEstimate>;
  /** Plays a recorded call again; gives the call that plays it. Its result is in the original. */
  'calls:replay': RequestOf<ReplayRequest, CallId>;
  /** Opens the level stream. Its port comes apart: the window uses `openLevels`. */
  'levels:open': RequestOf<null, void>;
  'settings:list': RequestOf<null, readonly SettingView[]>;
  /**
   * Saves settings by name; an empty text removes the saved value. Answers with all settings as
   * they are now.
   */
  'settings:update': RequestOf<
    { readonly changes: Readonly<Record<string, string>> },
    readonly SettingView[]
  >;
  'profiles:list': RequestOf<null, ProfileList>;
  /** Saves a new profile, or replaces the one with its id. Names each field that is wrong. */
  'profiles:save': RequestOf<{ readonly profile: ProfileDraft }, ProfileSaving>;
  /** Makes the look-up of a profile, as the form has it, for a made-up caller. */
  'profiles:tryLookUp': RequestOf<LookUpTrial, LookUpTried>;
  'profiles:remove': RequestOf<{ readonly id: string }, void>;
  /** The newest log lines that fit, of the 2,000 that are kept. */
  'logs:tail': RequestOf<LogQuery, LogTail>;
  /**
   * State of the record of calls; `off` when none is kept: then the other `history`, `messages`
   * and `audit` requests fail with `invalid-state`.
   */
  'history:health': RequestOf<null, StoreHealth>;
  'history:search': RequestOf<{ readonly query: HistoryQuery }, HistoryPage>;
  'history:call': RequestOf<{ readonly callId: CallId }, CallRecord>;
  'history:addNote': RequestOf<{ readonly callId: CallId; readonly text: string }, void>;
  /** Replaces the tags of a call. Answers with those that are kept. */
  'history:setTags': RequestOf<
    { readonly callId: CallId; readonly tags: readonly string[] },
    readonly string[]
  >;
  /** Makes the summary of a call anew. It may take a minute. */
  'history:redoSummary': RequestOf<{ readonly callId: CallId }, void>;
  /** The spellings of a number under which calls are kept, the newest call first. */
  'history:spellings': RequestOf<{ readonly callerNumber: string }, readonly CallerSpelling[]>;
  /**
   * Removes everything that is kept of a caller under these spellings of their number; an empty
   * list will do when there is only one. Cannot be undone. Answers with the number of calls that
   * were removed.
   */
  'history:deleteCaller': RequestOf<
    { readonly callerNumber: string; readonly spellings: readonly string[] },
    number
  >;
  /** Removes everything that is kept of a call that is over. Cannot be undone. */
  'history:deleteCall': RequestOf<{ readonly callId: CallId }, void>;
  /**
   * Writes a call to a file that the system's save dialog asks for. Answers with the file's path;
   * null when the dialog was cancelled.
   */
  'history:export': RequestOf<
    { readonly callId: CallId; readonly format: ExportFormat },
    string | null
  >;
  /** The receivers of WEBHOOK_URLS, in their order. */
  'webhooks:list': RequestOf<null, readonly WebhookReceiver[]>;
  /** Sends a receiver all that waits, now. */
  'webhooks:send': RequestOf<{ readonly receiver: string }, void>;
  /** Messages that callers left. */
  'messages:list': RequestOf<{ readonly query: InboxQuery }, InboxPage>;
  /** Marks a message as done, or opens it again. Answers with the message as it is now. */
  'messages:mark': RequestOf<{ readonly id: number; readonly done: boolean }, InboxMessage>;
  'audit:list': RequestOf<AuditPageRequest, readonly AuditEntry[]>;
  /** Recomputes the chain. Answers with the seq of the first broken entry; null when all fit. */
  'audit:verify': RequestOf<null, number | null>;
};

export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = Requests[Name]['input'];
export type RequestOutput<Name extends RequestName> = Requests[Name]['output'];

/** A failed request, fit to be shown: `message` says what happened and what to do. */
export type RequestError = {
  readonly kind: string;
  readonly phrase: Phrase;
  /** The phrase in English. */
  readonly message: string;
  readonly retryable: boolean;
};

/** Outcome of a request. Never a rejected promise: Electron would pass on only its text. */
export type RequestResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RequestError };

/** Facts about the program that do not change while it runs. */
export type AppInfo = {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly drawing: Drawing;
  /** Address of the HTTP API, e.g. `http://127.0.0.1:8000`. */
  readonly apiUrl: string;
  /** What happens to live calls when the program ends (SHUTDOWN_CALLS). */
  readonly shutdownCalls: 'fallback' | 'hangup';
};

/**
 * A page of the audit, newest entry first: up to `limit` entries (1 to `MAX_AUDIT_PAGE` of
 * model/limits.ts) before the seq `before`; null for the newest.
 */
type AuditPageRequest = { readonly before: number | null; readonly limit: number };
