import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import type { CordboardError } from '#main/util/errors';
import type { CallId } from '#model/call';

/** Who acted, as the audit names the person at the window. */
export const CONSOLE_ACTOR = 'console';

/** What was done in the window, and what came of it. */
export type AuditNote = {
  /** E.g. `call.end`, `settings.update`. */
  readonly action: string;
  readonly callId: CallId | null;
  /** What it was done with. Neither secrets nor personal data: the audit outlives the record of a call. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Null when it succeeded. */
  readonly error: Pick<CordboardError, 'kind' | 'message'> | null;
};

/** Writes down what the person at the window did. */
export type AuditTrail = (note: AuditNote) => void;

/**
 * An AuditTrail into the store; without one, into nothing. It is not waited for: an action on a call must not be held up by a
 * slow disk. An entry that cannot be written is reported in the log.
 */
export function createAuditTrail(
  history: Pick<HistoryStore, 'audit'> | null,
  log: Log,
): AuditTrail {
  return ({ action, callId, params, error }) => {
    if (history === null) {
      return;
    }
    const result = error === null ? 'ok' : `${error.kind}: ${error.message}`;
    history.audit({ actor: CONSOLE_ACTOR, action, callId, params, result }).then(
      (written) => {
        if (!written.ok) {
          log.error({ action, callId, error: written.error }, 'audit entry not written');
        }
      },
      (reason: unknown) => {
        log.error({ action, callId, error: reason }, 'audit entry not written');
      },
    );
  };
}
