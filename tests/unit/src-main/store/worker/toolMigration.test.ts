/** What tools brought stood in a table of its own in files of an older version. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '#main/store/worker/driver';
import { turnOf } from '#main/store/worker/rows';
import { migrate, MIGRATIONS, TURNS_PER_CALL } from '#main/store/worker/schema';
import { toolText, type ToolUse } from '#model/toolUse';

const KEY = 9;
/** Longer than an older version kept of it in a turn. */
const LONG = JSON.stringify({ output: 'x'.repeat(9_000) });

let db: Database;

beforeEach(() => {
  const to = MIGRATIONS.findIndex((step) => step.includes('DROP TABLE tool_calls'));
  db = new Database(':memory:');
  for (const step of MIGRATIONS.slice(0, to)) {
    db.exec(step);
  }
  db.exec(`PRAGMA user_version = ${String(to)}; PRAGMA foreign_keys = OFF`);
});

afterEach(() => {
  db.close();
});

/** A turn about a call of `find`. */
function note(id: number, startMs: number, args: object, tool: Partial<ToolUse> | null): void {
  const what = { code: 'note.tool', params: { tool: 'find', args: JSON.stringify(args) } };
  const use = { name: 'find', state: 'done', args: JSON.stringify(args), result: '{}', tookMs: 5 };
  db.run(
    `INSERT INTO turns (id, speaker, status, text, note_code, note_params, start_ms, tool)
       VALUES (?, 'system', 'final', 'Tool', 'note.tool-answered', ?, ?, ?)`,
    ...[KEY * TURNS_PER_CALL + id, JSON.stringify({ what, tookMs: 5 }), startMs],
    tool === null ? null : JSON.stringify({ ...use, ...tool }),
  );
}

function called(atMs: number, args: object, result: object | null, failed = false): void {
  db.run(
    `INSERT INTO tool_calls (call_key, at_ms, name, args, result, failed, took_ms)
       VALUES (?, ?, 'find', ?, ?, ?, 500)`,
    ...[KEY, atMs, JSON.stringify(args), result === null ? null : JSON.stringify(result)],
    failed ? 1 : 0,
  );
}

const tools = () =>
  db.all('SELECT * FROM turns ORDER BY id').map((row) => {
    const { tool } = turnOf(row);
    return [tool?.state, tool?.args, tool?.result];
  });

it('is in the turn of each call from now on, also in turns that had nothing of it', () => {
  note(1, 1_500, { a: 1 }, null);
  note(2, 1_500, { a: 2 }, null);
  note(3, 9_500, { a: 1 }, null);
  called(1_000, { a: 1 }, { b: 1 });
  called(1_000, { a: 2 }, { error: 'The shop is closed.' }, true);
  called(9_000, { a: 1 }, { b: 3 });
  migrate(db);
  expect(tools()).toEqual([
    ['done', '{"a":1}', '{"b":1}'],
    ['failed', '{"a":2}', 'The shop is closed.'],
    ['done', '{"a":1}', '{"b":3}'],
  ]);
  expect(db.all("SELECT name FROM sqlite_master WHERE name = 'tool_calls'")).toEqual([]);
});

it('is whole where the turn had only its beginning, and stays as it is where no more is known', () => {
  note(1, 1_000, { a: 1 }, { result: `${LONG.slice(0, 7_999)}…` });
  note(2, 2_000, { a: 2 }, { args: null, result: '{"b":2}' });
  note(3, 3_000, { a: 3 }, { state: 'cancelled', result: null });
  note(4, 4_000, { a: 4 }, { result: '{"b":4}' });
  called(1_001, { a: 1 }, JSON.parse(LONG) as object);
  called(2_001, {}, { b: 2 });
  called(3_001, { a: 3 }, null);
  migrate(db);
  expect(toolText(LONG)).toBe(LONG);
  expect(tools()).toEqual([
    ['done', '{"a":1}', LONG],
    ['done', null, '{"b":2}'],
    ['cancelled', '{"a":3}', null],
    ['done', '{"a":4}', '{"b":4}'],
  ]);
});

it('does not keep a file from opening where a turn is damaged', () => {
  note(1, 1_000, { a: 1 }, null);
  db.exec("UPDATE turns SET note_params = '{'");
  called(1_000, { a: 1 }, { b: 1 });
  migrate(db);
  expect(db.get('SELECT tool FROM turns')).toEqual({ tool: null });
});
