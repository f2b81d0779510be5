/**
 * The call history in a SQLite file. This side runs on the main thread and never blocks: rows wait
 * in a bounded queue, and all work on the file happens in two worker threads. One writes and
 * searches, the other does long work that only reads.
 */
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
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
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery, LeftMessage } from '#model/inbox';
import { wordsOf } from '#model/phrases/phrase';
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
import type { HistoryStore, NewAuditEntry } from './historyStore';
import { StoredWebhooks } from './storedWebhooks';
import { errorOfFault, type FaultMessage } from './storeFault';
import { healthOf, type Replacement, type StorePhase } from './storePhase';
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

/** Time limits, ms: of opening, of what a supervisor waits for, of the whole file, of closing. */
const OPEN_LIMIT_MS = 60_000;
const ASK_LIMIT_MS = 10_000;
const LONG_LIMIT_MS = 10 * 60 * 1000;
const CLOSE_LIMIT_MS = 3_000;
/** Wait before a file that could not be opened is tried again, ms. */
const REOPEN_MS = 1_000;
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
  readonly #emitter = new TypedEmitter<{ health: StoreHealth }>();
  /** The newest state of each call that goes on: these stay live when the file is opened again. */
  readonly #liveCalls = new Map<CallId, Call>();
  #phase: StorePhase = { name: 'closed' };
  #replacement: Replacement | null = null;
  /** What the listeners heard last, as JSON. */
  #publishedHealth = '';
  #reopenTimer: NodeJS.Timeout | null = null;
  #closing: Promise<void> | null = null;
  #checking: Promise<void> | null = null;

  constructor(options: SqliteHistoryOptions) {
    const { file, backupsDir, dataDir, workerUrl, log, retention } = options;
    this.#options = options;
    this.#places = { file, backupsDir, dataDir };
    this.#queue = new WriteQueue(options.queueLimits);
    this.#record = new WorkerLink({
      workerUrl,
      role: 'record',
      onCrash: (error) => {
        log.error({ error }, 'history worker broke');
        void this.#reopen(false);
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
        this.#writeFailed(fault);
      },
      onWritten: (hadRecording, refused) => {
        this.#written(hadRecording, refused);
      },
    });
    const { record, upkeep } = { record: this.#record, upkeep: this.#upkeep };
    this.webhooks = new StoredWebhooks({
      record,
      put: (row) => {
        this.#put(row);
      },
      isWritten: () => this.#phase.name === 'open' && this.#phase.fault === null,
    });
    this.#schedule = new UpkeepSchedule({ places: this.#places, retention, log, record, upkeep });
  }

  get health(): StoreHealth {
    return healthOf(this.#phase, this.#replacement, this.#queue);
  }

  onHealth(listener: (health: StoreHealth) => void): () => void {
    return this.#emitter.on('health', listener);
  }

  async open(): Promise<StoreHealth> {
    if (this.#phase.name === 'closed' && this.#closing === null) {
      await this.#reopen(false);
    }
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

  async earlierCalls(question: CallerQuestion): Promise<Result<EarlierCalls>> {
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
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #erase(args: ErasureArgs): Promise<Result<number>> {
    await this.#writer.flush();
    const begun = await this.#record.request('beginErasure', args, LONG_LIMIT_MS);
    this.webhooks.erased(begun.ok ? begun.value.callIds : []);
    return this.#resultOf(begun.ok ? await this.#schedule.finishErasure(begun.value) : begun);
  }

  #put(row: RecordRow): void {
    if (this.#phase.name === 'off' || this.#closing !== null) {
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

  /**
   * A worker's answer as the port gives it. A fault that suggests damage starts a check of the
   * file.
   */
  #resultOf<T>(result: Result<T, FaultMessage>): Result<T> {
    if (result.ok) {
      return result;
    }
    if (result.error.problem === 'damaged') {
      void this.#checkForDamage();
    }
    return fail<CordboardError>(errorOfFault(result.error));
  }

  /** Opens the file, at the start or again. Never fails: what cannot be opened is tried again. */
  async #reopen(knownDamaged: boolean): Promise<void> {
    if (this.#closing !== null || this.#phase.name === 'opening') {
      return;
    }
    this.#writer.stop();
    this.#setPhase({ name: 'opening' });
    const liveCalls = [...this.#liveCalls.keys()];
    const args = { ...this.#places, liveCalls, knownDamaged };
    const opened = await this.#record.request('open', args, OPEN_LIMIT_MS);
    if (opened.ok) {
      this.#opened(opened.value);
      await this.webhooks.opened(opened.value.lastWebhook, opened.value.setAside !== null);
    } else {
      this.#openFailed(opened.error);
    }
  }

  #opened(report: OpenReport): void {
    const { setAside, restoredFrom, interrupted } = report;
    if (setAside !== null) {
      this.#replacement = { setAside, restoredFrom };
      this.#options.log.error({ setAside, restoredFrom }, 'history file was damaged');
      // The backup does not know these calls.
      for (const call of this.#liveCalls.values()) {
        this.#queue.put({ kind: 'call', call });
      }
    }
    this.#options.log.info({ interrupted }, 'history open');
    this.#setPhase({ name: 'open', fault: null });
    this.#writer.start();
    this.#schedule.start();
    void this.#schedule.resumeErasures();
    void this.#schedule.fillPeaks();
    void this.#schedule.indexOlderTurns();
    if (!report.checked) {
      void this.#checkForDamage();
    }
  }

  #openFailed(fault: FaultMessage): void {
    if (fault.kind === 'config') {
      this.#options.log.error({ error: errorOfFault(fault) }, 'history is off');
      this.#queue.clear();
      this.#setPhase({ name: 'off', phrase: fault.phrase });
      return;
    }
    if (this.#phase.name === 'opening') {
      this.#options.log.warn({ error: errorOfFault(fault) }, 'history cannot be opened');
    }
    this.#setPhase({ name: 'waiting', fault });
    this.#reopenTimer = setTimeout(() => {
      void this.#reopen(false);
    }, REOPEN_MS);
  }

  #writeFailed(fault: FaultMessage): void {
    if (this.#phase.name === 'open') {
      const known = this.#phase.fault;
      if (known === null || wordsOf(known.phrase) !== wordsOf(fault.phrase)) {
        this.#options.log.warn({ error: errorOfFault(fault) }, 'history cannot be written');
      }
      this.#setPhase({ name: 'open', fault });
    }
    if (fault.kind === 'timeout') {
      this.#writer.stop();
      void this.#record.restart().then(() => this.#reopen(false));
    } else if (fault.problem === 'damaged') {
      void this.#checkForDamage();
    }
  }

  #written(hadRecording: boolean, refused: number): void {
    this.#queue.countDropped(refused);
    if (this.#phase.name === 'open' && this.#phase.fault !== null) {
      this.#options.log.info({}, 'history can be written again');
      this.#setPhase({ name: 'open', fault: null });
    }
    if (hadRecording) {
      void this.#schedule.fillPeaks();
    }
  }

  /**
   * Checks the whole file; when it is damaged, a backup takes its place. One check at a time: a
   * second one would find the same damage and set aside the file that was just restored.
   */
  #checkForDamage(): Promise<void> {
    this.#checking ??= this.#checkWholeFile().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #checkWholeFile(): Promise<void> {
    const checked = await this.#upkeep.request('check', this.#places, LONG_LIMIT_MS);
    if (checked.ok && checked.value === 'damaged') {
      await this.#reopen(true);
    } else if (checked.ok && checked.value === 'index') {
      await this.#record.request('rebuildIndex', {}, LONG_LIMIT_MS);
    }
  }

  #setPhase(phase: StorePhase): void {
    this.#phase = phase;
    const health = this.health;
    const { state, phrase, droppedRows } = health;
    const published = JSON.stringify({ state, phrase, droppedRows });
    if (published !== this.#publishedHealth) {
      this.#publishedHealth = published;
      this.#emitter.emit('health', health);
    }
  }

  async #close(): Promise<void> {
    this.#schedule.stop();
    if (this.#reopenTimer !== null) {
      clearTimeout(this.#reopenTimer);
    }
    const limit = new Promise<boolean>((resolve) =>
      setTimeout(resolve, CLOSE_LIMIT_MS, false).unref(),
    );
    await Promise.race([this.#writer.flush(), limit]);
    this.#writer.stop();
    if (this.#queue.size > 0) {
      this.#options.log.error({ rows: this.#queue.size }, 'history closed with unwritten rows');
    }
    // The last connection empties the write-ahead log into the file, so the reader ends first.
    await Promise.race([this.#upkeep.close(), limit]);
    await this.#record.request('close', {}, CLOSE_LIMIT_MS);
    await this.#record.close();
    this.#setPhase({ name: 'closed' });
    this.#emitter.removeAll();
  }
}
