import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { Deed } from '#model/audit';
import { type Actor, nameOf } from './actor';

/** Does what actors ask for, and writes down who did what and what came of it. */
export class Deeds {
  readonly #history: Pick<HistoryStore, 'audit'> | null;
  readonly #log: Log;

  /** @param history Null when no record is kept: then the log alone has the deeds. */
  constructor(history: Pick<HistoryStore, 'audit'> | null, log: Log) {
    this.#history = history;
    this.#log = log;
  }

  /** Does it and writes one entry. Work that throws is a defect, and fails with `internal`. */
  async do<T>(
    actor: Actor,
    deed: Deed,
    work: () => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const result = await outcomeOf(work);
    this.note(actor, deed, result);
    return result;
  }

  /**
   * Writes down what was done. The entry is not waited for: a supervisor must be able to hang up
   * with a full disk. One that cannot be written is reported in the log.
   */
  note(actor: Actor, { action, callId, params }: Deed, result: Result<unknown>): void {
    const name = nameOf(actor);
    if (result.ok) {
      this.#log.info({ action, callId, actor: name, ...params }, 'deed');
    } else {
      this.#log.warn(
        { action, callId, actor: name, ...params, error: result.error },
        'deed failed',
      );
    }
    const entry = {
      actor: name,
      action,
      callId,
      params,
      result: result.ok ? 'ok' : `${result.error.kind}: ${result.error.message}`,
    };
    this.#history?.audit(entry).then(
      (written) => {
        if (!written.ok) {
          this.#log.error({ action, callId, error: written.error }, 'audit entry not written');
        }
      },
      (error: unknown) => {
        this.#log.error({ action, callId, error }, 'audit entry not written');
      },
    );
  }
}

async function outcomeOf<T>(work: () => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail(cordboardError('internal', messageOf(error), { cause: error }));
  }
}
