import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretBox } from '#main/config/settings/secretBox';
import { SettingsStore } from '#main/config/settings/settingsStore';
import type { Phrase } from '#model/phrases/phrase';
import { wordsIn } from '#support/phrases';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-check-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Protects nothing, which no test here is about. */
const OPEN_BOX: SecretBox = {
  access: 'open',
  encrypt: (text) => text,
  decrypt: (text) => text,
};

function load(env: Record<string, string> = {}, place = 'here'): Promise<SettingsStore> {
  return SettingsStore.load({
    env,
    envFilePath: join(folder, place, '.env'),
    savedFilePath: join(folder, place, 'settings.json'),
    secretBox: OPEN_BOX,
  });
}

const said = (phrases: Readonly<Record<string, Phrase>>) =>
  Object.fromEntries(Object.entries(phrases).map(([name, each]) => [name, wordsIn(each)]));

describe('checking what is typed', () => {
  it('refuses what saving refuses, in the same words, and saves nothing', async () => {
    const store = await load({ GEMINI_VOICE: 'Kore' });
    const wrong = { VAD_ENERGY_THRESHOLD: '0', GEMINI_VOICE: 'Puck', NO_SUCH: 'x' };
    const { refused } = store.check({ ...wrong, MAX_CALLS: '3' });
    expect(Object.keys(refused)).toEqual(Object.keys(wrong));
    for (const [name, text] of Object.entries(wrong)) {
      const saved = await store.update({ [name]: text });
      expect(saved.ok ? null : saved.error.phrase).toEqual(refused[name]);
    }
    expect(store.current.maxCalls).toBe(0);
  });

  it.each([
    [{ ARI_PASSWORD: 'x' }, 'GOOGLE_API_KEY'],
    [{ GOOGLE_API_KEY: 'x' }, 'ARI_PASSWORD'],
    [
      { GOOGLE_GENAI_USE_VERTEXAI: 'true', ARI_PASSWORD: 'x', GOOGLE_API_KEY: 'x' },
      'GOOGLE_CLOUD_PROJECT',
    ],
    [
      { WATCHDOG_CALLER_SILENT: '30', WATCHDOG_CALLER_SILENT_END: '30' },
      'WATCHDOG_CALLER_SILENT_END',
    ],
    [{ EXTERNAL_MEDIA_RTP_FIRST_PORT: '40000' }, 'EXTERNAL_MEDIA_RTP_LAST_PORT'],
    [{ EXTERNAL_MEDIA_TRANSPORT: 'audiosocket', API_PORT: '8090' }, 'EXTERNAL_MEDIA_PORT'],
    [{ EXTERNAL_MEDIA_USERNAME: 'pbx' }, 'EXTERNAL_MEDIA_PASSWORD'],
    [{ API_TLS_CERT_FILE: 'a.pem' }, 'API_TLS_KEY_FILE'],
    [{ API_TLS_KEY_FILE: 'a.pem' }, 'API_TLS_CERT_FILE'],
    [{ WEBHOOK_URLS: 'https://desk.example/x' }, 'WEBHOOK_SECRET'],
  ])('warns of what does not fit together: %o', async (changes, name) => {
    const { refused, warnings } = (await load()).check(changes);
    expect(refused).toEqual({});
    expect(Object.keys(warnings)).toEqual([name]);
  });

  it('has nothing to say of settings that fit', async () => {
    expect((await load()).check({})).toEqual({ refused: {}, warnings: {} });
    const both = { ARI_PASSWORD: 'x', GOOGLE_API_KEY: 'y' };
    expect((await load()).check(both)).toEqual({ refused: {}, warnings: {} });
  });

  it('sees what is typed together with what is saved', async () => {
    const store = await load();
    await store.update({ ARI_PASSWORD: 'x' });
    expect(said(store.check({}).warnings)['GOOGLE_API_KEY']).toContain('no call can be answered');
    expect(store.settingsWith({ GOOGLE_API_KEY: 'k' })).toMatchObject({
      ariPassword: 'x',
      googleApiKey: 'k',
    });
  });
});

describe('an export', () => {
  const INSTRUCTION = 'You are "Ana".\n\nAsk one question; it\'s enough. # not a remark\nC:\\new';

  it('has every value that is not the default, and comes back as the same', async () => {
    const from = await load();
    await from.update({
      GEMINI_SYSTEM_INSTRUCTION: INSTRUCTION,
      MAX_CALL_DURATION: '90',
      ARI_PASSWORD: 'correct-horse',
    });
    const text = from.exportText();
    expect(text).not.toContain('correct-horse');
    expect(text).toContain('# ARI_PASSWORD=');

    const to = await load({}, 'there');
    const { changes, notes } = to.readImport('cordboard.env', text);
    expect(notes).toEqual([]);
    expect(changes).toEqual({
      GEMINI_SYSTEM_INSTRUCTION: INSTRUCTION,
      MAX_CALL_DURATION: '90',
    });
    expect((await to.update(changes)).ok).toBe(true);
    expect(to.current.geminiSystemInstruction).toBe(INSTRUCTION);
  });

  it('names what no line can hold instead of writing something else', async () => {
    const store = await load();
    await store.update({ GEMINI_SYSTEM_INSTRUCTION: 'a\' # "b" # `c` # «d» #\ne' });
    const text = store.exportText();
    expect(store.readImport('x.env', text).changes).toEqual({});
    expect(text).toMatch(/# GEMINI_SYSTEM_INSTRUCTION holds signs/);
  });
});

describe('an import', () => {
  it('changes only what differs, and says what is left out and why', async () => {
    const store = await load({ GEMINI_VOICE: 'Kore' });
    const { changes, notes } = store.readImport(
      'my.env',
      [
        'MAX_CALLS=0',
        'RING_LIMIT=61',
        'GEMINI_VOICE=Puck',
        'ARI_PASWORD=x',
        'VAD_ENERGY_THRESHOLD=loud',
        'PLUGINS=evil.mjs',
        'no line',
      ].join('\n'),
    );
    // A wrong value is shown at its field, where it can be mended.
    expect(changes).toEqual({ RING_LIMIT: '61', VAD_ENERGY_THRESHOLD: 'loud' });
    const words = notes.map(wordsIn);
    expect(words).toHaveLength(4);
    expect(words).toEqual(
      expect.arrayContaining([
        expect.stringContaining('my.env, line 7 is ignored'),
        expect.stringContaining('GEMINI_VOICE is set by the environment'),
        expect.stringContaining('Did you mean ARI_PASSWORD?'),
        expect.stringContaining('PLUGINS can only be set in the environment'),
      ]),
    );
  });

  it('does not ask for a secret again that is the same', async () => {
    const store = await load();
    await store.update({ ARI_PASSWORD: 'same' });
    expect(store.readImport('my.env', 'ARI_PASSWORD=same').changes).toEqual({});
    expect(store.readImport('my.env', 'ARI_PASSWORD=same').holdsSecrets).toBe(true);
    expect(store.readImport('my.env', 'ARI_PASSWORD=\nMAX_CALLS=1').holdsSecrets).toBe(false);
    expect(store.readImport('my.env', 'ARI_PASSWORD=new').changes).toEqual({
      ARI_PASSWORD: 'new',
    });
  });
});
