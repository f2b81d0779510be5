import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SecretBox } from '#main/config/settings/secretBox';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { wordsIn } from '#support/phrases';
import { twistingBox, useSettingsFolder, viewOf } from '#support/settingsFolder';

const { path, envFile, savedFile, secretsFile, load } = useSettingsFolder();
const view = viewOf;
const box = twistingBox;

/** A file as it is on Windows. */
const TWO_SETTINGS = 'GOOGLE_API_KEY=abc\r\nARI_PASSWORD=x\r\n';

describe('where values come from', () => {
  it('uses the defaults when nothing is configured', async () => {
    const store = await load();
    expect(store.current).toMatchObject({
      googleApiKey: '',
      geminiLiveModel: 'gemini-3.8-live',
      geminiVoice: 'Puck',
      audioChunkSize: 320,
      ariBaseUrl: 'http://localhost:8088/ari',
      vadSilenceThresholdMs: 500,
      autoAnswerCalls: true,
      apiPort: 8000,
      logLevel: 'INFO',
    });
    expect(store.list().every((setting) => setting.source === 'default')).toBe(true);
    expect(store.fileProblems).toEqual([]);
  });

  it('puts the environment over .env over saved over defaults', async () => {
    const store = await load();
    await store.update({
      VAD_ENERGY_THRESHOLD: '111',
      MAX_CALL_DURATION: '111',
      GEMINI_VOICE: 'Kore',
    });
    await writeFile(envFile(), 'VAD_ENERGY_THRESHOLD=222\nMAX_CALL_DURATION=222\n');
    const again = await load({ VAD_ENERGY_THRESHOLD: '333' });
    expect(again.current).toMatchObject({
      vadEnergyThreshold: 333,
      maxCallDurationMs: 222_000,
      geminiVoice: 'Kore',
    });
    expect(
      ['VAD_ENERGY_THRESHOLD', 'MAX_CALL_DURATION', 'GEMINI_VOICE', 'API_PORT'].map(
        (name) => view(again, name).source,
      ),
    ).toEqual(['environment', 'env-file', 'saved', 'default']);
  });

  it('lets an empty value fall through to the next source', async () => {
    await writeFile(envFile(), 'ARI_USERNAME=from-file\n');
    expect((await load({ ARI_USERNAME: ' ' })).current.ariUsername).toBe('from-file');
  });

  it.each([
    ['GEMINI_VOICE', 'kore', 'geminiVoice', 'Kore'],
    ['LOG_LEVEL', 'debug', 'logLevel', 'DEBUG'],
    ['AUTO_ANSWER_CALLS', 'No', 'autoAnswerCalls', false],
    ['ENABLE_CALL_RECORDING', '1', 'enableCallRecording', true],
    ['ARI_BASE_URL', 'https://pbx:8089/ari/', 'ariBaseUrl', 'https://pbx:8089/ari'],
    ['GEMINI_LIVE_MODEL', 'models/gemini-3.8-live', 'geminiLiveModel', 'gemini-3.8-live'],
    ['VAD_SPEECH_THRESHOLD', '.05', 'vadSpeechThresholdMs', 50],
    ['VAD_SILENCE_THRESHOLD', '0.57', 'vadSilenceThresholdMs', 570],
    ['BARGE_IN_CONFIRM', '250', 'bargeInConfirmMs', 250],
    ['LOG_MAX_SIZE', '0.1', 'logMaxSizeBytes', 100_000],
    ['HISTORY_MAX_SIZE', '20000', 'historyMaxSizeBytes', 20_000_000_000],
  ])('reads %s=%s', async (name, text, field, value) => {
    const store = await load({ [name]: text });
    expect(store.current).toHaveProperty(field, value);
    expect(view(store, name).problem).toBeNull();
  });
});

describe('wrong values', () => {
  it.each([
    ['GEMINI_LIVE_MODEL', 'gemini-2.0-flash-exp', 'gemini-3.8-live'],
    ['GEMINI_VOICE', 'Bob', '30 prebuilt voices'],
    ['CORS_ORIGINS', '*', 'would let every web page read the calls'],
    ['AUDIO_FORMAT', 'opus', 'must be slin16, slin, ulaw or alaw'],
    ['AUDIO_SAMPLE_RATE', '44100', 'must be 8000 to 16000 in multiples of 8000 Hz'],
    ['AUDIO_CHUNK_SIZE', '500', 'multiples of 320'],
    ['VAD_SILENCE_THRESHOLD', '60', '0.1 to 5 seconds'],
    ['VAD_ENERGY_THRESHOLD', 'loud', '1 to 32767'],
    ['API_PORT', '99999', '0 to 65535'],
    ['API_PORT', '80.5', 'whole number'],
    ['ARI_BASE_URL', 'localhost:8088', 'http or https address'],
    ['ARI_BASE_URL', 'http://asterisk:hunter22@pbx/ari', 'without user and password'],
    ['SHUTDOWN_CALLS', 'drop', 'fallback or hangup'],
    ['AUTO_ANSWER_CALLS', 'maybe', 'true or false'],
  ])(
    '%s=%s gives the default and a problem that says what is allowed',
    async (name, text, part) => {
      const [store, plain] = await Promise.all([load({ [name]: text }), load()]);
      expect(store.current).toEqual(plain.current);
      expect(wordsIn(view(store, name).problem)).toContain(name);
      expect(wordsIn(view(store, name).problem)).toContain(part);
      expect(view(store, name).source).toBe('environment');
    },
  );

  it('never repeats a secret in its problem', async () => {
    const store = await load({ GOOGLE_API_KEY: 'abc\u0007def' });
    expect(wordsIn(view(store, 'GOOGLE_API_KEY').problem)).toContain('cannot be right');
    expect(JSON.stringify(store.list())).not.toContain('abc');
  });

  it.each([
    'http://asterisk:hunter22@pbx:8088/ari',
    `http://asterisk:${'x'.repeat(60)}hunter22@pbx/ari`,
    'http://asterisk:hunter22#"/@1@pbx/ari',
    'asterisk:hunter22@pbx',
  ])('does not repeat the password that was put into ARI_BASE_URL=%s', async (text) => {
    const store = await load({ ARI_BASE_URL: text });
    const { problem } = view(store, 'ARI_BASE_URL');
    expect(wordsIn(problem)).toMatch(/^ARI_BASE_URL is "\[redacted\]@pbx[^"]*"; it must be/);
    expect(JSON.stringify(store.list())).not.toMatch(/hunter22|xxx/);
  });

  it('reports each name in .env that is no setting, with its line and the likely one', async () => {
    await writeFile(envFile(), 'GOOGLE_APIKEY=s3cret\n\nTZ=Europe/Berlin\n');
    const { fileProblems } = await load();
    expect(fileProblems).toMatchObject([{ kind: 'unknown-name' }, { kind: 'unknown-name' }]);
    const words = fileProblems.map(wordsIn);
    expect(words[0]).toMatch(/line 1: GOOGLE_APIKEY is not .* Did you mean GOOGLE_API_KEY\?/);
    expect(words[1]).toMatch(/line 3: TZ is not a setting .*no effect/);
    expect(words.join()).not.toContain('s3cret');
  });

  it('takes a password with a #, a path of Windows and typographic quotes as they are meant', async () => {
    await writeFile(
      envFile(),
      'ARI_PASSWORD=abc#def\nLOG_FILE="C:\\new\\logs\\n.log"\nGOOGLE_API_KEY=“AIza-test”\n',
    );
    const store = await load();
    expect(store.current).toMatchObject({
      ariPassword: 'abc#def',
      logFile: 'C:\\new\\logs\\n.log',
      googleApiKey: 'AIza-test',
    });
    expect(store.fileProblems).toEqual([]);
  });

  it('tells of a line that it cannot understand', async () => {
    await writeFile(envFile(), 'ARI_PASSWORD: s3cret\n');
    const { fileProblems } = await load();
    expect(fileProblems).toMatchObject([{ kind: 'wrong-line', path: envFile() }]);
    expect(wordsIn(fileProblems[0])).toContain('line 1 is ignored');
    expect(wordsIn(fileProblems[0])).not.toContain('s3cret');
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TWO_SETTINGS}`)],
    ['UTF-16', Buffer.from(`\uFEFF${TWO_SETTINGS}`, 'utf16le')],
    ['UTF-16 with the big end first', Buffer.from(`\uFEFF${TWO_SETTINGS}`, 'utf16le').swap16()],
  ])('reads a .env that an editor on Windows saved as %s', async (_encoding, bytes) => {
    await writeFile(envFile(), bytes);
    const store = await load();
    expect(store.current).toMatchObject({ googleApiKey: 'abc', ariPassword: 'x' });
    expect(store.fileProblems).toEqual([]);
  });

  it('says what to do about a .env in UTF-16 that does not say so', async () => {
    await writeFile(envFile(), TWO_SETTINGS, 'utf16le');
    const store = await load();
    expect(store.current.googleApiKey).toBe('');
    expect(store.fileProblems).toMatchObject([{ kind: 'unreadable' }]);
    expect(wordsIn(store.fileProblems[0])).toContain(envFile());
    expect(wordsIn(store.fileProblems[0])).toContain('Save it anew with the encoding UTF-8');
  });

  it('reports an unreadable .env and goes on', async () => {
    const store = await SettingsStore.load({
      env: {},
      envFilePath: path(),
      savedFilePath: savedFile(),
    });
    expect(wordsIn(store.fileProblems[0])).toContain(path());
    expect(store.current.apiPort).toBe(8000);
  });

  it('reports a broken settings file, keeps it aside and writes it anew', async () => {
    await (await load()).update({ MAX_CALL_DURATION: '60' });
    await writeFile(savedFile(), '{"MAX_CALL_DURATION": ');
    const store = await load();
    expect(wordsIn(store.fileProblems[0])).toContain(savedFile());
    expect(store.current.maxCallDurationMs).toBe(3_600_000);
    await store.update({ MAX_CALL_DURATION: '90' });
    expect(await readFile(`${savedFile()}.broken`, 'utf8')).toBe('{"MAX_CALL_DURATION": ');
    expect(store.fileProblems).toEqual([]);
    expect((await load()).current.maxCallDurationMs).toBe(90_000);
  });
});

describe('update', () => {
  it('puts live settings into force at once, tells its listeners, and leaves the old object alone', async () => {
    const store = await load();
    const before = store.current;
    const seen: unknown[] = [];
    store.on('changed', (change) => seen.push(change));
    const result = await store.update({
      VAD_ENERGY_THRESHOLD: '500',
      ENABLE_CALL_RECORDING: 'false',
    });
    expect(result.ok).toBe(true);
    expect(before.vadEnergyThreshold).toBe(300);
    expect(store.current.vadEnergyThreshold).toBe(500);
    expect(seen).toEqual([{ settings: store.current, names: ['VAD_ENERGY_THRESHOLD'] }]);
  });

  it.each([
    ['VAD_SILENCE_THRESHOLD', ' 0.570', '0.57'],
    ['BARGE_IN_CONFIRM', '250', '250'],
    ['MAX_CALL_DURATION', '90', '90'],
    ['HISTORY_MAX_SIZE', '1500', '1500'],
    ['AUTO_ANSWER_CALLS', 'no', 'false'],
  ])('saves and shows %s=%s in the unit that people write', async (name, text, shown) => {
    const store = await load();
    const views = await store.update({ [name]: text });
    expect(views.ok && views.value.find((each) => each.name === name)?.value).toBe(shown);
    expect(JSON.parse(await readFile(savedFile(), 'utf8'))).toEqual({ [name]: shown });
    expect(view(await load(), name).value).toBe(shown);
  });

  it('removes a saved value with an empty text', async () => {
    const store = await load();
    await store.update({ GEMINI_VOICE: 'Kore' });
    await store.update({ GEMINI_VOICE: '' });
    expect(view(store, 'GEMINI_VOICE')).toMatchObject({ value: 'Puck', source: 'default' });
  });

  it.each([
    ['NO_SUCH', 'x', 'invalid-input', 'no setting'],
    ['__proto__', 'x', 'invalid-input', 'no setting'],
    ['API_PORT', 'x', 'invalid-input', '0 to 65535'],
    ['ARI_USERNAME', 'x', 'refused', 'environment'],
    ['STASIS_APP', 'x', 'refused', '.env'],
    ['CORDBOARD_DATA_DIR', '/x', 'refused', 'environment'],
    ['GOOGLE_API_KEY', 'x', 'refused', 'no protected storage'],
  ])('refuses %s=%s and saves none of the others', async (name, text, kind, part) => {
    await writeFile(envFile(), 'STASIS_APP=other\n');
    const store = await load({ ARI_USERNAME: 'bob' });
    const result = await store.update(
      Object.fromEntries([
        ['MAX_CALL_DURATION', '60'],
        [name, text],
      ]),
    );
    expect(result).toMatchObject({ ok: false, error: { kind } });
    expect(result.ok ? '' : result.error.message).toContain(part);
    expect(store.current.maxCallDurationMs).toBe(3_600_000);
    await expect(readFile(savedFile())).rejects.toThrow('ENOENT');
  });

  it('loses none of several changes that overlap', async () => {
    const store = await load();
    await Promise.all([
      store.update({ MAX_CALL_DURATION: '60' }),
      store.update({ GEMINI_VOICE: 'Kore' }),
      store.update({ SESSION_CLEANUP_INTERVAL: '30' }),
    ]);
    expect((await load()).current).toMatchObject({
      maxCallDurationMs: 60_000,
      geminiVoice: 'Kore',
      sessionCleanupIntervalMs: 30_000,
    });
  });

  it('writes files that only their owner can read, and leaves no temporary ones', async () => {
    const store = await load({}, box);
    await store.update({ MAX_CALL_DURATION: '60', GOOGLE_API_KEY: 'key-one' });
    expect((await stat(savedFile())).mode & 0o777).toBe(0o600);
    expect((await stat(secretsFile())).mode & 0o777).toBe(0o600);
    expect((await readdir(join(path(), 'data'))).sort()).toEqual(['secrets.json', 'settings.json']);
  });

  it('answers with an error when nothing can be written', async () => {
    await writeFile(join(path(), 'data'), 'a file where the folder should be');
    const store = await load();
    expect(wordsIn(store.fileProblems[0])).toContain('settings.json');
    expect(await store.update({ MAX_CALL_DURATION: '60' })).toMatchObject({
      ok: false,
      error: { kind: 'config' },
    });
    expect(store.current.maxCallDurationMs).toBe(3_600_000);
  });
});

describe('secrets', () => {
  it('stores them protected, apart from the others, and reads them again', async () => {
    const store = await load({}, box);
    await store.update({ GOOGLE_API_KEY: 'AIza-secret-key-0123456789', MAX_CALL_DURATION: '60' });
    expect(await readFile(savedFile(), 'utf8')).not.toContain('KEY');
    expect(await readFile(secretsFile(), 'utf8')).not.toContain('AIza-secret');
    expect((await load({}, box)).current.googleApiKey).toBe('AIza-secret-key-0123456789');
  });

  it('shows a long one by its last characters, a short one not at all', async () => {
    const store = await load({
      GOOGLE_API_KEY: 'AIza-secret-key-0123456789',
      ARI_PASSWORD: 'hunter22',
    });
    expect(view(store, 'GOOGLE_API_KEY').value).toBe('••••••••6789');
    expect(view(store, 'ARI_PASSWORD').value).toBe('••••••••');
    expect(store.secrets).toContain('hunter22');
  });

  it('knows every one of them, for keeping them out of logs', async () => {
    const store = await load({ WEBHOOK_SECRET: 'sign-with-this', ARI_PASSWORD: 'hunter22' });
    expect(store.secrets).toEqual(expect.arrayContaining(['sign-with-this', 'hunter22']));
    expect(JSON.stringify(store.list())).not.toContain('sign-with-this');
  });

  it('keeps one that cannot be read here until it is entered anew', async () => {
    await (await load({}, box)).update({ GOOGLE_API_KEY: 'key-one', ARI_PASSWORD: 'pass-one' });
    const other: SecretBox = {
      ...box,
      decrypt: () => {
        throw new Error('other machine');
      },
    };
    const elsewhere = await load({}, other);
    expect(elsewhere.current.googleApiKey).toBe('');
    expect(wordsIn(elsewhere.fileProblems[0])).toContain('saved GOOGLE_API_KEY cannot be read');
    await elsewhere.update({ GOOGLE_API_KEY: 'key-two' });
    expect((await load({}, box)).current).toMatchObject({
      googleApiKey: 'key-two',
      ariPassword: 'pass-one',
    });
  });

  it.each([
    ['open', 'Enter it again, or set it in the environment or .env.'],
    ['locked', 'Unlock the key store, or set it in the environment or .env.'],
    ['none', 'For this one set it in the environment or .env.'],
  ] as const)('says what to do where the key of a saved one is %s', async (access, todo) => {
    await (await load({}, box)).update({ ARI_PASSWORD: 'pass-one' });
    const { fileProblems } = await load(
      {},
      {
        ...box,
        access,
        decrypt: () => {
          throw new Error('no key');
        },
      },
    );
    expect(fileProblems).toMatchObject([{ kind: 'sealed-secret', setting: 'ARI_PASSWORD' }]);
    expect(wordsIn(fileProblems[0])).toContain(todo);
  });

  it('reports storage that fails as an error', async () => {
    const store = await load(
      {},
      {
        ...box,
        encrypt: () => {
          throw new Error('keyring locked');
        },
      },
    );
    expect(await store.update({ GOOGLE_API_KEY: 'x' })).toMatchObject({
      ok: false,
      error: { kind: 'internal' },
    });
    expect((await store.update({ MAX_CALL_DURATION: '60' })).ok).toBe(true);
  });
});
