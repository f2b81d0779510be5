import type { AuditFacets, AuditLine, AuditQuery } from '#model/auditLog';
import type { ExportProgress, FolderReport } from '#model/exports';
import type {
  CallerSpelling,
  CallHit,
  CallRecord,
  EarlierCalls,
  HistoryFacets,
  HistoryHit,
  HistoryPage,
  HistoryQuery,
  RecordingPeaks,
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery } from '#model/inbox';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import type { CallStatistics } from '#model/statistics';
import type { DoneSummary } from '#model/summary';
import { someStatistics } from '../store/someStatistics';
import { START, STORE_READY } from './historyFixtures';

/** The record of calls behind the stand-in bridge: it does not filter, it only pages. */
export class FakeHistory {
  health: StoreHealth = STORE_READY;
  hits: readonly HistoryHit[] = [];
  /** Hits of a page. */
  pageSize = 50;
  records: Readonly<Record<string, CallRecord>> = {};
  facets: HistoryFacets = { tags: [], alerts: [], actors: [] };
  /** The overview of every recording. */
  peaks: RecordingPeaks | null = null;
  /** The places of the open call where the words stand. */
  callHits: readonly CallHit[] = [];
  audit: readonly AuditLine[] = [];
  auditFacets: AuditFacets = { actors: [], actions: [] };
  statistics: CallStatistics = someStatistics();
  /** Newest first. */
  messages: readonly InboxMessage[] = [];
  /** What checking the chain finds. */
  firstBroken: number | null = null;
  /** What the save dialog ends with. */
  savedTo: string | null = '/home/ana/call.txt';
  /** What is special about the report of a folder; null: its dialog was cancelled. */
  folder: Partial<FolderReport> | null = {};
  /** The earlier calls of every caller. */
  earlier: EarlierCalls = { total: 0, sameDay: 0, last: null };
  searches: readonly SavedSearch[] = [];

  saveSearch(id: number | null, search: NamedQuery): SavedSearch {
    const saved = { ...search, id: id ?? this.searches.length + 1, by: 'window:ann', at: START };
    this.searches = [...this.searches.filter((each) => each.id !== saved.id), saved];
    return saved;
  }

  removeSearch(id: number): SavedSearch {
    const removed = this.searches.find((each) => each.id === id);
    if (removed === undefined) {
      throw new Error(`the stand-in has no search ${id}`);
    }
    this.searches = this.searches.filter((each) => each.id !== id);
    return removed;
  }

  progress: ExportProgress | null = null;

  folderOf(callIds: readonly string[]): FolderReport | null {
    return this.folder === null
      ? null
      : {
          ...{ folder: '/home/ana/calls', calls: callIds.length },
          ...{ failed: [], cancelled: false, seal: null },
          ...this.folder,
        };
  }

  search(query: HistoryQuery): HistoryPage {
    const from = Number(query.cursor ?? 0);
    const to = from + this.pageSize;
    return {
      hits: this.hits.slice(from, to),
      next: to < this.hits.length ? String(to) : null,
    };
  }

  addNote(callId: string, text: string): void {
    this.#change(callId, (record) => ({
      ...record,
      notes: [
        ...record.notes,
        { id: record.notes.length + 1, at: Date.now(), actor: 'window:ann', text },
      ],
    }));
  }

  setTags(callId: string, tags: readonly string[]): readonly string[] {
    this.#change(callId, (record) => ({ ...record, call: { ...record.call, tags } }));
    return tags;
  }

  /** The spellings that are found of any number. */
  spellings: readonly CallerSpelling[] = [];

  redoSummary(callId: string, summary: DoneSummary): void {
    this.#change(callId, (record) => ({
      ...record,
      summary,
      call: { ...record.call, outcome: summary.outcome },
    }));
  }

  deleteCaller(spellings: readonly string[]): number {
    const before = this.hits.length;
    this.hits = this.hits.filter((hit) => !spellings.includes(hit.call.callerNumber));
    return before - this.hits.length;
  }

  deleteCall(callId: string): void {
    this.hits = this.hits.filter((hit) => hit.call.id !== callId);
  }

  auditPage({ before = Infinity, limit = 100, actor }: AuditQuery): readonly AuditLine[] {
    return this.audit
      .filter((entry) => entry.seq < before && (actor ?? entry.actor) === entry.actor)
      .slice(0, limit);
  }

  inboxPage({ state, before = Number.MAX_SAFE_INTEGER }: InboxQuery): InboxPage {
    const stateOf = ({ done }: InboxMessage) => (done === null ? 'open' : 'done');
    const found = this.messages.filter(
      (message) => message.id < before && (state ?? stateOf(message)) === stateOf(message),
    );
    const messages = found.slice(0, this.pageSize);
    return {
      messages,
      next: found.length > messages.length ? (messages.at(-1)?.id ?? null) : null,
      open: this.messages.filter((message) => message.done === null).length,
    };
  }

  markMessage(id: number, isDone: boolean): InboxMessage {
    const done = isDone ? { by: 'window:ann', at: START } : null;
    this.messages = this.messages.map((each) => (each.id === id ? { ...each, done } : each));
    const marked = this.messages.find((each) => each.id === id);
    if (marked === undefined) {
      throw new Error(`the stand-in has no message ${id}`);
    }
    return marked;
  }

  #change(callId: string, change: (record: CallRecord) => CallRecord): void {
    const record = this.records[callId];
    if (record !== undefined) {
      this.records = { ...this.records, [callId]: change(record) };
    }
  }
}
