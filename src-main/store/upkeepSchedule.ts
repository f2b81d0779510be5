/**
 * What the store does by itself: retention, the daily backup, unfinished erasures, overviews of
 * recordings.
 */
import type { Log } from '#main/observability/log';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type {
  AuditArgs,
  Erasure,
  RecordOperations,
  RetentionArgs,
  StorePlaces,
  UpkeepOperations,
} from './historyMessages';
import { errorOfFault, type FaultMessage } from './storeFault';
import type { WorkerLink } from './workerLink';

/** How long and how much is kept. 0 sets no limit. */
export type Retention = {
  /** Days that a call is kept. */
  readonly days: number;
  /**
   * Bytes that record and recordings may take. All backups but the newest are removed when they do
   * not fit beside the record.
   */
  readonly maxBytes: number;
  /** Days that a recording is kept; no recording outlives its call. */
  readonly recordingDays: number;
};

type UpkeepOptions = {
  readonly places: StorePlaces;
  readonly retention: () => Retention;
  readonly log: Log;
  readonly record: WorkerLink<RecordOperations>;
  readonly upkeep: WorkerLink<UpkeepOperations>;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** The first round waits until the program has started, ms; then there is one an hour. */
const FIRST_ROUND_MS = 60_000;
const ROUND_MS = 60 * 60 * 1000;

/** Time limits, ms: of work on the whole file, and of one step. */
const LONG_MS = 10 * 60 * 1000;
const STEP_MS = 30_000;

/**
 * Works in rounds between `start` and `stop`. The other methods can be called at any time; they
 * fail as the worker does.
 */
export class UpkeepSchedule {
  readonly #options: UpkeepOptions;
  #timer: NodeJS.Timeout | null = null;
  #peaks: Promise<void> | null = null;
  #resuming: Promise<void> | null = null;
  /** Ids of the erasures that are under way. */
  readonly #erasing = new Set<number>();

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Idempotent. */
  start(): void {
    this.#timer ??= this.#after(FIRST_ROUND_MS);
  }

  stop(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
  }

  /** Writes a backup and removes superfluous ones. Gives the path of the new one. */
  async backup(): Promise<Result<string, FaultMessage>> {
    const { places, upkeep, log } = this.#options;
    const startedAt = performance.now();
    const written = await upkeep.request('backup', places, LONG_MS);
    if (written.ok) {
      await upkeep.request('pruneBackups', { ...places, maxBytes: this.#maxBytes() }, STEP_MS);
      log.info({ tookMs: Math.round(performance.now() - startedAt) }, 'history backed up');
    } else {
      log.warn({ error: errorOfFault(written.error) }, 'history could not be backed up');
    }
    return written;
  }

  /** Removes what is too old or too much, in small steps. Gives the number of removed calls. */
  async applyRetention(): Promise<Result<number, FaultMessage>> {
    const { days, recordingDays } = this.#options.retention();
    const args: RetentionArgs = {
      startedBefore: daysAgo(days),
      maxBytes: this.#maxBytes(),
      recordingsBefore: daysAgo(recordingDays),
    };
    let removed = 0;
    for (let more = true; more;) {
      const step = await this.#options.record.request('retentionStep', args, STEP_MS);
      if (!step.ok) {
        return step;
      }
      removed += step.value.removed;
      more = step.value.more;
    }
    if (removed > 0) {
      await this.#options.record.request('checkpoint', {}, STEP_MS);
      this.#options.log.info({ calls: removed }, 'old calls removed from the history');
    }
    return ok(removed);
  }

  /** Removes the same from the backups. Gives how many calls the record had. */
  async finishErasure(erasure: Erasure): Promise<Result<number, FaultMessage>> {
    const { places, upkeep, record } = this.#options;
    this.#erasing.add(erasure.id);
    try {
      const scrubbed = await upkeep.request('scrubBackups', { ...places, erasure }, LONG_MS);
      if (!scrubbed.ok) {
        const why = scrubbed.error.phrase;
        return fail({ ...scrubbed.error, phrase: phrase('history.backups-not-cleared', { why }) });
      }
      const closed = await record.request('closeErasure', { id: erasure.id }, STEP_MS);
      return closed.ok ? ok(erasure.callIds.length) : closed;
    } finally {
      this.#erasing.delete(erasure.id);
    }
  }

  /**
   * Completes erasures that a crash or a full disk left half done, and audits them: whoever asked
   * for one got no answer, or a failure.
   */
  resumeErasures(): Promise<void> {
    this.#resuming ??= this.#resumeErasures().finally(() => {
      this.#resuming = null;
    });
    return this.#resuming;
  }

  async #resumeErasures(): Promise<void> {
    const open = await this.#options.record.request('openErasures', {}, STEP_MS);
    // Not those under way: they may be complete a moment later, and would then be done twice.
    const left = (open.ok ? open.value : []).filter(({ id }) => !this.#erasing.has(id));
    for (const erasure of left) {
      if ((await this.finishErasure(erasure)).ok) {
        await this.#writeDown(erasure);
      }
    }
  }

  async #writeDown({ callIds, files }: Erasure): Promise<void> {
    const entry: AuditArgs = {
      actor: 'system',
      action: 'history.callerDeleted',
      callId: null,
      // Without the number: nothing can be removed from the audit later.
      params: JSON.stringify({ calls: callIds.length, recordings: files }),
      result: 'ok',
    };
    const { record, log } = this.#options;
    const written = await record.request('audit', entry, STEP_MS);
    if (!written.ok) {
      log.error({ error: errorOfFault(written.error) }, 'audit entry not written');
    }
  }

  /** Makes the overviews of recordings that lack one. */
  fillPeaks(): Promise<void> {
    this.#peaks ??= this.#fillPeaks().finally(() => {
      this.#peaks = null;
    });
    return this.#peaks;
  }

  async #fillPeaks(): Promise<void> {
    const { places, upkeep, record } = this.#options;
    for (;;) {
      const waiting = await record.request('recordingsWithoutPeaks', {}, STEP_MS);
      if (!waiting.ok || waiting.value.length === 0) {
        return;
      }
      for (const { id, path } of waiting.value) {
        const computed = await upkeep.request('computePeaks', { ...places, path }, LONG_MS);
        // An unreadable file gets an empty overview, so that it is not tried for ever.
        const peaks = computed.ok ? computed.value : { bucketMs: 0, peaks: new Uint8Array() };
        const put = await record.request('putPeaks', { id, ...peaks }, STEP_MS);
        if (!put.ok) {
          return;
        }
      }
    }
  }

  /** Puts the turns of an older version into the index of unspaced text, a few at a time. */
  async indexOlderTurns(): Promise<void> {
    for (let more = true; more;) {
      const step = await this.#options.record.request('indexOlderTurns', {}, STEP_MS);
      more = step.ok && step.value;
    }
  }

  #after(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timer = this.#after(ROUND_MS);
      void this.#round();
    }, ms);
    timer.unref();
    return timer;
  }

  async #round(): Promise<void> {
    await this.resumeErasures();
    await this.applyRetention();
    const { places, upkeep } = this.#options;
    const newest = await upkeep.request('newestBackup', places, STEP_MS);
    if (newest.ok && (newest.value === null || Date.now() - newest.value >= DAY_MS)) {
      await this.backup();
    }
  }

  #maxBytes(): number | null {
    const { maxBytes } = this.#options.retention();
    return maxBytes > 0 ? maxBytes : null;
  }
}

/** Epoch ms; null for 0 days. */
function daysAgo(days: number): number | null {
  return days > 0 ? Date.now() - days * DAY_MS : null;
}
