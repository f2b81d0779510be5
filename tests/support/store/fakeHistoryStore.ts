/** A record of calls in memory, for tests of the code that uses the port. */
import type { HistoryStore, NewAuditEntry } from '#main/store/historyStore';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
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
  RecordedCall,
  RecordedEvent,
  RecordingPeaks,
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery, LeftMessage } from '#model/inbox';
import { EMPTY_METRICS } from '#model/metrics';
import type { Replay } from '#model/replay';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import type { CallStatistics, StatisticsQuery } from '#model/statistics';
import type { CallSummary } from '#model/summary';
import type { Turn } from '#model/transcript';
import { saying } from '../phrases';
import { someStatistics } from './someStatistics';

/** A call of the history with the given parts changed. */
export function recordedCallWith(change: Partial<RecordedCall> = {}): RecordedCall {
  return {
    id: 'call-1',
    callerNumber: '+12025550100',
    callerName: 'Ana',
    dialedNumber: '1000',
    direction: 'inbound',
    profileId: 'default',
    profileName: 'Default',
    model: 'gemini-live',
    transport: 'websocket-dial',
    demo: false,
    trial: null,
    state: 'ended',
    endReason: 'caller-hung-up',
    startedAt: Date.UTC(2026, 0, 31, 12),
    answeredAt: Date.UTC(2026, 0, 31, 12, 0, 1),
    endedAt: Date.UTC(2026, 0, 31, 12, 1),
    voice: 'Puck',
    metrics: EMPTY_METRICS,
    tags: [],
    disclosure: 'none',
    outcome: null,
    recorded: false,
    actors: [],
    alerts: [],
    ...change,
  };
}

/**
 * Finds by caller only; pages by position. Notes every query, and fails with `failure` when it is
 * set.
 */
export class FakeHistoryStore implements HistoryStore {
  health: StoreHealth = { state: 'ready', phrase: null, queuedRows: 0, droppedRows: 0 };
  readonly records = new Map<CallId, CallRecord>();
  readonly entries: AuditEntry[] = [];
  readonly queries: HistoryQuery[] = [];
  known: HistoryFacets = { tags: [], alerts: [], actors: [] };
  /** Peaks of recordings, by their path. */
  readonly overviews = new Map<string, RecordingPeaks>();
  /** Newest first. */
  inbox: readonly InboxMessage[] = [];
  readonly inboxQueries: InboxQuery[] = [];
  readonly statisticsQueries: StatisticsQuery[] = [];
  readonly auditQueries: AuditQuery[] = [];
  /** When set, every request fails with it. */
  failure: CordboardError | null = null;
  /** When set, audit entries are not taken. */
  auditFailure: CordboardError | null = null;

  put(record: Partial<CallRecord> & Pick<CallRecord, 'call'>): void {
    const empty = {
      ...{ lookUp: null, summary: null },
      ...{ turns: [], replays: [], events: [], acts: [], alerts: [], notes: [] },
      ...{ messages: [], recordings: [] },
    };
    this.records.set(record.call.id, { ...empty, ...record });
  }

  onHealth(): () => void {
    return () => undefined;
  }

  open(): Promise<StoreHealth> {
    return Promise.resolve(this.health);
  }

  putCall(_call: Call): void {
    // Records come by put().
  }

  putTurn(_callId: CallId, _turn: Turn): void {
    // Records come by put().
  }

  putEvent(_callId: CallId, _event: RecordedEvent): void {
    // Records come by put().
  }

  putReplay(callId: CallId, replay: Replay): void {
    const record = this.records.get(callId);
    if (record !== undefined) {
      this.records.set(callId, { ...record, replays: [replay, ...record.replays] });
    }
  }

  putMessage(_callId: CallId, _message: LeftMessage): void {
    // Messages stand in `inbox`.
  }

  putSummary(callId: CallId, summary: CallSummary): void {
    const record = this.records.get(callId);
    if (record !== undefined) {
      const outcome = summary.state === 'done' ? summary.outcome : null;
      this.records.set(callId, { ...record, summary, call: { ...record.call, outcome } });
    }
  }

  summary(callId: CallId): Promise<Result<CallSummary | null>> {
    return this.#withRecord(callId, (record) => record.summary);
  }

  waitingSummaries(): Promise<Result<readonly CallId[]>> {
    const waiting = [...this.records.values()].filter(
      ({ summary }) => summary?.state === 'waiting',
    );
    return this.#answer(waiting.map(({ call }) => call.id));
  }

  putRecording(_callId: CallId, _recording: CallRecording): void {
    // Records come by put().
  }

  audit(entry: NewAuditEntry): Promise<Result<void>> {
    if (this.auditFailure !== null) {
      return Promise.resolve(fail(this.auditFailure));
    }
    const seq = this.entries.length + 1;
    const params = JSON.stringify(entry.params);
    this.entries.push({ ...entry, params, seq, at: seq, hash: `hash ${String(seq)}` });
    return Promise.resolve(done);
  }

  search(query: HistoryQuery): Promise<Result<HistoryPage>> {
    this.queries.push(query);
    const { limit = 50, cursor = '0', caller = '' } = query;
    if (!/^\d+$/.test(cursor)) {
      const message = 'This cursor is none of ours. Begin without one.';
      return Promise.resolve(fail(cordboardError('invalid-input', saying(message))));
    }
    const found = [...this.records.values()].filter(({ call }) =>
      `${call.callerNumber} ${call.callerName}`.includes(caller),
    );
    const end = Number(cursor) + limit;
    const hits = found.slice(Number(cursor), end).map(({ call }) => ({ call, excerpt: null }));
    return this.#answer({ hits, next: end < found.length ? String(end) : null });
  }

  hits(callId: CallId, text: string): Promise<Result<readonly CallHit[]>> {
    return this.#withRecord(callId, ({ turns }) =>
      turns.flatMap((turn) => {
        const at = turn.text.indexOf(text);
        return at < 0 ? [] : [{ turnId: turn.id, marks: [[at, at + text.length] as const] }];
      }),
    );
  }

  facets(): Promise<Result<HistoryFacets>> {
    return this.#answer(this.known);
  }

  peaks(callId: CallId, path: string): Promise<Result<RecordingPeaks | null>> {
    return this.#withRecord(callId, () => this.overviews.get(path) ?? null);
  }

  call(callId: CallId): Promise<Result<CallRecord>> {
    return this.#withRecord(callId, (record) => record);
  }

  statistics(query: StatisticsQuery): Promise<Result<CallStatistics>> {
    this.statisticsQueries.push(query);
    return this.#answer(someStatistics());
  }

  listAudit(query: AuditQuery): Promise<Result<readonly AuditLine[]>> {
    this.auditQueries.push(query);
    const { before = Infinity, limit = 100 } = query;
    const entries = this.entries.filter(({ seq }) => seq < before).toReversed();
    return this.#answer(entries.slice(0, limit).map((entry) => ({ ...entry, call: null })));
  }

  auditFacets(): Promise<Result<AuditFacets>> {
    return this.#answer({ actors: [], actions: [] });
  }

  searches: readonly SavedSearch[] = [];

  savedSearches(): Promise<Result<readonly SavedSearch[]>> {
    return this.#answer(this.searches);
  }

  saveSearch(id: number | null, search: NamedQuery, by: string): Promise<Result<SavedSearch>> {
    const saved = { ...search, id: id ?? this.searches.length + 1, by, at: 1 };
    this.searches = [...this.searches.filter((other) => other.id !== saved.id), saved];
    return this.#answer(saved);
  }

  removeSearch(id: number): Promise<Result<SavedSearch>> {
    const removed = this.searches.find((search) => search.id === id);
    if (removed === undefined) {
      return Promise.resolve(fail(cordboardError('not-found', saying('No such search.'))));
    }
    this.searches = this.searches.filter((search) => search.id !== id);
    return this.#answer(removed);
  }

  proof: AuditProof = { anchor: null, entries: [] };

  auditProof(): Promise<Result<AuditProof>> {
    return this.#answer(this.proof);
  }

  verifyAudit(): Promise<Result<number | null>> {
    return this.#answer(null);
  }

  addNote(callId: CallId, actor: string, text: string): Promise<Result<void>> {
    return this.#withRecord(callId, (record) => {
      const note = { id: record.notes.length + 1, at: 1, actor, text };
      this.records.set(callId, { ...record, notes: [...record.notes, note] });
    });
  }

  setTags(callId: CallId, tags: readonly string[]): Promise<Result<void>> {
    return this.#withRecord(callId, (record) => {
      this.records.set(callId, { ...record, call: { ...record.call, tags } });
    });
  }

  messages(query: InboxQuery): Promise<Result<InboxPage>> {
    this.inboxQueries.push(query);
    const open = this.inbox.filter((message) => message.done === null).length;
    return this.#answer({ messages: this.inbox, next: null, open });
  }

  markMessage(id: number, actor: string, isDone: boolean): Promise<Result<InboxMessage>> {
    const known = this.inbox.find((message) => message.id === id);
    if (known === undefined) {
      return Promise.resolve(fail(cordboardError('not-found', saying('No such message.'))));
    }
    const marked = { ...known, done: isDone ? { by: actor, at: 1 } : null };
    this.inbox = this.inbox.map((message) => (message.id === id ? marked : message));
    return this.#answer(marked);
  }

  spellings(callerNumber: string): Promise<Result<readonly CallerSpelling[]>> {
    const calls = this.#callsOf([callerNumber]);
    const lastAt = Math.max(...calls.map(({ startedAt }) => startedAt));
    return this.#answer(
      calls.length === 0 ? [] : [{ number: callerNumber, calls: calls.length, lastAt }],
    );
  }

  earlierCalls({ callerNumber, callId }: CallerQuestion): Promise<Result<EarlierCalls>> {
    const calls = this.#callsOf([callerNumber]).filter(({ id }) => id !== callId);
    return this.#answer({ total: calls.length, sameDay: 0, last: calls.at(-1) ?? null });
  }

  deleteCaller(callerNumber: string, spellings: readonly string[] = []): Promise<Result<number>> {
    const calls = this.#callsOf(spellings.length === 0 ? [callerNumber] : spellings);
    for (const { id } of calls) {
      this.records.delete(id);
    }
    return this.#answer(calls.length);
  }

  deleteCall(callId: CallId): Promise<Result<void>> {
    return this.#withRecord(callId, () => {
      this.records.delete(callId);
    });
  }

  applyRetention(): Promise<Result<number>> {
    return this.#answer(0);
  }

  backup(): Promise<Result<string>> {
    return this.#answer('');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #callsOf(numbers: readonly string[]): readonly RecordedCall[] {
    const calls = [...this.records.values()].map(({ call }) => call);
    return calls.filter((call) => numbers.includes(call.callerNumber));
  }

  #answer<T>(value: T): Promise<Result<T>> {
    return Promise.resolve(this.failure === null ? ok(value) : fail(this.failure));
  }

  #withRecord<T>(callId: CallId, use: (record: CallRecord) => T): Promise<Result<T>> {
    const record = this.records.get(callId);
    if (record === undefined) {
      return Promise.resolve(fail(cordboardError('not-found', saying('There is no such call.'))));
    }
    return this.failure === null ? this.#answer(use(record)) : Promise.resolve(fail(this.failure));
  }
}
