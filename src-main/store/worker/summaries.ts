/** The summaries of calls: written, read, and put into the text indexes. */
import type { CallId } from '#model/call';
import { wordsOf } from '#model/phrases/phrase';
import type { CallSummary, DoneSummary, SummaryContent } from '#model/summary';
import type { Database } from './driver';
import { numberOf, phraseOf, textOf } from './rows';
import { SUMMARY_TURN, TURNS_PER_CALL } from './schema';
import { indexTurn } from './unspacedText';

type DoneBody = Pick<DoneSummary, 'text' | 'followUps' | 'fields' | 'model'>;
type FailedBody = { readonly code: string; readonly params: string; readonly text: string };

/** Replaces what was there of the summary of this call. */
export function writeSummary(db: Database, key: number, summary: CallSummary): boolean {
  db.run(
    `INSERT INTO summaries (call_key, state, at, outcome, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_key) DO UPDATE SET state = excluded.state, at = excluded.at,
       outcome = excluded.outcome, body = excluded.body`,
    ...[key, summary.state, Math.round(summary.at)],
    ...[summary.state === 'done' ? summary.outcome : null, JSON.stringify(bodyOf(summary))],
  );
  if (summary.state === 'done') {
    writeWords(db, key * TURNS_PER_CALL + SUMMARY_TURN, wordsOfSummary(summary));
  }
  return true;
}

/** Null when the call has none and waits for none. */
export function summaryOf(db: Database, key: number): CallSummary | null {
  const row = db.get('SELECT state, at, outcome, body FROM summaries WHERE call_key = ?', key);
  if (row === undefined) {
    return null;
  }
  const at = numberOf(row, 'at');
  const body: unknown = JSON.parse(textOf(row, 'body'));
  switch (textOf(row, 'state')) {
    case 'done': {
      const outcome = textOf(row, 'outcome');
      return {
        state: 'done',
        at,
        outcome: outcome === '' ? null : outcome,
        ...(body as DoneBody),
      };
    }
    case 'failed': {
      const { code, params, text } = body as FailedBody;
      return { state: 'failed', at, reason: phraseOf(code, params, text) };
    }
    default:
      return { state: 'waiting', at };
  }
}

/** The calls whose summaries wait, the oldest first. */
export function waitingSummaries(db: Database): readonly CallId[] {
  return db
    .all(
      `SELECT c.id FROM summaries s JOIN calls c ON c.key = s.call_key
       WHERE s.state = 'waiting' ORDER BY s.call_key`,
    )
    .map((row) => textOf(row, 'id'));
}

function bodyOf(summary: CallSummary): DoneBody | FailedBody | object {
  switch (summary.state) {
    case 'done': {
      const { text, followUps, fields, model } = summary;
      return { text, followUps, fields, model } satisfies DoneBody;
    }
    case 'failed': {
      const { code, params } = summary.reason;
      const text = wordsOf(summary.reason);
      return { code, params: JSON.stringify(params), text } satisfies FailedBody;
    }
    case 'waiting':
      return {};
  }
}

/** Stands among the turns of the call, so that a search for words finds it in the same way. */
function writeWords(db: Database, id: number, text: string): void {
  db.run(
    `INSERT INTO turns (id, speaker, status, text, start_ms) VALUES (?, 'summary', 'final', ?, 0)
     ON CONFLICT (id) DO UPDATE SET text = excluded.text`,
    ...[id, text],
  );
  indexTurn(db, id, text);
}

function wordsOfSummary({ text, followUps, fields }: SummaryContent): string {
  const values = Object.values(fields).filter((value) => typeof value === 'string');
  // These characters mark hits and gaps in what the text indexes give back.
  return [text, ...followUps, ...values].join('\n').replaceAll(/[\u0001-\u0003]/g, '');
}
