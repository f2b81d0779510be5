import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertRulesStore } from '#main/config/alertRules/alertRulesStore';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';

let dir = '';
let file = '';

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'cordboard-alert-rules-'));
  file = path.join(dir, 'alert-rules.json');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** Writes a file as somebody else may have, and reads it. */
async function loadText(text: string): Promise<AlertRulesStore> {
  await writeFile(file, text);
  return AlertRulesStore.load(file);
}

describe('the file of the alert rules', () => {
  it('may be missing: the rules are those of a new installation', async () => {
    const { state } = await AlertRulesStore.load(file);
    expect(state).toEqual({ rules: DEFAULT_ALERT_RULES, problem: null });
  });

  it('may lack what came later, and keeps what it has', async () => {
    const rules = { signals: { 'both-silent': { warnAt: 20 } }, personWords: [], keywords: [] };
    const { state } = await loadText(JSON.stringify({ version: 1, rules }));
    expect(state.problem).toBeNull();
    expect(state.rules.signals['both-silent']).toMatchObject({ warnAt: 20, dangerAt: 30 });
    expect(state.rules.personWords).toEqual([]);
    expect(state.rules.trouble).toEqual(DEFAULT_ALERT_RULES.trouble);
    expect(await readdir(dir)).toEqual(['alert-rules.json']);
  });

  it('is read again as it was saved', async () => {
    const store = await AlertRulesStore.load(file);
    const saved = await store.save({ trouble: { recording: { coolDownSeconds: 5 } } });
    expect(saved).toMatchObject({ ok: true });
    const again = await AlertRulesStore.load(file);
    expect(again.state).toEqual(store.state);
    expect(again.state.rules.trouble.recording).toEqual({ sound: true, coolDownSeconds: 5 });
  });

  it('is set aside when it is damaged, and says so', async () => {
    const { state } = await loadText('{"version":1,"rules":{"trouble":{"nonsense":{}}}}');
    expect(state.rules).toEqual(DEFAULT_ALERT_RULES);
    expect(state.problem).not.toBeNull();
    expect(await readFile(`${file}.broken`, 'utf8')).toContain('nonsense');
  });
});
