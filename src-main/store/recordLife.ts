/**
 * The file of the record while the program runs: it is opened, watched, mended when it is damaged,
 * and closed. What cannot be opened is tried again; meanwhile rows wait in the queue.
 */
import type { Log } from '#main/observability/log';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { Call, CallId } from '#model/call';
import type { StoreHealth } from '#model/history';
import { wordsOf } from '#model/phrases/phrase';
import type { BatchWriter } from './batchWriter';
import type {
  OpenReport,
  RecordOperations,
  StorePlaces,
  UpkeepOperations,
} from './historyMessages';
import { errorOfFault, type FaultMessage } from './storeFault';
import { healthOf, type Replacement, type StorePhase } from './storePhase';
import type { WorkerLink } from './workerLink';
import type { WriteQueue } from './writeQueue';

/** Time limits, ms: of opening, of work on the whole file, of closing. */
const OPEN_LIMIT_MS = 60_000;
export const LONG_LIMIT_MS = 10 * 60 * 1000;
const CLOSE_LIMIT_MS = 3_000;
/** Wait before a file that could not be opened is tried again, ms. */
const REOPEN_MS = 1_000;

export type RecordLifeParts = {
  readonly places: StorePlaces;
  readonly queue: WriteQueue;
  readonly record: WorkerLink<RecordOperations>;
  readonly upkeep: WorkerLink<UpkeepOperations>;
  /** Runs while the file is open and nothing else is done to it. */
  readonly writer: () => BatchWriter;
  /** The newest state of each call that goes on: these stay live when the file is opened again. */
  readonly liveCalls: ReadonlyMap<CallId, Call>;
  /** The file is open, and rows are written. */
  readonly onOpened: (report: OpenReport) => Promise<void>;
  readonly log: Log;
};

export class RecordLife {
  readonly #parts: RecordLifeParts;
  readonly #emitter = new TypedEmitter<{ health: StoreHealth }>();
  #phase: StorePhase = { name: 'closed' };
  #replacement: Replacement | null = null;
  /** What the listeners heard last, as JSON. */
  #publishedHealth = '';
  #closing: Promise<void> | null = null;
  #checking: Promise<void> | null = null;
  /** Times that the file was opened: a check says nothing of the file of a later opening. */
  #openings = 0;

  constructor(parts: RecordLifeParts) {
    this.#parts = parts;
  }

  get health(): StoreHealth {
    return healthOf(this.#phase, this.#replacement, this.#parts.queue);
  }

  onHealth(listener: (health: StoreHealth) => void): () => void {
    return this.#emitter.on('health', listener);
  }

  /** Whether what is put now gets into the file. */
  get isWritten(): boolean {
    return this.#phase.name === 'open' && this.#phase.fault === null;
  }

  /** Whether rows are taken at all. */
  get takesRows(): boolean {
    return this.#phase.name !== 'off' && this.#closing === null;
  }

  async open(): Promise<void> {
    if (this.#phase.name === 'closed' && this.#closing === null) {
      await this.#reopen(false);
    }
  }

  /** The thread that writes broke. */
  broke(error: unknown): void {
    this.#parts.log.error({ error }, 'history worker broke');
    void this.#reopen(false);
  }

  writeFailed(fault: FaultMessage): void {
    const { log, writer, record } = this.#parts;
    if (this.#phase.name === 'open') {
      const known = this.#phase.fault;
      if (known === null || wordsOf(known.phrase) !== wordsOf(fault.phrase)) {
        log.warn({ error: errorOfFault(fault) }, 'history cannot be written');
      }
      this.#setPhase({ name: 'open', fault });
    }
    if (fault.kind === 'timeout') {
      writer().stop();
      void record.restart().then(() => this.#reopen(false));
    } else {
      this.noteFault(fault);
    }
  }

  /** Rows were written. @param refused Number of those that the record did not take. */
  written(refused: number): void {
    this.#parts.queue.countDropped(refused);
    if (this.#phase.name === 'open' && this.#phase.fault !== null) {
      this.#parts.log.info({}, 'history can be written again');
      this.#setPhase({ name: 'open', fault: null });
    }
  }

  /** A request failed so. A fault that suggests damage starts a check of the file. */
  noteFault({ problem }: FaultMessage): void {
    if (problem === 'damaged') {
      void this.#checkForDamage();
    }
  }

  /** Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Opens the file, at the start or again. Never fails: what cannot be opened is tried again. */
  async #reopen(knownDamaged: boolean): Promise<void> {
    if (this.#closing !== null || this.#phase.name === 'opening') {
      return;
    }
    const { places, record, writer, liveCalls } = this.#parts;
    writer().stop();
    this.#setPhase({ name: 'opening' });
    const args = { ...places, liveCalls: [...liveCalls.keys()], knownDamaged };
    const opened = await record.request('open', args, OPEN_LIMIT_MS);
    if (opened.ok) {
      await this.#opened(opened.value);
    } else {
      this.#openFailed(opened.error);
    }
  }

  async #opened(report: OpenReport): Promise<void> {
    const { queue, writer, liveCalls, onOpened, log } = this.#parts;
    const { setAside, restoredFrom, interrupted } = report;
    this.#openings += 1;
    if (setAside !== null) {
      this.#replacement = { setAside, restoredFrom };
      log.error({ setAside, restoredFrom }, 'history file was damaged');
      // The backup does not know these calls.
      for (const call of liveCalls.values()) {
        queue.put({ kind: 'call', call });
      }
    }
    log.info({ interrupted }, 'history open');
    this.#setPhase({ name: 'open', fault: null });
    writer().start();
    if (!report.checked) {
      void this.#checkForDamage();
    }
    await onOpened(report);
  }

  #openFailed(fault: FaultMessage): void {
    const { queue, log } = this.#parts;
    if (fault.kind === 'config') {
      log.error({ error: errorOfFault(fault) }, 'history is off');
      queue.clear();
      this.#setPhase({ name: 'off', phrase: fault.phrase });
      return;
    }
    log.warn({ error: errorOfFault(fault) }, 'history cannot be opened');
    const retry = setTimeout(() => {
      void this.#reopen(false);
    }, REOPEN_MS);
    this.#setPhase({ name: 'waiting', fault, retry });
  }

  /** Checks the whole file; when it is damaged, a backup takes its place. One check at a time. */
  #checkForDamage(): Promise<void> {
    this.#checking ??= this.#checkWholeFile().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #checkWholeFile(): Promise<void> {
    const { upkeep, places } = this.#parts;
    const opening = this.#openings;
    const checked = await upkeep.request('check', places, LONG_LIMIT_MS);
    // A file that was opened meanwhile may be a backup, and sound.
    if (!checked.ok || opening !== this.#openings || this.#phase.name !== 'open') {
      return;
    }
    if (checked.value === 'damaged') {
      await this.#reopen(true);
    } else if (checked.value === 'index') {
      await this.#rebuildIndex();
    }
  }

  /**
   * Builds the text index anew. Rows wait meanwhile: the thread is busy for as long as that takes,
   * and the writer would start it again for not answering.
   */
  async #rebuildIndex(): Promise<void> {
    const { record, writer, log } = this.#parts;
    const opening = this.#openings;
    writer().stop();
    log.warn({}, 'the text index of the history is built anew');
    this.#setPhase({ name: 'rebuilding' });
    const rebuilt = await record.request('rebuildIndex', {}, LONG_LIMIT_MS);
    if (!rebuilt.ok) {
      log.error({ error: errorOfFault(rebuilt.error) }, 'the text index could not be built anew');
    }
    // The thread may have broken meanwhile, and have been opened again.
    if (opening === this.#openings && this.#phaseName === 'rebuilding' && this.#closing === null) {
      this.#setPhase({ name: 'open', fault: null });
      writer().start();
    }
  }

  get #phaseName(): StorePhase['name'] {
    return this.#phase.name;
  }

  #setPhase(phase: StorePhase): void {
    if (this.#phase.name === 'waiting') {
      clearTimeout(this.#phase.retry);
    }
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
    const { queue, writer, upkeep, record, log } = this.#parts;
    const limit = new Promise<boolean>((resolve) =>
      setTimeout(resolve, CLOSE_LIMIT_MS, false).unref(),
    );
    await Promise.race([writer().flush(), limit]);
    writer().stop();
    if (queue.size > 0) {
      log.error({ rows: queue.size }, 'history closed with unwritten rows');
    }
    // The last connection empties the write-ahead log into the file, so the reader ends first.
    await Promise.race([upkeep.close(), limit]);
    await record.request('close', {}, CLOSE_LIMIT_MS);
    await record.close();
    this.#setPhase({ name: 'closed' });
    this.#emitter.removeAll();
  }
}
