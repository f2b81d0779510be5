import type { FastifyRequest } from 'fastify';
import type { Log } from '#main/observability/log';
import type { HistoryStore, NewAuditEntry } from '#main/store/historyStore';
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';

/** Who makes a request, for log and audit. */
export function actorOf({ access }: FastifyRequest): string {
  return access.level === 'none' ? 'nobody' : access.actor;
}

/** Something a client asked for. */
export type Action<T> = {
  /** As the audit names it, e.g. `call.end`. */
  readonly name: string;
  readonly callId: CallId | null;
  /** What it is done with. Neither secrets nor personal data: the audit outlives the record of a call. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly work: () => Promise<Result<T>>;
};

/** Carries out what clients ask for, and writes down who asked for what and what came of it. */
export type ActingOptions = {
  readonly history: Pick<HistoryStore, 'audit'> | null;
  readonly log: Log;
};

/**
 * Carries an action out. The audit entry is written before the answer goes out, but what was done is not undone when the disk
 * does not take it: a supervisor must be able to hang up with a full disk. That is logged as an error.
 */
export async function act<T>(
  { history, log }: ActingOptions,
  request: FastifyRequest,
  action: Action<T>,
): Promise<Result<T>> {
  const actor = actorOf(request);
  const { name, callId, params } = action;
  const result = await action.work();
  if (result.ok) {
    log.info({ action: name, callId, actor }, 'API client acted');
  } else {
    log.warn(
      { action: name, callId, actor, error: result.error },
      'action of an API client failed',
    );
  }
  if (history !== null) {
    const entry = {
      actor,
      action: name,
      callId,
      params,
      result: result.ok ? 'ok' : `${result.error.kind}: ${result.error.message}`,
    };
    const problem = await problemOfAudit(history, entry);
    if (problem !== null) {
      log.error({ action: name, callId, actor, error: problem }, 'audit entry not written');
    }
  }
  return result;
}

/** Why an entry was not written; null when it was. */
async function problemOfAudit(
  history: Pick<HistoryStore, 'audit'>,
  entry: NewAuditEntry,
): Promise<unknown> {
  try {
    const written = await history.audit(entry);
    return written.ok ? null : written.error;
  } catch (error) {
    return error;
  }
}
