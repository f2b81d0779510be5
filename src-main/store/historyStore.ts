/** The port to the record of calls. Nothing here blocks: the adapter works in worker threads. */
import type { Result } from '#main/util/result';
import type { AuditFacets, AuditLine, AuditQuery } from '#model/auditLog';
import type { Call, CallId } from '#model/call';
import type { AuditProof } from '#model/exports';
import type {
  AuditEntry,
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
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery, LeftMessage } from '#model/inbox';
import type { Replay } from '#model/replay';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import type { CallStatistics, StatisticsQuery } from '#model/statistics';
import type { CallSummary } from '#model/summary';
import type { Turn } from '#model/transcript';

/** An audit entry before it has its place in the chain. */
export type NewAuditEntry = Pick<AuditEntry, 'actor' | 'action' | 'callId' | 'result'> & {
  /** Details of the action; written as JSON. Must hold no secret. */
  readonly params: Readonly<Record<string, unknown>>;
};

/**
 * The record of calls. The put operations return at once: rows are queued, and committed every
 * 250 ms or 100 rows.
 */
export interface HistoryStore {
  readonly health: StoreHealth;
  /** Gives a function that removes the listener. */
  onHealth(listener: (health: StoreHealth) => void): () => void;
  /**
   * Checks and opens the file. A damaged file is set aside and the newest backup takes its place.
   * Calls that were live when Cordboard ended become `interrupted`.
   */
  open(): Promise<StoreHealth>;
  /** The newest state of a call replaces the one before. */
  putCall(call: Call): void;
  /** A turn that has grown replaces its older state. Turns without text are left out. */
  putTurn(callId: CallId, turn: Turn): void;
  putEvent(callId: CallId, event: RecordedEvent): void;
  /** Keeps what became of a replay with the original; beyond REPLAYS_KEPT the oldest goes. */
  putReplay(original: CallId, replay: Replay): void;
  putMessage(callId: CallId, message: LeftMessage): void;
  /** Replaces what was there of the summary of this call. */
  putSummary(callId: CallId, summary: CallSummary): void;
  putRecording(callId: CallId, recording: CallRecording): void;
  /** On success the entry is on the disk. Fails with `refused` while it cannot be written. */
  audit(entry: NewAuditEntry): Promise<Result<void>>;
  /**
   * From here on each operation fails with `timeout` or `refused`, or with `not-found` for a call.
   */
  search(query: HistoryQuery): Promise<Result<HistoryPage>>;
  /** Every text of the call that has the words, in the order of the call. */
  hits(callId: CallId, text: string): Promise<Result<readonly CallHit[]>>;
  facets(): Promise<Result<HistoryFacets>>;
  statistics(query: StatisticsQuery): Promise<Result<CallStatistics>>;
  call(callId: CallId): Promise<Result<CallRecord>>;
  /** Overview of a recording, by its CallRecording.path; null while it is not made yet. */
  peaks(callId: CallId, path: string): Promise<Result<RecordingPeaks | null>>;
  /** Null when the call has no summary and waits for none. */
  summary(callId: CallId): Promise<Result<CallSummary | null>>;
  /** The calls whose summaries wait, the oldest first. */
  waitingSummaries(): Promise<Result<readonly CallId[]>>;
  listAudit(query: AuditQuery): Promise<Result<readonly AuditLine[]>>;
  auditFacets(): Promise<Result<AuditFacets>>;
  /** The entries of these calls, and the head of the chain at that moment. */
  auditProof(callIds: readonly CallId[]): Promise<Result<AuditProof>>;
  /** Recomputes the chain. Gives the seq of the first entry that does not fit, or null. */
  verifyAudit(): Promise<Result<number | null>>;
  /** By name. */
  savedSearches(): Promise<Result<readonly SavedSearch[]>>;
  /**
   * Keeps a new search (`id` null), or replaces one. Fails with `invalid-input` when another has
   * its name or there are too many, and with `not-found` for an unknown id.
   */
  saveSearch(id: number | null, search: NamedQuery, actor: string): Promise<Result<SavedSearch>>;
  /** Gives what was removed. */
  removeSearch(id: number): Promise<Result<SavedSearch>>;
  addNote(callId: CallId, actor: string, text: string): Promise<Result<void>>;
  setTags(callId: CallId, tags: readonly string[]): Promise<Result<void>>;
  messages(query: InboxQuery): Promise<Result<InboxPage>>;
  /**
   * Marks a message as done by this actor, or opens it again. One that is done already stays with
   * whoever did it. Fails with `not-found` for an unknown message.
   */
  markMessage(id: number, actor: string, done: boolean): Promise<Result<InboxMessage>>;
  /** The spellings of a number under which calls are kept, the newest call first. */
  spellings(callerNumber: string): Promise<Result<readonly CallerSpelling[]>>;
  /** The calls of a caller before one of them; none of a withheld number. */
  earlierCalls(question: CallerQuestion): Promise<Result<EarlierCalls>>;
  /**
   * Removes every call of a number from the record, its text index and the backups, with all
   * recordings. Gives how many calls it removed. Fails with `invalid-input` for a withheld number,
   * and with `invalid-state` while the caller is on the line, or if there are several spellings.
   * @param spellings Those whose calls are removed; none are needed where there is only one.
   */
  deleteCaller(callerNumber: string, spellings?: readonly string[]): Promise<Result<number>>;
  /** Removes a call in the same way. Fails with `invalid-state` while it goes on. */
  deleteCall(callId: CallId): Promise<Result<void>>;
  /** Gives how many calls it removed. */
  applyRetention(): Promise<Result<number>>;
  /** Gives the path of the backup. */
  backup(): Promise<Result<string>>;
  /** Writes everything that waits and closes. Idempotent. */
  close(): Promise<void>;
}
