/**
 * The call history in a SQLite file. This side runs on the main thread and never blocks: rows wait
 * in a bounded queue, and all work on the file happens in two worker threads. One writes and
 * searches, the other does long work that only reads.
 */
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { AuditFacets, AuditLine, AuditQuery } from '#model/auditLog';
import type { Call, CallId } from '#model/call';
import type { AuditProof } from '#model/exports';
import type {
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
import { BatchWriter } from './batchWriter';
import type {
  ErasureArgs,
  OpenReport,
  RecordOperations,
  RecordRow,
  StorePlaces,
  UpkeepOperations,
} from './historyMessages';
import type { HistoryStore, NewAuditEntry, NumberQuestion } from './historyStore';
import { LONG_LIMIT_MS, RecordLife } from './recordLife';
import { StoredWebhooks } from './storedWebhooks';
import { errorOfFault, type FaultMessage } from './storeFault';
import { type Retention, UpkeepSchedule } from './upkeepSchedule';
import { WorkerLink } from './workerLink';
import { type QueueLimits, WriteQueue } from './writeQueue';

export type SqliteHistoryOptions = StorePlaces & {
  /** Read anew each time it is applied. */
  readonly retention: () => Retention;
  /** PHONE_COUNTRY, read anew each time. */
  readonly country: () => string;
  readonly log: Log;
  /** The bundled script of `worker/worker.ts`. */
  readonly workerUrl: URL;
  /** How much may wait while the disk cannot be written; for tests. */
  readonly queueLimits?: QueueLimits;
};

/** Longest work that a supervisor waits for, ms. */
const ASK_LIMIT_MS = 10_000;
/** Time without work after which the upkeep thread ends, ms. */
const UPKEEP_IDLE_MS = 10_000;

/** The record of calls. One instance for one file. */
export class SqliteHistoryStore implements HistoryStore {
  readonly #options: SqliteHistoryOptions;
  readonly #places: StorePlaces;
  readonly #queue: WriteQueue;
  readonly #record: WorkerLink<RecordOperations>;
  readonly #upkeep: WorkerLink<UpkeepOperations>;
  readonly #writer: BatchWriter;
  readonly #schedule: UpkeepSchedule;
  /** The webhook events that wait. */
  readonly webhooks: StoredWebhooks;
  readonly #life: RecordLife;
  /** The newest state of each call that goes on: these stay live when the file is opened again. */
  readonly #liveCalls = new Map<CallId, Call>();

  constructor(options: SqliteHistoryOptions) {
    const { file, backupsDir, dataDir, workerUrl, log, retention } = options;
    this.#options = options;
    this.#places = { file, backupsDir, dataDir };
    this.#queue = new WriteQueue(options.queueLimits);
    this.#record = new WorkerLink({
      workerUrl,
      role: 'record',
      onCrash: (error) => {
        this.#life.broke(error);
      },
    });
    this.#upkeep = new WorkerLink({
      workerUrl,
      role: 'upkeep',
      idleMs: UPKEEP_IDLE_MS,
      onCrash: (error) => {
        log.error({ error }, 'history upkeep worker broke');
      },
    });
    this.#writer = new BatchWriter(this.#queue, this.#record, {
      onFault: (fault) => {
        this.#life.writeFailed(fault);
      },
      onWritten: (hadRecording, refused) => {
        this.#life.written(refused);
        if (hadRecording) {
          void this.#schedule.fillPeaks();
        }
      },
    });
    const { record, upkeep } = { record: this.#record, upkeep: this.#upkeep };
    this.#life = new RecordLife({
      ...{ places: this.#places, record, upkeep, queue: this.#queue },
      writer: () => this.#writer,
      liveCalls: this.#liveCalls,
      onOpened: (report) => this.#opened(report),
      log,
    });
    this.webhooks = new StoredWebhooks({
      record,
      put: (row) => {
        this.#put(row);
      },
      isWritten: () => this.#life.isWritten,
    });
    this.#schedule = new UpkeepSchedule({ places: this.#places, retention, log, record, upkeep });
  }

  get health(): StoreHealth {
    return this.#life.health;
  }

  onHealth(listener: (health: StoreHealth) => void): () => void {
    return this.#life.onHealth(listener);
  }

  async open(): Promise<StoreHealth> {
    await this.#life.open();
    return this.health;
  }

  putCall(call: Call): void {
    if (call.state === 'ended') {
      this.#liveCalls.delete(call.id);
    } else {
      this.#liveCalls.set(call.id, call);
    }
    this.#put({ kind: 'call', call });
  }

  putTurn(callId: CallId, turn: Turn): void {
    if (turn.text !== '') {
      this.#put({ kind: 'turn', callId, turn });
    }
  }

  putEvent(callId: CallId, event: RecordedEvent): void {
    this.#put({ kind: 'event', callId, event });
  }

  putReplay(original: CallId, replay: Replay): void {
    this.#put({ kind: 'replay', callId: original, replay });
  }

  putMessage(callId: CallId, message: LeftMessage): void {
    this.#put({ kind: 'message', callId, message });
  }

  putSummary(callId: CallId, summary: CallSummary): void {
    this.#put({ kind: 'summary', callId, summary });
  }

  putRecording(callId: CallId, recording: CallRecording): void {
    this.#put({ kind: 'recording', callId, recording });
  }

  audit(entry: NewAuditEntry): Promise<Result<void>> {
    return this.#ask('audit', { ...entry, params: JSON.stringify(entry.params) });
  }

  search(query: HistoryQuery): Promise<Result<HistoryPage>> {
    return this.#ask('search', { ...query, country: this.#options.country() });
  }

  hits(callId: CallId, text: string): Promise<Result<readonly CallHit[]>> {
    return this.#ask('hits', { callId, text });
  }

  async facets(): Promise<Result<HistoryFacets>> {
    await this.#writer.flush();
    return this.#ask('facets', {});
  }

  async statistics(query: StatisticsQuery): Promise<Result<CallStatistics>> {
    await this.#writer.flush();
    return this.#ask('statistics', query);
  }

  async call(callId: CallId): Promise<Result<CallRecord>> {
    await this.#writer.flush();
    return this.#ask('call', { callId });
  }

  summary(callId: CallId): Promise<Result<CallSummary | null>> {
    return this.#ask('summary', { callId });
  }

  async waitingSummaries(): Promise<Result<readonly CallId[]>> {
    await this.#writer.flush();
    return this.#ask('waitingSummaries', {});
  }

  listAudit(query: AuditQuery): Promise<Result<readonly AuditLine[]>> {
    return this.#ask('listAudit', query);
  }

  auditFacets(): Promise<Result<AuditFacets>> {
    return this.#ask('auditFacets', {});
  }

  auditProof(callIds: readonly CallId[]): Promise<Result<AuditProof>> {
    return this.#ask('auditProof', { callIds });
  }

  async verifyAudit(): Promise<Result<number | null>> {
    return this.#resultOf(await this.#upkeep.request('verifyAudit', this.#places, LONG_LIMIT_MS));
  }

  savedSearches(): Promise<Result<readonly SavedSearch[]>> {
    return this.#ask('savedSearches', {});
  }

  saveSearch(id: number | null, search: NamedQuery, actor: string): Promise<Result<SavedSearch>> {
    return this.#ask('saveSearch', { id, search, actor });
  }

  removeSearch(id: number): Promise<Result<SavedSearch>> {
    return this.#ask('removeSearch', { id });
  }

  async addNote(callId: CallId, actor: string, text: string): Promise<Result<void>> {
    await this.#writer.flush();
    return this.#ask('addNote', { callId, actor, text });
  }

  async setTags(callId: CallId, tags: readonly string[]): Promise<Result<void>> {
    await this.#writer.flush();
    return this.#ask('setTags', { callId, tags });
  }

  async messages(query: InboxQuery): Promise<Result<InboxPage>> {
    await this.#writer.flush();
    return this.#ask('messages', query);
  }

  markMessage(id: number, actor: string, done: boolean): Promise<Result<InboxMessage>> {
    return this.#ask('markMessage', { id, actor, done });
  }

  async spellings(callerNumber: string): Promise<Result<readonly CallerSpelling[]>> {
    await this.#writer.flush();
    return this.#ask('spellings', { callerNumber, country: this.#options.country() });
  }

  async earlierCalls(question: NumberQuestion): Promise<Result<EarlierCalls>> {
    await this.#writer.flush();
    return this.#ask('earlierCalls', { ...question, country: this.#options.country() });
  }

  deleteCaller(callerNumber: string, spellings: readonly string[] = []): Promise<Result<number>> {
    const country = this.#options.country();
    return this.#erase({ kind: 'caller', callerNumber, spellings, country });
  }

  async deleteCall(callId: CallId): Promise<Result<void>> {
    const erased = await this.#erase({ kind: 'call', callId });
    return erased.ok ? done : erased;
  }

  async applyRetention(): Promise<Result<number>> {
    return this.#resultOf(await this.#schedule.applyRetention());
  }

  async backup(): Promise<Result<string>> {
    await this.#writer.flush();
    return this.#resultOf(await this.#schedule.backup());
  }

  peaks(callId: CallId, path: string): Promise<Result<RecordingPeaks | null>> {
    return this.#ask('peaks', { callId, path });
  }

  close(): Promise<void> {
    this.#schedule.stop();
    return this.#life.close();
  }

  async #erase(args: ErasureArgs): Promise<Result<number>> {
    await this.#writer.flush();
    const begun = await this.#record.request('beginErasure', args, LONG_LIMIT_MS);
    this.webhooks.erased(begun.ok ? begun.value.callIds : []);
    return this.#resultOf(begun.ok ? await this.#schedule.finishErasure(begun.value) : begun);
  }

  #put(row: RecordRow): void {
    if (!this.#life.takesRows) {
      this.#queue.countDropped(1);
      return;
    }
    this.#queue.put(row);
    this.#writer.touch();
  }

  async #ask<Name extends keyof RecordOperations>(
    operation: Name,
    args: Parameters<RecordOperations[Name]>[0],
  ): Promise<Result<ReturnType<RecordOperations[Name]>>> {
    return this.#resultOf(await this.#record.request(operation, args, ASK_LIMIT_MS));
  }

  /** A worker's answer as the port gives it. */
  #resultOf<T>(result: Result<T, FaultMessage>): Result<T> {
    if (result.ok) {
      return result;
    }
    this.#life.noteFault(result.error);
    return fail<CordboardError>(errorOfFault(result.error));
  }

  async #opened({ lastWebhook, setAside }: OpenReport): Promise<void> {
    this.#schedule.start();
    void this.#schedule.resumeErasures();
    void this.#schedule.fillPeaks();
    void this.#schedule.indexOlderTurns();
    await this.webhooks.opened(lastWebhook, setAside !== null);
  }
}
