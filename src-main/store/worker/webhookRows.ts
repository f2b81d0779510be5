/** Webhook events that wait, in the file of the record. */
import type { CallId } from '#model/call';
import type { WaitingWebhook } from '#model/webhooks';
import type { WebhookPage } from '../historyMessages';
import type { Database, SqlRow } from './driver';
import { numberOf, textOf } from './rows';

/** Events of a page: bodies may be long. */
const PAGE = 200;

/** Writes an event, or its newer state. False when its call was erased. */
export function putWebhook(db: Database, webhook: WaitingWebhook): boolean {
  const { receiver, id, type, callId, queuedAt, body, attempts, unanswered, dueAt } = webhook;
  if (db.get('SELECT 1 FROM erased_calls WHERE call_id = ?', callId) !== undefined) {
    return false;
  }
  db.run(
    `INSERT INTO webhooks (receiver, id, type, call_id, queued_at, body, attempts, unanswered, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (receiver, id) DO UPDATE SET body = excluded.body, attempts = excluded.attempts, unanswered = excluded.unanswered,
       due_at = excluded.due_at`,
    ...[receiver, id, type, callId, queuedAt, body, attempts, unanswered, Math.round(dueAt)],
  );
  return true;
}

export function removeWebhook(
  db: Database,
  { receiver, id }: Pick<WaitingWebhook, 'receiver' | 'id'>,
): void {
  db.run('DELETE FROM webhooks WHERE receiver = ? AND id = ?', receiver, id);
}

/** Removes what waits about these calls. */
export function eraseWebhooks(db: Database, callIds: readonly CallId[]): void {
  db.run(
    'DELETE FROM webhooks WHERE call_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(callIds),
  );
}

/** Removes everything that waits. */
export function clearWebhooks(db: Database): void {
  db.run('DELETE FROM webhooks');
}

/** Largest `seq`; 0 when no event waits. */
export function lastWebhook(db: Database): number {
  return numberOf(db.get('SELECT max(seq) AS last FROM webhooks') ?? {}, 'last');
}

export function waitingWebhooks(db: Database, after: number, upTo: number): WebhookPage {
  const rows = db.all(
    'SELECT * FROM webhooks WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
    ...[after, upTo, PAGE],
  );
  const last = rows.at(-1);
  return {
    webhooks: rows.map(webhookOf),
    last: last === undefined ? null : numberOf(last, 'seq'),
  };
}

function webhookOf(row: SqlRow): WaitingWebhook {
  return {
    receiver: textOf(row, 'receiver'),
    id: textOf(row, 'id'),
    type: textOf(row, 'type'),
    callId: textOf(row, 'call_id'),
    queuedAt: numberOf(row, 'queued_at'),
    body: textOf(row, 'body'),
    attempts: numberOf(row, 'attempts'),
    unanswered: numberOf(row, 'unanswered'),
    dueAt: numberOf(row, 'due_at'),
  };
}
