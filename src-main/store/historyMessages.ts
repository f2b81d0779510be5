/** What the main thread asks the store's worker threads, and their answers, as plain data. */
import type { AuditFacets, AuditLine, AuditQuery } from '#model/auditLog';
import type { Call, CallId } from '#model/call';
import type { AuditProof } from '#model/exports';
import type {
  CallerQuestion,
  CallerSpelling,
  CallHit,
  CallRecord,
  CallRecording,
  EarlierCalls,
  HistoryFacets,
  HistoryPage,
  HistoryQuery,
  RecordedEvent,
  RecordingPeaks,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery, LeftMessage } from '#model/inbox';
import type { Replay } from '#model/replay';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import type { CallStatistics, StatisticsQuery } from '#model/statistics';
import type { CallSummary } from '#model/summary';
import type { Turn } from '#model/transcript';
import type { WaitingWebhook } from '#model/webhooks';
import type { NewAuditEntry } from './historyStore';
import type { FaultMessage } from './storeFault';

/** One thing to write. Writing it twice stores it once. */
export type RecordRow =
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'turn'; readonly callId: CallId; readonly turn: Turn }
  | { readonly kind: 'event'; readonly callId: CallId; readonly event: RecordedEvent }
  | { readonly kind: 'replay'; readonly callId: CallId; readonly replay: Replay }
  | { readonly kind: 'message'; readonly callId: CallId; readonly message: LeftMessage }
  | { readonly kind: 'summary'; readonly callId: CallId; readonly summary: CallSummary }
  | { readonly kind: 'recording'; readonly callId: CallId; readonly recording: CallRecording }
  | { readonly kind: 'webhook'; readonly webhook: WaitingWebhook }
  | ({ readonly kind: 'webhook-gone' } & WebhookKey);

/** Names an event that waits for a receiver. */
type WebhookKey = Pick<WaitingWebhook, 'receiver' | 'id'>;

/** A part of the webhook events that wait. */
export type WebhookPage = {
  readonly webhooks: readonly WaitingWebhook[];
  /** `seq` of the last one; null when there are no more. */
  readonly last: number | null;
};

export type StorePlaces = {
  readonly file: string;
  readonly backupsDir: string;
  /** Folder that the paths of recordings begin at. */
  readonly dataDir: string;
};

export type OpenArgs = StorePlaces & {
  /** Calls that go on now: they stay `live`, all others become `interrupted`. */
  readonly liveCalls: readonly CallId[];
  /** The file was found damaged while it was in use: set it aside without another check. */
  readonly knownDamaged: boolean;
};

export type OpenReport = {
  /** Name of the file that was set aside; null when the file was sound. */
  readonly setAside: string | null;
  /** Name of the backup that took its place; null when there was none. */
  readonly restoredFrom: string | null;
  /** Number of calls that were live when Cordboard ended. */
  readonly interrupted: number;
  /** Largest `seq` of the webhook events that wait in the file; 0 when none does. */
  readonly lastWebhook: number;
  /** Whether the whole file was checked. The upkeep worker checks a large file later. */
  readonly checked: boolean;
};

/** What is removed: a caller, under these spellings of their number, or one call. */
export type ErasureArgs =
  | {
      readonly kind: 'caller';
      readonly callerNumber: string;
      /** Empty: the number has one spelling only. */
      readonly spellings: readonly string[];
      /** PHONE_COUNTRY. */
      readonly country: string;
    }
  | { readonly kind: 'call'; readonly callId: CallId };

/** A removal, with what is still to be done outside the record. */
export type Erasure = {
  readonly id: number;
  /** The spellings of the caller's number, without separators. Personal data. */
  readonly callerDigits: readonly string[];
  readonly callIds: readonly CallId[];
  /** Number of recordings that were removed. */
  readonly files: number;
};

export type RecordingWithoutPeaks = { readonly id: number; readonly path: string };

/** What one step of the retention may remove; null sets no limit. */
export type RetentionArgs = {
  /** Calls that started before this moment, epoch ms. */
  readonly startedBefore: number | null;
  /** The oldest calls, while record and recordings take more bytes than this. */
  readonly maxBytes: number | null;
  /** Recordings of calls that started before this moment, epoch ms. Their calls stay. */
  readonly recordingsBefore: number | null;
};

/** An audit entry whose `params` are JSON already. */
export type AuditArgs = Omit<NewAuditEntry, 'params'> & { readonly params: string };

/** Operations of the record worker: the only writer of the file. */
export type RecordOperations = {
  open: (args: OpenArgs) => OpenReport;
  /** Gives how many rows were refused: their call is not there, or the schema forbids them. */
  write: (args: { readonly rows: readonly RecordRow[] }) => { readonly refused: number };
  audit: (args: AuditArgs) => void;
  /** `country`: PHONE_COUNTRY, for searches by number. */
  search: (args: HistoryQuery & { readonly country?: string }) => HistoryPage;
  /** Every text of the call that has the words, in the order of the call. */
  hits: (args: { readonly callId: CallId; readonly text: string }) => readonly CallHit[];
  facets: (args: Record<string, never>) => HistoryFacets;
  statistics: (args: StatisticsQuery) => CallStatistics;
  call: (args: { readonly callId: CallId }) => CallRecord;
  summary: (args: { readonly callId: CallId }) => CallSummary | null;
  waitingSummaries: (args: Record<string, never>) => readonly CallId[];
  listAudit: (args: AuditQuery) => readonly AuditLine[];
  auditFacets: (args: Record<string, never>) => AuditFacets;
  auditProof: (args: { readonly callIds: readonly CallId[] }) => AuditProof;
  savedSearches: (args: Record<string, never>) => readonly SavedSearch[];
  /** `id` null: a new one. */
  saveSearch: (args: {
    readonly id: number | null;
    readonly search: NamedQuery;
    readonly actor: string;
  }) => SavedSearch;
  removeSearch: (args: { readonly id: number }) => SavedSearch;
  addNote: (args: {
    readonly callId: CallId;
    readonly actor: string;
    readonly text: string;
  }) => void;
  setTags: (args: { readonly callId: CallId; readonly tags: readonly string[] }) => void;
  messages: (args: InboxQuery) => InboxPage;
  markMessage: (args: {
    readonly id: number;
    readonly actor: string;
    readonly done: boolean;
  }) => InboxMessage;
  spellings: (args: {
    readonly callerNumber: string;
    readonly country: string;
  }) => readonly CallerSpelling[];
  /** `country`: PHONE_COUNTRY. */
  earlierCalls: (args: CallerQuestion & { readonly country: string }) => EarlierCalls;
  /** Removes rows and recordings. The upkeep worker takes care of the backups. */
  beginErasure: (args: ErasureArgs) => Erasure;
  /** Forgets an erasure that is complete everywhere. */
  closeErasure: (args: { readonly id: number }) => void;
  /** Erasures that a crash or a full disk left half done. */
  openErasures: (args: Record<string, never>) => readonly Erasure[];
  /** Removes a few calls; `more`: another step is needed. */
  retentionStep: (args: RetentionArgs) => { readonly removed: number; readonly more: boolean };
  recordingsWithoutPeaks: (args: Record<string, never>) => readonly RecordingWithoutPeaks[];
  putPeaks: (args: RecordingPeaks & { readonly id: number }) => void;
  peaks: (args: { readonly callId: CallId; readonly path: string }) => RecordingPeaks | null;
  /** A page of the webhook events with a `seq` over `after` and up to `upTo`, oldest first. */
  waitingWebhooks: (args: { readonly after: number; readonly upTo: number }) => WebhookPage;
  /** Empties the write-ahead log into the file, so that nothing removed is left in the log. */
  checkpoint: (args: Record<string, never>) => void;
  /** Builds the text indexes anew. */
  rebuildIndex: (args: Record<string, never>) => void;
  /** Puts a few turns of an older version into the index of unspaced text; gives if more wait. */
  indexOlderTurns: (args: Record<string, never>) => boolean;
  close: (args: Record<string, never>) => void;
};

/**
 * What a check of the whole file found. `index`: only the text index is wrong; it can be built anew
 * from the turns.
 */
export type Soundness = 'sound' | 'index' | 'damaged';

/** Operations of the upkeep worker. They may take minutes; none writes to the record. */
export type UpkeepOperations = {
  /** Gives the path of the new backup. */
  backup: (args: StorePlaces) => string;
  check: (args: StorePlaces) => Soundness;
  verifyAudit: (args: StorePlaces) => number | null;
  /** Removes the same from all backups. Gives how many backups there are. */
  scrubBackups: (args: StorePlaces & { readonly erasure: Erasure }) => number;
  /** Removes backups beyond the number that is kept, or beyond `maxBytes` with the record. */
  pruneBackups: (args: StorePlaces & { readonly maxBytes: number | null }) => number;
  /** Epoch ms of the newest backup, or null. */
  newestBackup: (args: StorePlaces) => number | null;
  computePeaks: (args: StorePlaces & { readonly path: string }) => RecordingPeaks;
};

export type Operations = Readonly<Record<string, (args: never) => unknown>>;

export type RequestMessage = {
  readonly id: number;
  readonly operation: string;
  readonly args: unknown;
};

/** Answer to the request with the same id. */
export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: FaultMessage };

/** `record` writes and searches the file, `upkeep` does the long work that only reads it. */
export type WorkerRole = 'record' | 'upkeep';
