/** The messages that callers left: written, listed, and marked as done. */
import type { InboxMessage, InboxPage, InboxQuery, LeftMessage } from '#model/inbox';
import { MAX_INBOX_PAGE } from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import type { Database, SqlRow } from './driver';
import { StoreFault } from './fault';
import { numberOf, numberOrNull, textOf } from './rows';

/** Messages of a page, by default. */
const DEFAULT_LIMIT = 50;

const MESSAGES = `
  SELECT m.*, c.id AS call_id, c.caller_number, c.caller_name, c.profile_name
  FROM messages m JOIN calls c ON c.key = m.call_key`;

/** A message that is there already stays as it is. */
export function writeMessage(db: Database, key: number, message: LeftMessage): boolean {
  db.run(
    'INSERT OR IGNORE INTO messages (call_key, at, sender, call_back, text) VALUES (?, ?, ?, ?, ?)',
    ...[key, Math.round(message.at), message.from, message.callBack, message.text],
  );
  return true;
}

/** A page of messages, newest first. */
export function listMessages(db: Database, query: InboxQuery): InboxPage {
  const limit = Math.min(MAX_INBOX_PAGE, Math.max(1, query.limit ?? DEFAULT_LIMIT));
  const ofState = {
    open: ' AND m.done_at IS NULL',
    done: ' AND m.done_at IS NOT NULL',
    any: '',
  }[query.state ?? 'any'];
  const ofCall = query.callId === undefined ? '' : ' AND c.id = ?';
  // One more than asked for shows whether there is a next page.
  const rows = db.all(
    `${MESSAGES} WHERE m.id < ?${ofState}${ofCall} ORDER BY m.id DESC LIMIT ?`,
    query.before ?? Number.MAX_SAFE_INTEGER,
    ...(query.callId === undefined ? [] : [query.callId]),
    limit + 1,
  );
  const messages = rows.slice(0, limit).map(messageOf);
  return {
    messages,
    next: rows.length > limit ? (messages.at(-1)?.id ?? null) : null,
    open: numberOf(
      db.get('SELECT count(*) AS open FROM messages WHERE done_at IS NULL') ?? {},
      'open',
    ),
  };
}

/** One that is done already stays with whoever did it. Throws `not-found`. */
export function markMessage(db: Database, id: number, actor: string, done: boolean): InboxMessage {
  if (done) {
    db.run(
      'UPDATE messages SET done_by = ?, done_at = ? WHERE id = ? AND done_at IS NULL',
      ...[actor, Date.now(), id],
    );
  } else {
    db.run('UPDATE messages SET done_by = NULL, done_at = NULL WHERE id = ?', id);
  }
  const row = db.get(`${MESSAGES} WHERE m.id = ?`, id);
  if (row === undefined) {
    throw new StoreFault('not-found', phrase('history.no-message'));
  }
  return messageOf(row);
}

function messageOf(row: SqlRow): InboxMessage {
  const doneAt = numberOrNull(row, 'done_at');
  return {
    id: numberOf(row, 'id'),
    callId: textOf(row, 'call_id'),
    callerNumber: textOf(row, 'caller_number'),
    callerName: textOf(row, 'caller_name'),
    profileName: textOf(row, 'profile_name'),
    at: numberOf(row, 'at'),
    from: textOf(row, 'sender'),
    callBack: textOf(row, 'call_back'),
    text: textOf(row, 'text'),
    done: doneAt === null ? null : { by: textOf(row, 'done_by'), at: doneAt },
  };
}
