import type { Log } from '#main/observability/log';
import type { NoticeKind } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../../liveCall';

/**
 * Shows a notice and logs it. Record, metrics, webhooks and plugins follow the notices, so each
 * gets it once.
 */
export function raiseAlert(liveCall: LiveCall, log: Log, kind: NoticeKind, said: Phrase): void {
  liveCall.notice(kind, 'warn', said);
  log.warn({ alert: kind, code: said.code }, 'alert raised');
}

/** Whole seconds, as alerts and prompts name them. */
export function secondsOf(ms: number): number {
  return Math.round(ms / 1_000);
}
