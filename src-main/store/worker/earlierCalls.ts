import type { EarlierCalls } from '#model/history';
import type { NumberQuestion } from '../historyStore';
import { digitsOf } from './comparedText';
import type { Database } from './driver';
import { CALL_COLUMNS, callOf, numberOf, textOf } from './rows';
import { spellingsOf } from './spellings';

/**
 * The calls of a caller, however their number is spelled, that began before this one; none of a
 * withheld number. A call that was played again has their number, but they did not call.
 * @param country PHONE_COUNTRY.
 */
export function earlierCalls(
  db: Database,
  { callerNumber, callId, dayStart }: NumberQuestion,
  country: string,
): EarlierCalls {
  // The call itself may not be written yet.
  const own = db.get('SELECT started_at, caller_number FROM calls WHERE id = ?', callId);
  const before = own === undefined ? Number.MAX_SAFE_INTEGER : numberOf(own, 'started_at');
  const number = callerNumber ?? (own === undefined ? '' : textOf(own, 'caller_number'));
  const digits = spellingsOf(db, number, country).map((spelling) => digitsOf(spelling.number));
  const of =
    'FROM calls c WHERE c.caller_digits IN (SELECT value FROM json_each(?)) AND c.started_at < ? AND c.trial IS NULL';
  const values = [JSON.stringify(digits), before] as const;
  const counts = db.get(
    `SELECT count(*) AS total, coalesce(sum(c.started_at >= ?), 0) AS same_day ${of}`,
    ...[dayStart, ...values],
  );
  const last = db.get(`SELECT ${CALL_COLUMNS} ${of} ORDER BY c.started_at DESC LIMIT 1`, ...values);
  return {
    total: numberOf(counts ?? {}, 'total'),
    sameDay: numberOf(counts ?? {}, 'same_day'),
    last: last === undefined ? null : callOf(last),
  };
}
