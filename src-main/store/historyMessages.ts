/**
 * What the main thread asks the store's worker threads, and what they answer. Plain data: it is copied from thread to thread.
 */
import type { Call, CallId } from '#model/call';
import type {
  AuditEntry,
  CallRecord,
  CallRecording,
  HistoryPage,
  HistoryQuery,
  RecordedEvent,
} from '#model/history';
import type { Turn } from '#model/transcript';
import type { NewAuditEntry } from './historyStore';
import type { FaultMessage } from './storeFault';

/** One thing to write. Writing it twice leaves one. */
export type RecordRow =
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'turn'; readonly callId: CallId; readonly turn: Turn }
  | { readonly kind: 'event'; readonly callId: CallId; readonly event: RecordedEvent }
  | { readonly kind: 'recording'; readonly callId: CallId; readonly recording: CallRecording };

/** Where the record lies. */
export type StorePlaces = {
  /** The database. */
  readonly file: string;
  /** Folder of the backups. */
  readonly backupsDir: string;
  /** Folder that the paths of recordings begin at. */
  readonly dataDir: string;
};

/** How the record is opened. */
export type OpenArgs = StorePlaces & {
  /** Calls that go on now: they stay `live`, all others become `interrupted`. */
  readonly liveCalls: readonly CallId[];
  /** The file was found damaged while it was in use: set it aside without another look. */
  readonly knownDamaged: boolean;
};

/** What was found at the opening. */
export type OpenReport = {
  /** Name of the file that was set aside; null when the file was sound. */
  readonly setAside: string | null;
  /** Name of the backup that took its place; null when there was none. */
  readonly restoredFrom: string | null;
  /** Calls that were live when Cordboard ended. */
  readonly interrupted: number;
  /** Whether the whole file was checked; a large one is checked later, by the upkeep worker. */
  readonly checked: boolean;
};

/** A caller that is being removed: what is still to be done outside the record. */
export type Erasure = {
  readonly id: number;
  /** The caller's number, without separators. Personal data. */
  readonly callerDigits: string;
  readonly callIds: readonly CallId[];
  /** Recordings that were removed. */
  readonly files: number;
};

/** Overview of a recording for drawing. */
export type RecordingPeaks = {
  /** Length of audio that one value stands for, ms. */
  readonly bucketMs: number;
  /** Largest magnitude of a bucket, 0..255, caller and what the caller heard in turn. */
  readonly peaks: Uint8Array;
};

/** A recording whose overview is not made yet. */
export type RecordingWithoutPeaks = { readonly id: number; readonly path: string };

/** What retention may take away in one step. */
export type RetentionArgs = {
  /** Calls that started before this (epoch ms) go; null keeps them. */
  readonly startedBefore: number | null;
  /** Oldest calls go while record and recordings take more than this, bytes; null is no limit. */
  readonly maxBytes: number | null;
  /** Recordings of calls that started before this (epoch ms) go, the calls stay; null keeps them. */
  readonly recordingsBefore: number | null;
};

/** An audit entry whose `params` are JSON already. */
export type AuditArgs = Omit<NewAuditEntry, 'params'> & { readonly params: string };

/** Operations of the record worker: the only writer of the file. */
export type RecordOperations = {
  open: (args: OpenArgs) => OpenReport;
  /** Gives how many rows could not be kept: no such call, or against the schema. */
  write: (args: { readonly rows: readonly RecordRow[] }) => { readonly refused: number };
  audit: (args: AuditArgs) => void;
  search: (args: HistoryQuery) => HistoryPage;
  call: (args: { readonly callId: CallId }) => CallRecord;
  listAudit: (args: { readonly before?: number; readonly limit?: number }) => readonly AuditEntry[];
  addNote: (args: {
    readonly callId: CallId;
    readonly actor: string;
    readonly text: string;
  }) => void;
  setTags: (args: { readonly callId: CallId; readonly tags: readonly string[] }) => void;
  /** Removes rows and recordings of a caller; the backups are the upkeep worker's. */
  beginErasure: (args: { readonly callerNumber: string }) => Erasure;
  /** Writes the audit entry of an erasure that is done everywhere. */
  finishErasure: (args: { readonly erasure: Erasure; readonly backups: number }) => void;
  /** Erasures that a crash or a full disk left half done. */
  openErasures: (args: Record<string, never>) => readonly Erasure[];
  /** Removes a few calls; `more` tells that another step is needed. */
  retentionStep: (args: RetentionArgs) => { readonly removed: number; readonly more: boolean };
  recordingsWithoutPeaks: (args: Record<string, never>) => readonly RecordingWithoutPeaks[];
  putPeaks: (args: RecordingPeaks & { readonly id: number }) => void;
  peaks: (args: { readonly callId: CallId; readonly path: string }) => RecordingPeaks | null;
  /** Writes the log into the file, so that nothing removed is left in it. */
  checkpoint: (args: Record<string, never>) => void;
  /** Makes the text index anew from the turns. */
  rebuildIndex: (args: Record<string, never>) => void;
  close: (args: Record<string, never>) => void;
};

/** What a check of the whole file found. `index`: only the text index does not fit, and can be made anew from the turns. */
export type Soundness = 'sound' | 'index' | 'damaged';

/** Operations of the upkeep worker, which may take minutes and only reads the record. */
export type UpkeepOperations = {
  /** Gives the path of the new backup. */
  backup: (args: StorePlaces) => string;
  check: (args: StorePlaces) => Soundness;
  verifyAudit: (args: StorePlaces) => number | null;
  /** Removes a caller from all backups; gives how many there are. */
  scrubBackups: (args: StorePlaces & { readonly erasure: Erasure }) => number;
  /** Removes backups that are too many, or too large together with the record. */
  pruneBackups: (args: StorePlaces & { readonly maxBytes: number | null }) => number;
  /** Epoch ms of the newest backup, or null. */
  newestBackup: (args: StorePlaces) => number | null;
  computePeaks: (args: StorePlaces & { readonly path: string }) => RecordingPeaks;
};

/** Any set of operations. */
export type Operations = Readonly<Record<string, (args: never) => unknown>>;

/** A request to a worker. */
export type RequestMessage = {
  readonly id: number;
  readonly operation: string;
  readonly args: unknown;
};

/** Its answer. */
export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: FaultMessage };

/** Which of the two workers a thread is. */
export type WorkerRole = 'record' | 'upkeep';
