/** The port to the record of calls. The adapter is a SQLite file in a worker thread; nothing here blocks. */
import type { Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type {
  AuditEntry,
  CallRecord,
  CallRecording,
  HistoryPage,
  HistoryQuery,
  RecordedEvent,
  StoreHealth,
} from '#model/history';
import type { Turn } from '#model/transcript';

/** An audit entry before it has its place in the chain. */
export type NewAuditEntry = Pick<AuditEntry, 'actor' | 'action' | 'callId' | 'result'> & {
  /** What it was done with; written as JSON. Must hold no secret. */
  readonly params: Readonly<Record<string, unknown>>;
};

/** The record of calls. The put operations return at once: rows are queued and committed every 250 ms or 100 rows. */
export interface HistoryStore {
  readonly health: StoreHealth;
  onHealth(listener: (health: StoreHealth) => void): () => void;
  /** Opens the file: checks it, sets a damaged one aside and restores the newest backup. Marks calls that were live as interrupted. */
  open(): Promise<StoreHealth>;
  /** The call as it is now; the newest state of a call replaces the one before. */
  putCall(call: Call): void;
  /** A turn; a grown one replaces itself. Only turns with text are kept. */
  putTurn(callId: CallId, turn: Turn): void;
  putEvent(callId: CallId, event: RecordedEvent): void;
  putRecording(callId: CallId, recording: CallRecording): void;
  /** Writes an audit entry at once, fully synced. Fails with `refused` while the disk does not take it. */
  audit(entry: NewAuditEntry): Promise<Result<void>>;
  /** All that follow fail with `timeout` or `refused`, and `not-found` where a call is named. */
  search(query: HistoryQuery): Promise<Result<HistoryPage>>;
  call(callId: CallId): Promise<Result<CallRecord>>;
  listAudit(query: {
    readonly before?: number;
    readonly limit?: number;
  }): Promise<Result<readonly AuditEntry[]>>;
  /** Recomputes the chain; gives the first entry that does not fit, or null. */
  verifyAudit(): Promise<Result<number | null>>;
  addNote(callId: CallId, actor: string, text: string): Promise<Result<void>>;
  setTags(callId: CallId, tags: readonly string[]): Promise<Result<void>>;
  /** Removes every call of a number with text index, recordings and the backups' copies. Gives how many calls it removed. */
  deleteCaller(callerNumber: string): Promise<Result<number>>;
  /** Applies the retention now; gives how many calls it removed. */
  applyRetention(): Promise<Result<number>>;
  /** Writes a backup now. */
  backup(): Promise<Result<string>>;
  /** Writes out what waits and closes. Idempotent. */
  close(): Promise<void>;
}
