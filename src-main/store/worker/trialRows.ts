/** What is kept of a call so that it can be played again, and what became of its replays. */
import type { RecordedToolCall } from '#model/history';
import { type Replay, REPLAYS_KEPT } from '#model/replay';
import type { Database } from './driver';
import { numberOf, textOf, textOrNull } from './rows';

export function writeToolCall(db: Database, key: number, call: RecordedToolCall): boolean {
  db.run(
    `INSERT OR IGNORE INTO tool_calls (call_key, at_ms, name, args, result, failed, took_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[key, call.atMs, call.name, call.args, call.result, call.failed ? 1 : 0, call.tookMs],
  );
  return true;
}

/** The tools that the agent called, in their order. */
export function toolCallsOf(db: Database, key: number): readonly RecordedToolCall[] {
  return db
    .all('SELECT * FROM tool_calls WHERE call_key = ? ORDER BY at_ms, id', key)
    .map((row) => ({
      atMs: numberOf(row, 'at_ms'),
      name: textOf(row, 'name'),
      args: textOf(row, 'args'),
      result: textOrNull(row, 'result'),
      failed: numberOf(row, 'failed') === 1,
      tookMs: numberOf(row, 'took_ms'),
    }));
}

/** Beyond REPLAYS_KEPT the oldest of the call goes. */
export function writeReplay(db: Database, key: number, replay: Replay): boolean {
  db.run(
    'INSERT OR REPLACE INTO replays (id, call_key, at, body) VALUES (?, ?, ?, ?)',
    ...[replay.id, key, Math.round(replay.at), JSON.stringify(replay)],
  );
  db.run(
    `DELETE FROM replays WHERE call_key = ? AND id NOT IN
       (SELECT id FROM replays WHERE call_key = ? ORDER BY at DESC, id LIMIT ?)`,
    ...[key, key, REPLAYS_KEPT],
  );
  return true;
}

/** The newest first. */
export function replaysOf(db: Database, key: number): readonly Replay[] {
  return db
    .all('SELECT body FROM replays WHERE call_key = ? ORDER BY at DESC, id', key)
    .map((row) => JSON.parse(textOf(row, 'body')) as Replay);
}

/** Whether a replay of this call goes on. */
export function isBeingReplayed(db: Database, callId: string): boolean {
  const found = db.get(
    "SELECT 1 FROM calls WHERE json_extract(trial, '$.callId') = ? AND state = 'live'",
    callId,
  );
  return found !== undefined;
}
