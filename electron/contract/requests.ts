/** The requests the window makes of the main process: types only. */
import type { AgentAhead } from '#model/ahead';
import type {
  AlertRulesSaving,
  AlertRulesState,
  AlertRulesTrial,
  AlertRulesTried,
} from '#model/alertRules';
import type { AuditCheck, AuditFacets, AuditLine, AuditQuery, AuditTable } from '#model/auditLog';
import type { HandBackBrief } from '#model/brief';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { Drawing } from '#model/drawing';
import type { ConsoleSnapshot } from '#model/events';
import type { Excerpt, ExportProgress, FolderFormat, FolderReport } from '#model/exports';
import type { Listening } from '#model/headset';
import type {
  CallerQuestion,
  CallerSpelling,
  CallHit,
  CallRecord,
  EarlierCalls,
  ExportFormat,
  HistoryFacets,
  HistoryPage,
  HistoryQuery,
  RecordingPeaks,
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery } from '#model/inbox';
import type { InstructionInForce } from '#model/instruction';
import type { Language, LanguageChoice } from '#model/language';
import type { LogQuery, LogTail } from '#model/log';
import type { LookUpTrial, LookUpTried } from '#model/lookUpTrial';
import type { OperatorDraft, StationView } from '#model/operators';
import type { Phrase, PlacedProblem } from '#model/phrases/phrase';
import type { ProfileDraft, ProfileList, ProfileSaving, TriedProfile } from '#model/profile';
import type { ProfileVersion } from '#model/profileVersion';
import type { RehearsalResult, Rehearsals, Scenario } from '#model/rehearsal';
import type { ReplayEstimate, ReplayRequest } from '#model/replay';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import type {
  CheckItem,
  SettingsCheck,
  SettingsImport,
  SettingView,
  TestedGroup,
} from '#model/settings';
import type { CallStatistics, StatisticsQuery } from '#model/statistics';
import type { CallTimeline, TimelinePlace } from '#model/timeline';
import type { ToolTrial, ToolTried } from '#model/toolTrial';
import type { SampleRequest, VoiceSample } from '#model/voiceSample';
import type { WebhookReceiver } from '#model/webhooks';
import type { OpenLine } from './openLine';

/** What goes with a request, and what comes back when it is carried out. */
type RequestOf<Input, Output> = { readonly input: Input; readonly output: Output };

/**
 * Every request, by its name. The window's `request` and the handlers in electron/ipc take their
 * types from here.
 */
type Requests = {
  'app:snapshot': RequestOf<null, ConsoleSnapshot>;
  'app:info': RequestOf<null, AppInfo>;
  /** Replaces the window's part of the native menu. What is chosen there comes by `onCommand`. */
  'app:menu': RequestOf<{ readonly groups: readonly MenuGroup[] }, void>;
  /** Takes the application over from another console, so that new calls come here. */
  'app:takeOver': RequestOf<null, void>;
  /**
   * Starts the program anew: `now`, and when calls are live the window is asked first as for
   * quitting; `idle`: once they are over, and until then no new call is taken. The health of the
   * capacity says that it waits.
   */
  'app:restart': RequestOf<{ readonly when: 'now' | 'idle' }, void>;
  /**
   * Answers `onQuitRequested`. To go on is everybody's to say; who ends the program needs the role,
   * and is in the audit.
   */
  'app:answerQuit': RequestOf<{ readonly quit: boolean }, void>;
  /** Calls off a restart that waits. */
  'app:cancelRestart': RequestOf<null, void>;
  /** Writes a redacted bundle and copies its text. Answers with its path. */
  'app:diagnostics': RequestOf<null, string>;
  /** The packages in the program, with the texts of their licences. */
  'app:licences': RequestOf<null, readonly Licence[]>;
  /** Shows the folder of the program's documents in the system's file manager. */
  'app:openDocs': RequestOf<null, void>;
  /** The language of the window. Its changes come by `onLanguageChanged`. */
  'app:language': RequestOf<null, Language>;
  /**
   * Saves WINDOW_LANGUAGE, whatever the role: who cannot read the window must be able to. Fails as
   * `settings:update` does.
   */
  'app:chooseLanguage': RequestOf<{ readonly choice: LanguageChoice }, void>;
  /** Which theme the window has: title bars, menus and dialogs of the system follow. */
  'app:theme': RequestOf<{ readonly choice: ThemeChoice }, void>;
  /**
   * The key that closes the headset from any program, as PANIC_ACCELERATOR has it; null: none may
   * be taken from other programs. Answers whether it is taken now: while a headset is open, and no
   * other program has it.
   */
  'app:panicKey': RequestOf<{ readonly accelerator: string | null }, boolean>;
  /**
   * Whether the sounds of alerts are muted: in all windows, and as the tray shows it. Changes come
   * by `onAlertsMuted`.
   */
  'app:muteAlerts': RequestOf<{ readonly muted: boolean }, void>;
  /** Opens a screen in a window of its own, or brings that window to the front. */
  'windows:open': RequestOf<{ readonly screen: string }, void>;
  /** Closes the window that asks, if it is that of a screen: the main one stays. */
  'windows:close': RequestOf<null, void>;
  /** The lines that other windows have. Their changes come by `onLinesElsewhere`. */
  'windows:lines': RequestOf<null, readonly OpenLine[]>;
  /** Has the other windows close their lines, and give the calls back that they speak in. */
  'windows:leaveLines': RequestOf<null, void>;
  /** Who works at the windows of this machine. Its changes come by `onStationChanged`. */
  'station:view': RequestOf<null, StationView>;
  'station:signIn': RequestOf<{ readonly name: string; readonly pin: string }, void>;
  /** Changes the PIN of whoever is signed in. */
  'station:changePin': RequestOf<{ readonly pin: string; readonly newPin: string }, void>;
  'station:lock': RequestOf<null, void>;
  /** A person touched keyboard or mouse: a window that nobody touches locks. */
  'station:touch': RequestOf<null, void>;
  /** Adds or changes an operator. */
  'operators:save': RequestOf<{ readonly operator: OperatorDraft }, void>;
  'operators:remove': RequestOf<{ readonly name: string }, void>;
  /** Gives a supervisor's command to a call. */
  'calls:command': RequestOf<{ readonly callId: CallId; readonly command: CallCommand }, void>;
  /** What the AI will say that its caller has not heard; null when nothing of it waits. */
  'calls:ahead': RequestOf<{ readonly callId: CallId }, AgentAhead | null>;
  /** What the AI will be told when the call is handed back. Fails while it is not taken over. */
  'calls:brief': RequestOf<{ readonly callId: CallId }, HandBackBrief>;
  /** The system instruction that the AI follows now. Fails on a call without an AI. */
  'calls:instruction': RequestOf<{ readonly callId: CallId }, InstructionInForce>;
  /** Calls somebody. Answers with the call's id once Asterisk has taken it. */
  'calls:place': RequestOf<OutgoingCall, CallId>;
  /**
   * Opens the headset on a call. Its port comes apart: the window uses `openHeadset`. `behindMs`:
   * how far behind the call it begins, ms. `keepsPast`: the last minute of the call is kept.
   * `panicKey`: the key that closes it works while another program has the focus, too.
   */
  'calls:listen': RequestOf<
    { readonly callId: CallId; readonly listening: Listening; readonly scan: boolean },
    { readonly behindMs: number; readonly keepsPast: boolean; readonly panicKey: boolean }
  >;
  /** The walk through the calls is over, whose stops were listened to with `scan`. */
  'calls:endScan': RequestOf<null, void>;
  /** What happened in a call, and its levels, from a place on: for scrolling back. */
  'calls:timeline': RequestOf<
    { readonly callId: CallId; readonly from: TimelinePlace },
    CallTimeline
  >;
  /**
   * Makes a test call, in which the window is the caller. Its port comes apart: the window uses
   * `openTestCall`. `panicKey` is as that of `calls:listen`.
   */
  'calls:test': RequestOf<TriedProfile, { readonly callId: CallId; readonly panicKey: boolean }>;
  /** What playing a recorded call again would take. */
  'replays:estimate': RequestOf<ReplayRequest, ReplayEstimate>;
  /** Plays a recorded call again; gives the call that plays it. Its result is in the original. */
  'replays:start': RequestOf<ReplayRequest, CallId>;
  /** Scenarios and results of a profile, and the rehearsal that goes on. */
  'rehearsals:read': RequestOf<{ readonly profileId: string }, Rehearsals>;
  'rehearsals:saveScenarios': RequestOf<
    { readonly profileId: string; readonly scenarios: readonly Scenario[] },
    void
  >;
  /** Lets a simulated caller talk with a profile. Answers when it is over, which takes minutes. */
  'rehearsals:run': RequestOf<
    { readonly tried: TriedProfile; readonly scenarioId: string },
    RehearsalResult
  >;
  'rehearsals:stop': RequestOf<null, void>;
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
  /** What would come of saving these changes. Nothing is saved. */
  'settings:check': RequestOf<
    { readonly changes: Readonly<Record<string, string>> },
    SettingsCheck
  >;
  /** Tries what a group of settings is for, with these changes. Nothing is saved. */
  'settings:test': RequestOf<
    { readonly group: TestedGroup; readonly changes: Readonly<Record<string, string>> },
    readonly CheckItem[]
  >;
  /** What the content of a `.env` file would change. Nothing is saved. */
  'settings:import': RequestOf<{ readonly file: string; readonly content: string }, SettingsImport>;
  /**
   * Writes the settings, without secrets, to a file that the system's save dialog asks for. Answers
   * with the file's path; null when the dialog was cancelled.
   */
  'settings:export': RequestOf<null, string | null>;
  'profiles:list': RequestOf<null, ProfileList>;
  /** Saves a new profile, or replaces the one with its id. Names each field that is wrong. */
  'profiles:save': RequestOf<{ readonly profile: ProfileDraft }, ProfileSaving>;
  /** Makes the look-up of a profile, as the form has it, for a made-up caller. */
  'profiles:tryLookUp': RequestOf<LookUpTrial, LookUpTried>;
  /** Makes the request of an HTTP tool, as the form has it, with sample arguments. */
  'profiles:tryTool': RequestOf<ToolTrial, ToolTried>;
  /** The versions of a profile, the newest first. */
  'profiles:versions': RequestOf<{ readonly id: string }, readonly ProfileVersion[]>;
  /** Goes back to a version, which makes a new one. Names each field that is wrong by now. */
  'profiles:restore': RequestOf<{ readonly id: string; readonly number: number }, ProfileSaving>;
  'profiles:remove': RequestOf<{ readonly id: string }, void>;
  /** Has a voice speak a text, as a caller would hear it. It takes some seconds. */
  'voices:sample': RequestOf<SampleRequest, VoiceSample>;
  /** What having these spoken costs, US dollars, about; those that were spoken before are free. */
  'voices:estimate': RequestOf<{ readonly samples: readonly SampleRequest[] }, number>;
  /** The rules of what calls for attention, for all calls. */
  'alertRules:read': RequestOf<null, AlertRulesState>;
  /** What is wrong with rules while they are written, field by field. */
  'alertRules:check': RequestOf<
    { readonly rules: Readonly<Record<string, unknown>> },
    readonly PlacedProblem[]
  >;
  /** Replaces them. Names each field that is wrong. */
  'alertRules:save': RequestOf<
    { readonly rules: Readonly<Record<string, unknown>> },
    AlertRulesSaving
  >;
  /** What rules, as the form has them, would have raised in the calls of the last days. */
  'alertRules:try': RequestOf<AlertRulesTrial, AlertRulesTried>;
  /** The newest log lines that fit, of the 2,000 that are kept. */
  'logs:tail': RequestOf<LogQuery, LogTail>;
  /**
   * State of the record of calls; `off` when none is kept: then the other `history`, `messages`
   * and `audit` requests fail with `invalid-state`.
   */
  'history:health': RequestOf<null, StoreHealth>;
  'history:search': RequestOf<{ readonly query: HistoryQuery }, HistoryPage>;
  'history:call': RequestOf<{ readonly callId: CallId }, CallRecord>;
  /** Every place of a call where these words stand, in the order of the call. */
  'history:hits': RequestOf<{ readonly callId: CallId; readonly text: string }, readonly CallHit[]>;
  /** What calls can be searched by now. */
  'history:facets': RequestOf<null, HistoryFacets>;
  /** Overview of a recording (the first is 0), for drawing; null while it is not made yet. */
  'history:peaks': RequestOf<
    { readonly callId: CallId; readonly index: number },
    RecordingPeaks | null
  >;
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
  /** The calls of a caller before one of them; none of a withheld number. */
  'history:earlierCalls': RequestOf<CallerQuestion, EarlierCalls>;
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
  /**
   * Writes these calls, or those that meet these conditions, to a table (CSV). Answers as
   * `history:export` does.
   */
  'history:exportList': RequestOf<
    { readonly query: HistoryQuery } | { readonly callIds: readonly CallId[] },
    string | null
  >;
  /** The calls that meet these conditions, newest first; MAX_LISTED_CALLS at most. */
  'history:find': RequestOf<{ readonly query: HistoryQuery }, readonly CallId[]>;
  /**
   * Writes a recording (the first is 0), or a part of it, to a WAV file. Answers as
   * `history:export` does.
   */
  'exports:recording': RequestOf<
    { readonly callId: CallId; readonly index: number; readonly excerpt: Excerpt | null },
    string | null
  >;
  /**
   * Writes calls into a new folder, below the one that the system's dialog asks for. One at a time.
   * Answers once it is over; null when the dialog was cancelled.
   */
  'exports:folder': RequestOf<
    { readonly callIds: readonly CallId[]; readonly format: FolderFormat },
    FolderReport | null
  >;
  /** The searches of the history that have a name, by name; they are everybody's. */
  'searches:list': RequestOf<null, readonly SavedSearch[]>;
  /** Keeps a new search (`id` null), or replaces one. */
  'searches:save': RequestOf<
    { readonly id: number | null; readonly search: NamedQuery },
    SavedSearch
  >;
  'searches:remove': RequestOf<{ readonly id: number }, SavedSearch>;
  /** How far the folder is; null when none is being written. */
  'exports:progress': RequestOf<null, ExportProgress | null>;
  /** Calls the folder off that is being written. */
  'exports:cancel': RequestOf<null, void>;
  /** The receivers of WEBHOOK_URLS, in their order. */
  'webhooks:list': RequestOf<null, readonly WebhookReceiver[]>;
  /** Sends a receiver all that waits, now. */
  'webhooks:send': RequestOf<{ readonly receiver: string }, void>;
  /** Messages that callers left. */
  'messages:list': RequestOf<{ readonly query: InboxQuery }, InboxPage>;
  /** Marks a message as done, or opens it again. Answers with the message as it is now. */
  'messages:mark': RequestOf<{ readonly id: number; readonly done: boolean }, InboxMessage>;
  /** Figures over the calls of a stretch of time. */
  'statistics:read': RequestOf<{ readonly query: StatisticsQuery }, CallStatistics>;
  /** Writes them to a table (CSV). Answers as `history:export` does. */
  'statistics:export': RequestOf<{ readonly query: StatisticsQuery }, string | null>;
  /** A page of the audit, newest entry first. */
  'audit:list': RequestOf<{ readonly query: AuditQuery }, readonly AuditLine[]>;
  'audit:facets': RequestOf<null, AuditFacets>;
  /** Recomputes the chain. */
  'audit:verify': RequestOf<null, AuditCheck>;
  /** Writes the entries that meet these conditions to a file. Answers as `history:export` does. */
  'audit:export': RequestOf<
    { readonly query: AuditQuery; readonly format: AuditTable },
    string | null
  >;
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

/** Commands of the window in one of the native menus. */
export type MenuGroup = { readonly label: string; readonly entries: readonly MenuEntry[] };

type MenuEntry = {
  /** Name of the command, which comes back when it is chosen. */
  readonly id: string;
  readonly label: string;
  /** It makes sense now. */
  readonly enabled: boolean;
  /** The key that does the same in the window, e.g. `Ctrl+K`; empty for none. It is shown alone. */
  readonly key: string;
};

/** Which theme the window has; `system`: that of the desktop. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** A package that is part of the program. */
export type Licence = {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, e.g. `MIT`. */
  readonly licence: string;
  /** The text that comes with it; empty when it has none. */
  readonly text: string;
};

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
