import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Settings, settingsWith } from '#main/config/settings/settings';
import { createSectionChecks } from '#main/program/checks/sectionChecks';
import type { CheckItem, TestedGroup } from '#model/settings';
import { startFakeAri } from '#support/ari/fakeAri';
import { startStandInGemini } from '#support/gemini/standInGemini';
import { wordsIn } from '#support/phrases';

const PASSWORD = 'correct-horse-battery';

const cleanUp: (() => Promise<unknown>)[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-sections-'));
});
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

/** `STATE subject: what was found`, a line for each item. */
async function test(
  group: TestedGroup,
  settings: Partial<Settings>,
  isConnected = false,
): Promise<string> {
  const checks = createSectionChecks({
    dataDir: folder,
    inForce: () => settingsWith(settings),
    isConnected: () => isConnected,
  });
  const items: readonly CheckItem[] = await checks(group, settingsWith(settings));
  return items
    .map(({ state, subject, said }) => `${state} ${wordsIn(subject)}: ${wordsIn(said)}`)
    .join('\n');
}

async function asterisk(): Promise<Partial<Settings>> {
  const ari = await startFakeAri({ username: 'asterisk', password: PASSWORD });
  cleanUp.push(() => ari.stop());
  ari.answerWith('GET /applications/gemini-voice-assistant', { status: 200, body: {} });
  return { ariBaseUrl: ari.baseUrl, ariPassword: PASSWORD };
}

/** A receiver of webhooks. Resolves with its address and what it was asked. */
async function receiver(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    response.writeHead(405).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => {
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/hook?token=S3CRET`, asked };
}

describe('the test of a section', () => {
  it('says of Asterisk what answers, and that the application is free or taken', async () => {
    const settings = await asterisk();
    expect(await test('asterisk', settings)).toMatch(/ok Asterisk: version \d+/);
    expect(await test('asterisk', settings)).toMatch(/warning Application: .*another console/);
    // The program itself holds it once it is connected there.
    expect(await test('asterisk', settings, true)).toMatch(/ok Application: .*this Cordboard/);
  });

  it('tells a wrong password in words, and does not repeat it', async () => {
    const settings = { ...(await asterisk()), ariPassword: 'S3CRET' };
    const said = await test('asterisk', settings);
    expect(said).toMatch(/^failed Asterisk: .*(ARI_PASSWORD|password)/);
    expect(said).not.toContain('S3CRET');
  });

  it('says which way the audio would take', async () => {
    expect(await test('media', await asterisk())).toMatch(
      /ok Audio path: calls use websocket-dial/,
    );
  });

  it('says what of the dialplan calls would miss', async () => {
    const settings = await asterisk();
    const said = await test('calls', settings);
    expect(said).toMatch(/^ok Asterisk: version .*\n\w+ Dialplan: /);
    expect(said).not.toMatch(/Application|Audio path|modules/);
    expect(await test('calls', { ...settings, ariPassword: 'wrong' })).toMatch(
      /^failed Asterisk: /,
    );
  });

  it('tries key, live model and text model of Gemini', async () => {
    const gemini = await startStandInGemini();
    cleanUp.push(() => gemini.close());
    const access = { geminiBaseUrl: gemini.baseUrl, googleApiKey: gemini.knobs.apiKey ?? '' };
    const fine = await test('gemini', access);
    expect(fine).toMatch(/ok Gemini: key accepted/);
    expect(fine).toMatch(/ok Text model: /);
    expect(await test('gemini', { ...access, geminiTextModel: 'no-such' })).toMatch(
      /warning Text model: .*no-such.*GEMINI_TEXT_MODEL/,
    );
    const wrong = await test('gemini', { ...access, googleApiKey: 'S3CRET' });
    expect(wrong).toMatch(/^failed Gemini: /);
    expect(wrong).not.toContain('S3CRET');
  });

  it('asks receivers of webhooks for their head, and names their host alone', async () => {
    const { url, asked } = await receiver();
    const said = await test('webhooks', { webhookUrls: url, webhookSecret: 'x' });
    expect(said).toMatch(/^ok Webhooks: 127\.0\.0\.1:\d+ answers$/);
    expect(asked).toEqual(['HEAD /hook?token=S3CRET']);
    const silent = { webhookUrls: 'http://127.0.0.1:9/hook?token=S3CRET', webhookSecret: '' };
    expect(await test('webhooks', silent)).toMatch(
      /failed Webhooks: nothing is sent without.*\nfailed Webhooks: 127\.0\.0\.1:9 does not answer/,
    );
    expect(await test('webhooks', silent)).not.toContain('S3CRET');
    expect(await test('webhooks', {})).toMatch(/^skipped Webhooks/);
  });

  it('finds out whether recordings can be written and have room', async () => {
    expect(await test('recording', {})).toMatch(
      /^ok Recordings: .*can be written\nok Recordings: \d+ MB are free$/,
    );
    expect(await test('recording', { recordingMinFreeDiskBytes: 10 ** 18 })).toMatch(
      /failed Recordings: .*RECORDING_MIN_FREE_DISK/,
    );
  });

  it('finds a port that another program has', async () => {
    const { url } = await receiver();
    const apiPort = Number(new URL(url).port);
    expect(await test('api', { apiPort })).toMatch(/^failed API_PORT: .*taken by another program/);
    expect(await test('api', { apiPort: 0 })).toMatch(/^ok API_PORT: any free port/);
  });
});
