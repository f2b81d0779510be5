/** Tables of the record, and how a file of an older version becomes one of this version. */
import { phrase } from '#model/phrases/phrase';
import type { Database } from './driver';
import { StoreFault } from './fault';

/**
 * Turns a call may have. The row id of a turn is `call key * TURNS_PER_CALL + turn id`: the text
 * index is read in the order of row ids, so it gives the newest calls first without sorting, and
 * the turns of a call are one range.
 */
export const TURNS_PER_CALL = 32_768;

/** Id of the turn that holds the words of the summary (summaries.ts): the last one there is. */
export const SUMMARY_TURN = TURNS_PER_CALL - 1;

/**
 * Unit of a call's key, ms. The key is the start of the call (epoch ms) in this unit, or the next
 * free number. With 32,768 turns a call, row ids stay below 2^53 until the year 2109, so that a
 * JavaScript number holds them exactly.
 */
export const CALL_KEY_MS = 16;

/**
 * Longest beginning of a word that the text index keeps ready (`prefix` of the table below). A
 * longer one is looked up in the list of words instead: the index would collect all its turns
 * before it gives the first.
 */
export const MAX_INDEXED_PREFIX = 5;

/** Each entry leads from the version of its index to the next. Once released it never changes. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE calls (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    caller_number TEXT NOT NULL,
    caller_digits TEXT NOT NULL,
    caller_name TEXT NOT NULL,
    caller_search TEXT NOT NULL,
    dialed_number TEXT NOT NULL,
    demo INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'ended', 'interrupted')),
    end_reason TEXT,
    started_at INTEGER NOT NULL,
    answered_at INTEGER,
    ended_at INTEGER,
    touched_at INTEGER NOT NULL,
    voice TEXT NOT NULL,
    metrics TEXT NOT NULL
  ) STRICT;
  CREATE INDEX calls_caller ON calls (caller_digits);
  CREATE INDEX calls_live ON calls (state) WHERE state = 'live';

  CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    speaker TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('partial', 'final', 'truncated')),
    text TEXT NOT NULL,
    heard_chars INTEGER,
    start_ms REAL NOT NULL,
    end_ms REAL,
    first_audio_ms REAL
  ) STRICT;
  CREATE VIRTUAL TABLE turns_fts USING fts5 (
    text, content='turns', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4 5'
  );
  INSERT INTO turns_fts (turns_fts, rank) VALUES ('secure-delete', 1);
  CREATE VIRTUAL TABLE turns_words USING fts5vocab (turns_fts, row);

  CREATE TRIGGER turns_added AFTER INSERT ON turns WHEN new.status <> 'partial' BEGIN
    INSERT INTO turns_fts (rowid, text) VALUES (new.id, new.text);
  END;
  CREATE TRIGGER turns_changed AFTER UPDATE ON turns BEGIN
    INSERT INTO turns_fts (turns_fts, rowid, text)
      SELECT 'delete', old.id, old.text WHERE old.status <> 'partial';
    INSERT INTO turns_fts (rowid, text) SELECT new.id, new.text WHERE new.status <> 'partial';
  END;
  CREATE TRIGGER turns_removed AFTER DELETE ON turns WHEN old.status <> 'partial' BEGIN
    INSERT INTO turns_fts (turns_fts, rowid, text) VALUES ('delete', old.id, old.text);
  END;
  CREATE TRIGGER calls_removed AFTER DELETE ON calls BEGIN
    DELETE FROM turns WHERE id >= old.key * ${TURNS_PER_CALL} AND id < (old.key + 1) * ${TURNS_PER_CALL};
  END;

  CREATE TABLE events (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    at_ms REAL NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (call_key, at_ms, kind, text)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE metrics (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at_ms REAL NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (call_key, kind, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notes_call ON notes (call_key);

  CREATE TABLE tags (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    tag TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (call_key, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_tag ON tags (tag, call_key);

  CREATE TABLE alerts (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (call_key, kind, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE recordings (
    id INTEGER PRIMARY KEY,
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    bytes INTEGER NOT NULL,
    bucket_ms REAL,
    peaks BLOB,
    UNIQUE (call_key, path)
  ) STRICT;
  CREATE INDEX recordings_without_peaks ON recordings (id) WHERE peaks IS NULL;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    call_id TEXT,
    params TEXT NOT NULL,
    result TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE erasures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    caller_digits TEXT NOT NULL,
    call_ids TEXT NOT NULL,
    files TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE erased_calls (call_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // An event is a phrase. Its words stay beside it, for rows that are older and for codes that a
  // later version no longer knows.
  `
  ALTER TABLE events ADD COLUMN code TEXT;
  ALTER TABLE events ADD COLUMN params TEXT;
  `,
  // A note of Cordboard itself is a phrase, too. Its words stay beside it: they are searched.
  `
  ALTER TABLE turns ADD COLUMN note_code TEXT;
  ALTER TABLE turns ADD COLUMN note_params TEXT;
  `,
  // A caller is erased under all spellings of their number: the column holds a list.
  `
  UPDATE erasures SET caller_digits = json_array(caller_digits) WHERE done = 0;
  `,
  // Webhook events that wait. They do not hang on the call: retention must not take them.
  // AUTOINCREMENT: a number is never used again, so those of an earlier run have the smaller ones.
  `
  CREATE TABLE webhooks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    call_id TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    unanswered INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    UNIQUE (receiver, id)
  ) STRICT;
  CREATE INDEX webhooks_call ON webhooks (call_id);
  `,
  // What kind of call it was. One of an older version tells by its first state whether it went out.
  `
  ALTER TABLE calls ADD COLUMN direction TEXT NOT NULL DEFAULT 'inbound';
  ALTER TABLE calls ADD COLUMN profile_id TEXT NOT NULL DEFAULT '';
  ALTER TABLE calls ADD COLUMN profile_name TEXT NOT NULL DEFAULT '';
  ALTER TABLE calls ADD COLUMN model TEXT NOT NULL DEFAULT '';
  ALTER TABLE calls ADD COLUMN transport TEXT;
  UPDATE calls SET direction = 'outbound' WHERE key IN
    (SELECT call_key FROM events WHERE kind = 'state' AND (code = 'event.dialing' OR text = 'dialing'));
  ALTER TABLE recordings ADD COLUMN start_ms REAL;
  CREATE INDEX audit_call ON audit (call_id) WHERE call_id IS NOT NULL;
  `,
  // A second text index, of turns in scripts that put no blanks between words (unspacedText.ts). It
  // has a text of its own, which the program writes: a row that is not in it yet can be removed
  // from it. `unspaced_left`: turns with a smaller id are still to be put into it.
  `
  CREATE VIRTUAL TABLE turns_unspaced USING fts5 (
    text, tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* Co'", prefix='2 3 4 5', columnsize=0
  );
  INSERT INTO turns_unspaced (turns_unspaced, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER turns_unspaced_removed AFTER DELETE ON turns BEGIN
    DELETE FROM turns_unspaced WHERE rowid = old.id;
  END;
  CREATE TABLE unspaced_left (below INTEGER NOT NULL) STRICT;
  INSERT INTO unspaced_left SELECT id + 1 FROM turns ORDER BY id DESC LIMIT 1;
  `,
  `
  ALTER TABLE calls ADD COLUMN disclosure TEXT;
  `,
  `
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    sender TEXT NOT NULL,
    call_back TEXT NOT NULL,
    text TEXT NOT NULL,
    done_by TEXT,
    done_at INTEGER,
    UNIQUE (call_key, at)
  ) STRICT;
  CREATE INDEX messages_open ON messages (id) WHERE done_at IS NULL;
  `,
  `
  ALTER TABLE calls ADD COLUMN look_up TEXT;
  `,
  // The words of a summary stand in `turns` too, as SUMMARY_TURN: there they are searched.
  `
  CREATE TABLE summaries (
    call_key INTEGER PRIMARY KEY REFERENCES calls (key) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    at INTEGER NOT NULL,
    outcome TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX summaries_outcome ON summaries (outcome) WHERE outcome IS NOT NULL;
  CREATE INDEX summaries_waiting ON summaries (call_key) WHERE state = 'waiting';
  `,
  // Who gave which command to a call, each once: the audit as it is searched by. An act may be
  // audited before its call is written, so both sides fill it.
  `
  CREATE TABLE acts (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (call_key, action, actor)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX acts_action ON acts (action, actor, call_key);
  CREATE INDEX acts_actor ON acts (actor, call_key);
  CREATE TRIGGER audit_acts AFTER INSERT ON audit WHEN new.call_id IS NOT NULL AND new.result = 'ok'
      AND new.action GLOB 'call.*' AND new.action <> 'call.read' BEGIN
    INSERT OR IGNORE INTO acts (call_key, action, actor)
      SELECT key, new.action, new.actor FROM calls WHERE id = new.call_id;
  END;
  CREATE TRIGGER calls_acts AFTER INSERT ON calls BEGIN
    INSERT OR IGNORE INTO acts (call_key, action, actor)
      SELECT new.key, action, actor FROM audit WHERE call_id = new.id AND result = 'ok'
        AND action GLOB 'call.*' AND action <> 'call.read';
  END;
  INSERT OR IGNORE INTO acts (call_key, action, actor)
    SELECT c.key, a.action, a.actor FROM audit a JOIN calls c ON c.id = a.call_id
      WHERE a.result = 'ok' AND a.action GLOB 'call.*' AND a.action <> 'call.read';
    `,
  // What a call of the desk tried, as JSON (model/trial.ts).
  `
  ALTER TABLE calls ADD COLUMN trial TEXT;
    `,
  // An alert has an identity, an end, and whoever saw to it. Before, these rows were notices.
  `
  CREATE TABLE call_alerts (
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    signal TEXT NOT NULL,
    topic TEXT NOT NULL,
    severity TEXT NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    turn_id INTEGER,
    over INTEGER,
    acknowledged_by TEXT,
    acknowledged_at INTEGER,
    PRIMARY KEY (call_key, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO call_alerts (call_key, id, signal, topic, severity, code, params, message, at)
    SELECT call_key, kind || '@' || at, kind, '', severity, '', '', message, at FROM alerts WHERE severity <> 'info';
  DROP TABLE alerts;
  ALTER TABLE call_alerts RENAME TO alerts;
  CREATE INDEX alerts_signal ON alerts (signal, call_key);
  `,
  // What statistics.ts adds up, beside the metrics it is taken from: all of it is in one index, so
  // that no row of a call is read. A row that is damaged must not keep the file from opening.
  `
  ALTER TABLE calls ADD COLUMN cost_usd REAL NOT NULL DEFAULT 0;
  ALTER TABLE calls ADD COLUMN barge_ins INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE calls ADD COLUMN wait_ms REAL;
  UPDATE calls SET cost_usd = coalesce(json_extract(metrics, '$.costEstimateUsd'), 0),
    barge_ins = coalesce(json_extract(metrics, '$.bargeIns'), 0),
    wait_ms = json_extract(metrics, '$.medianTimeToFirstAudioMs')
    WHERE json_valid(metrics);
  CREATE INDEX calls_figures ON calls (demo, started_at, trial, direction, profile_id, profile_name, end_reason,
    answered_at, ended_at, cost_usd, barge_ins, wait_ms);
  `,
  // Searches of the history with a name; `query` is JSON (model/savedSearches.ts).
  `
  CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  `,
  // What the agent's tools brought, and what became of a call that was played again. The calls that
  // played it hold its caller's words: they go with it.
  `
  CREATE TABLE tool_calls (
    id INTEGER PRIMARY KEY,
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    at_ms REAL NOT NULL,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    result TEXT,
    failed INTEGER NOT NULL,
    took_ms REAL NOT NULL,
    UNIQUE (call_key, at_ms, name, args)
  ) STRICT;
  CREATE TABLE replays (
    id TEXT PRIMARY KEY,
    call_key INTEGER NOT NULL REFERENCES calls (key) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX replays_call ON replays (call_key, at);
  CREATE INDEX calls_replayed ON calls (json_extract(trial, '$.callId')) WHERE trial IS NOT NULL;
  CREATE TRIGGER replays_removed BEFORE DELETE ON calls WHEN old.trial IS NULL BEGIN
    DELETE FROM calls WHERE json_extract(trial, '$.callId') = old.id AND trial IS NOT NULL;
  END;
  `,
  // A call of a tool by the agent, as JSON, in the turn that is about it.
  `
  ALTER TABLE turns ADD COLUMN tool TEXT;
  `,
  // What tools brought stood in a table of its own, too. It goes into the turn that is about the
  // call: the one of that tool with the same arguments, else the nearest. In the oldest such turns
  // there is nothing of it, and they began when the tool had answered.
  `
  ALTER TABLE tool_calls ADD COLUMN turn INTEGER;
  UPDATE tool_calls SET turn = (
    SELECT id FROM turns
      WHERE id >= call_key * ${TURNS_PER_CALL} AND id < (call_key + 1) * ${TURNS_PER_CALL}
        AND note_code GLOB 'note.tool*' AND json_valid(note_params) AND (tool IS NULL OR json_valid(tool))
        AND json_extract(note_params, '$.what.params.tool') = substr(tool_calls.name, 1, 64)
      ORDER BY coalesce(json_extract(tool, '$.args'), json_extract(note_params, '$.what.params.args')) IS NOT args,
        min(abs(start_ms - at_ms), abs(start_ms - at_ms - took_ms))
      LIMIT 1);
  UPDATE turns SET tool = (
    SELECT json_object(
      'name', substr(name, 1, 64),
      'state', coalesce(json_extract(turns.tool, '$.state'), iif(failed, 'failed', 'done')),
      'args', iif(turns.tool IS NULL OR json_extract(turns.tool, '$.args') LIKE '%…', args,
        json_extract(turns.tool, '$.args')),
      'result', coalesce(iif(failed AND json_valid(result), json_extract(result, '$.error'), result),
        json_extract(turns.tool, '$.result')),
      'tookMs', coalesce(json_extract(turns.tool, '$.tookMs'), took_ms))
    FROM tool_calls WHERE turn = turns.id ORDER BY id LIMIT 1)
    WHERE id IN (SELECT turn FROM tool_calls);
  DROP TABLE tool_calls;
  `,
  // Whose doing a note tells, and who spoke in the agent's place, as the audit names them.
  `
  ALTER TABLE turns ADD COLUMN by TEXT;
  `,
];

/** Version of the schema that this program writes (SQLite docs, "PRAGMA user_version"). */
const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a file up to SCHEMA_VERSION, in one transaction. Throws a StoreFault of kind `config` when
 * a newer Cordboard wrote it, and leaves it alone.
 */
export function migrate(db: Database): void {
  const version = Number(db.get('PRAGMA user_version')?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION) {
    const versions = { found: version, known: SCHEMA_VERSION };
    throw new StoreFault('config', phrase('history.newer-version', versions));
  }
  if (version === SCHEMA_VERSION) {
    return;
  }
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) {
      db.exec(step);
    }
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}
