import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import { createApiServer } from '#main/api/apiServer';
import { runCheck } from '#main/cli/check';
import { settingsWith } from '#main/config/settings/settings';
import { silentLog } from '#main/observability/log';
import { HealthBoard } from '#main/program/healthBoard';
import { startFakeAri } from '#support/ari/fakeAri';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { deskOver } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { startStandInGemini } from '#support/gemini/standInGemini';
import { IDLE_LOAD } from '#support/load';
import { FakeHistoryStore } from '#support/store/fakeHistoryStore';

const PASSWORD = 'correct-horse-battery';

const cleanUp: (() => Promise<unknown>)[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-check-'));
});
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

async function check(env: Record<string, string>): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await runCheck(
    [],
    { CORDBOARD_DATA_DIR: join(folder, 'data'), API_PORT: '0', ...env },
    { envFilePath: join(folder, '.env'), print: (line) => lines.push(line) },
  );
  return { code, text: lines.join('\n') };
}

/** What an API answers from. */
const answeringFrom = (control: FakeCallControl) => ({
  desk: deskOver({ control }),
  picture: control,
  storeHealth: () => new FakeHistoryStore().health,
  load: () => IDLE_LOAD,
});

async function configured(): Promise<Record<string, string>> {
  const ari = await startFakeAri({ username: 'asterisk', password: PASSWORD });
  const gemini = await startStandInGemini();
  ari.answerWith('GET /applications/gemini-voice-assistant', { status: 404, body: {} });
  cleanUp.push(
    () => ari.stop(),
    () => gemini.close(),
  );
  return {
    ARI_BASE_URL: ari.baseUrl,
    ARI_PASSWORD: PASSWORD,
    GOOGLE_API_KEY: gemini.knobs.apiKey ?? '',
    GEMINI_BASE_URL: gemini.baseUrl,
  };
}

async function occupy(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => {
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the configuration check', () => {
  it('succeeds in demo mode and says that it is one', async () => {
    const { code, text } = await check({});
    expect(text).toContain('Mode: demo');
    expect(text).toMatch(/skipped +Asterisk/);
    expect(code).toBe(0);
  });

  it('does not take secrets that were saved in the window for missing ones', async () => {
    await mkdir(join(folder, 'data'));
    const sealed = { ARI_PASSWORD: 'c2VhbGVk', GOOGLE_API_KEY: 'c2VhbGVk' };
    await writeFile(join(folder, 'data', 'secrets.json'), JSON.stringify(sealed));
    const { code, text } = await check({});
    expect(text).not.toContain('Mode: demo');
    expect(text).toMatch(/FAILED.*ARI_PASSWORD/);
    expect(code).toBe(1);
  });

  it('succeeds when everything answers, and shows no secret', async () => {
    const env = await configured();
    const { code, text } = await check(env);
    expect(text).toMatch(/ok +Asterisk +version \d+/);
    expect(text).toMatch(/ok +Application +gemini-voice-assistant is free/);
    expect(text).toMatch(/ok +Gemini +key accepted/);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(env['GOOGLE_API_KEY']);
    expect(code).toBe(0);
  });

  it('shows no password that was put into the address of Asterisk', async () => {
    const { code, text } = await check({
      ARI_BASE_URL: `http://asterisk:${PASSWORD}@pbx:8088/ari`,
    });
    expect(text).toMatch(/FAILED +ARI_BASE_URL is .*without user and password/);
    expect(text).not.toContain(PASSWORD);
    expect(code).toBe(1);
  });

  it('says how to get an API token while there is none, and then how many there are', async () => {
    expect((await check({})).text).toMatch(/ok +API_TOKENS_FILE +no API tokens.*npm run token/);
    await addToken(join(folder, 'data', 'api-tokens.json'), 'ops', 'read', 1);
    expect((await check({})).text).toMatch(/ok +API_TOKENS_FILE +API tokens: 1/);
  });

  it('tells where each value came from', async () => {
    await writeFile(join(folder, '.env'), 'GEMINI_VOICE=kore\n');
    const { text } = await check({ STASIS_APP: 'other' });
    expect(text).toMatch(/GEMINI_VOICE +Kore +\.env line 1$/m);
    expect(text).toMatch(/STASIS_APP +other +environment/);
    expect(text).toMatch(/VAD_SILENCE_THRESHOLD +0\.5 seconds +default/);
  });

  it('shows length and last signs of a secret, where it stands, and whether there is a #', async () => {
    const key = 'AIzaSyD-0123456789-wxyz';
    await writeFile(
      join(folder, '.env'),
      `# ours\nGOOGLE_API_KEY="${key}"\nARI_PASSWORD=hunter22 #7\nWEBHOOK_SECRET=short\n`,
    );
    const { text } = await check({ ARI_BASE_URL: 'http://127.0.0.1:9/ari' });
    expect(text).toMatch(/GOOGLE_API_KEY +23 characters, ends with wxyz +\.env line 2$/m);
    expect(text).toMatch(
      /ARI_PASSWORD +8 characters, ends with 22 +\.env line 3 \(the line has a #/,
    );
    expect(text).toMatch(/WEBHOOK_SECRET +5 characters +\.env line 4$/m);
    expect(text).not.toMatch(/AIza|hunter|short|#7/);
  });

  it('warns of names and lines that it cannot understand, and fails for none of them', async () => {
    await writeFile(join(folder, '.env'), 'GEMINI_VOCE=Kore\nnonsense\n');
    const { code, text } = await check({});
    expect(text).toMatch(/WARNING +Settings files .*line 1: GEMINI_VOCE .*GEMINI_VOICE\?/);
    expect(text).toMatch(/WARNING +Settings files .*line 2 is ignored/);
    expect(code).toBe(0);
  });

  it.each([
    ['a wrong password', { ARI_PASSWORD: 'wrong' }, /FAILED +Asterisk .*(password|ARI_PASSWORD)/],
    ['no Asterisk', { ARI_BASE_URL: 'http://127.0.0.1:9/ari' }, /FAILED +Asterisk .*127\.0\.0\.1/],
    ['a wrong key', { GOOGLE_API_KEY: 'wrong-key-wrong-key' }, /FAILED +Gemini .*key/i],
    ['an unknown model', { GEMINI_LIVE_MODEL: 'gemini-9-live' }, /FAILED +Gemini .*gemini-9-live/],
    [
      'only one side configured',
      { GOOGLE_API_KEY: '' },
      /FAILED +Gemini +GOOGLE_API_KEY is not set/,
    ],
    ['a wrong value', { VAD_SILENCE_THRESHOLD: '60' }, /FAILED +VAD_SILENCE_THRESHOLD is "60"/],
    [
      'a dead model',
      { GEMINI_LIVE_MODEL: 'gemini-2.0-flash-exp' },
      /FAILED +.*Use gemini-3\.8-live/,
    ],
  ])('fails for %s and says what to do', async (_name, env, expected) => {
    const { code, text } = await check({ ...(await configured()), ...env });
    expect(text).toMatch(expected);
    expect(code).toBe(1);
  });

  it('fails for a taken port', async () => {
    const port = await occupy();
    const { code, text } = await check({ API_PORT: String(port) });
    expect(text).toMatch(/FAILED +API_PORT .*taken by another program/);
    expect(code).toBe(1);
  });

  it('looks at the media port only when it is listened on', async () => {
    const env = { EXTERNAL_MEDIA_PORT: String(await occupy()), EXTERNAL_MEDIA_HOST: '127.0.0.1' };
    expect((await check(env)).code).toBe(0);
    const { code, text } = await check({ ...env, EXTERNAL_MEDIA_TRANSPORT: 'websocket-listen' });
    expect(text).toMatch(/FAILED +EXTERNAL_MEDIA_PORT/);
    expect(code).toBe(1);
  });

  it('is content with ports that the running Cordboard has', async () => {
    const { health } = new HealthBoard('demo', '1.0.0', () => undefined);
    const api = createApiServer({
      ...answeringFrom(new FakeCallControl([], health)),
      settings: { current: settingsWith({ apiPort: 0 }) },
      dataDir: tmpdir(),
      log: silentLog,
      version: '1.0.0',
    });
    cleanUp.push(() => api.stop());
    await api.start();
    const { code, text } = await check({ API_PORT: new URL(api.url).port });
    expect(text).toContain('Cordboard is running already');
    expect(code).toBe(0);
  });

  it('knows a running Cordboard that speaks https', async () => {
    const { key, cert } = await makeSelfSigned();
    await writeFile(join(folder, 'cert.pem'), cert);
    await writeFile(join(folder, 'key.pem'), key);
    const files = {
      apiTlsCertFile: join(folder, 'cert.pem'),
      apiTlsKeyFile: join(folder, 'key.pem'),
    };
    const api = createApiServer({
      ...answeringFrom(new FakeCallControl()),
      settings: { current: settingsWith({ apiPort: 0, ...files }) },
      dataDir: folder,
      log: silentLog,
      version: '1.0.0',
    });
    cleanUp.push(() => api.stop());
    await api.start();
    const { code, text } = await check({
      API_PORT: new URL(api.url).port,
      API_TLS_CERT_FILE: files.apiTlsCertFile,
      API_TLS_KEY_FILE: files.apiTlsKeyFile,
    });
    expect(text).toContain('Cordboard is running already');
    expect(text).toContain('certificate and key belong together');
    expect(code).toBe(0);
  });

  it('warns of an API that is open to the network in clear, and fails with a certificate that is not there', async () => {
    const open = await check({ API_HOST: '0.0.0.0' });
    expect(open.text).toMatch(/API_HOST +.*without encryption/);
    expect(open.code).toBe(0);
    const gone = await check({ API_TLS_CERT_FILE: 'gone.pem', API_TLS_KEY_FILE: 'gone.pem' });
    expect(gone.text).toMatch(/FAILED +API_TLS_CERT_FILE/);
    expect(gone.code).toBe(1);
  });

  it('warns when another console may have the application', async () => {
    const env = await configured();
    const ari = await startFakeAri({ username: 'asterisk', password: PASSWORD });
    cleanUp.push(() => ari.stop());
    ari.answerWith('GET /applications/gemini-voice-assistant', {
      status: 200,
      body: { name: 'gemini-voice-assistant' },
    });
    const { code, text } = await check({ ...env, ARI_BASE_URL: ari.baseUrl });
    expect(text).toMatch(/WARNING +Application .*STASIS_APP/);
    expect(code).toBe(0);
  });

  it('fails when Asterisk cannot carry WebSocket media', async () => {
    const env = await configured();
    const ari = await startFakeAri({
      username: 'asterisk',
      password: PASSWORD,
      version: '18.10.0',
    });
    cleanUp.push(() => ari.stop());
    const { code, text } = await check({ ...env, ARI_BASE_URL: ari.baseUrl });
    expect(text).toMatch(/FAILED +Asterisk .*18\.10\.0/);
    expect(code).toBe(1);
  });

  it('fails when the data folder cannot be written', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const { code, text } = await check({});
    expect(text).toMatch(/FAILED +Data folder .*CORDBOARD_DATA_DIR/);
    expect(code).toBe(1);
  });
});
