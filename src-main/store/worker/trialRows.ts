/** What became of a call that was played again. */
import { type Replay, REPLAYS_KEPT } from '#model/replay';
import type { Database } from './driver';
import { textOf } from './rows';

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
