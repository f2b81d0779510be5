import type { Log } from '#main/observability/log';
import type { HistoryStore, NewAuditEntry } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { type Deed, failureText } from '#model/audit';
import { phrase } from '#model/phrases/phrase';
import { type Actor, nameOf } from './actor';
import type { ActTrail } from './actTrail';

/** Makes the deed from the outcome of the work; null when there is nothing to write down. */
export type DeedOfResult<T> = (result: Result<T>) => Deed | null;

/** Carries out what actors ask for, and writes one audit entry for each deed and its outcome. */
export class Deeds {
  readonly #history: Pick<HistoryStore, 'audit'> | null;
  readonly #log: Log;
  readonly #acts: Pick<ActTrail, 'done'> | null;

  /**
   * @param history Null when no record is kept: then deeds are only logged.
   * @param acts Keeps those on calls that go on.
   */
  constructor(
    history: Pick<HistoryStore, 'audit'> | null,
    log: Log,
    acts: Pick<ActTrail, 'done'> | null = null,
  ) {
    this.#history = history;
    this.#log = log;
    this.#acts = acts;
  }

  /**
   * Does the work and writes one audit entry. Work that throws is a defect: it is written down too,
   * and fails with `internal`.
   */
  async do<T>(
    actor: Actor,
    deed: Deed | DeedOfResult<T>,
    work: () => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const result = await outcomeOf(work);
    const what = typeof deed === 'function' ? deed(result) : deed;
    if (what !== null) {
      this.note(actor, what, result);
    }
    return result;
  }

  /**
   * Writes an audit entry for work that is done. It does not wait for the disk, because a
   * supervisor must be able to hang up while the disk is full. An entry that cannot be written is
   * reported in the log.
   */
  note(actor: Actor, deed: Deed, result: Result<unknown>): void {
    const { action, callId, params } = deed;
    const name = nameOf(actor);
    // Who did it is a name, and the params may have the end of a number.
    const fields = { action, callId, door: actor.kind };
    const personal = { actor: name, params };
    if (result.ok) {
      this.#acts?.done(name, deed);
      this.#log.info({ ...fields, pii: personal }, 'deed');
    } else {
      // The message may quote a number.
      const { kind, phrase: said, message, cause } = result.error;
      const error = { kind, code: said.code, cause };
      const level = kind === 'internal' ? 'error' : 'warn';
      this.#log[level]({ ...fields, error, pii: { ...personal, message } }, 'deed failed');
    }
    const outcome = result.ok ? 'ok' : failureText(result.error.kind, result.error.phrase);
    void this.#write({ actor: name, action, callId, params, result: outcome });
  }

  async #write(entry: NewAuditEntry): Promise<void> {
    const { action, callId } = entry;
    try {
      const written = await this.#history?.audit(entry);
      if (written?.ok === false) {
        this.#log.error({ action, callId, error: written.error }, 'audit entry not written');
      }
    } catch (error) {
      this.#log.error({ action, callId, error }, 'audit entry not written');
    }
  }
}

async function outcomeOf<T>(work: () => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail(cordboardError('internal', phrase('desk.defect'), { cause: error }));
  }
}
