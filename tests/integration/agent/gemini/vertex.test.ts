import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeGemini } from '#main/agent/gemini/wire/probe';
import type { GeminiAccess } from '#model/geminiAccess';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { ask, type MakeAgent, useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 200, playbackFactor: 0.2 });
const SUBJECT_TOKEN = 'subject-token-of-the-machine';
let gemini: StandInGemini;
let make: MakeAgent;
let folder: string;
let access: GeminiAccess & { readonly kind: 'vertex' };

beforeEach(async () => {
  ({ gemini, make } = bench());
  folder = await mkdtemp(join(tmpdir(), 'cordboard-vertex-'));
  const subjectFile = join(folder, 'subject.txt');
  const credentialsFile = join(folder, 'credentials.json');
  await writeFile(subjectFile, SUBJECT_TOKEN);
  await writeFile(
    credentialsFile,
    JSON.stringify({
      type: 'external_account',
      audience:
        '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/desk',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${gemini.baseUrl}/token`,
      credential_source: { file: subjectFile },
    }),
  );
  access = {
    kind: 'vertex',
    project: 'my-project',
    location: 'us-central1',
    credentialsFile,
    baseUrl: gemini.baseUrl,
  };
});

afterEach(async () => {
  expect(gemini.violations).toEqual([]);
  await rm(folder, { recursive: true });
});

describe('Vertex AI', () => {
  it('is used in the project and region, with a token for the credentials file', async () => {
    const { agent, heard, logLines } = make({ access: () => access });
    expect(await agent.start(heard)).toMatchObject({ ok: true });
    expect(gemini.upgrades).toEqual([
      '//ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
    ]);
    expect(gemini.lastSession.setup?.message.model).toBe(
      'projects/my-project/locations/us-central1/publishers/google/models/gemini-3.8-live',
    );
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(heard.agentText).toBe('This is answer number 1 of the agent.');
    await gemini.waitFor(() => gemini.givenHandles === 1);
    gemini.lastSession.cut();
    await gemini.waitFor(() => heard.reconnects.length === 1);
    expect(heard.reconnects).toEqual(['resumed']);
    const told = logLines.join('\n');
    expect(told).not.toContain(gemini.knobs.accessToken);
    expect(told).not.toContain(SUBJECT_TOKEN);
  });

  it('says what is wrong when Google gives no token', async () => {
    gemini.knobs.tokenAnswer = 'refused';
    const { agent, heard } = make({ access: () => access });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(heard.errors[0]?.message).toContain('GOOGLE_APPLICATION_CREDENTIALS');
    expect(gemini.upgrades).toEqual([]);
  });

  it('says what is wrong when the credentials file is not there', async () => {
    const credentialsFile = join(folder, 'nowhere.json');
    const { agent, heard } = make({ access: () => ({ ...access, credentialsFile }) });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(heard.errors[0]?.message).toContain('ENOENT');
  });

  it('says so when the token is not good for the project', async () => {
    const { agent, heard } = make({ access: () => access });
    gemini.knobs.refuseUpgrade = 403;
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('opens no connection with a token that comes after the end of the call', async () => {
    gemini.knobs.tokenDelayMs = 300;
    const { agent, heard } = make({ access: () => access });
    const starting = agent.start(heard);
    await new Promise((resolve) => setTimeout(resolve, 100));
    agent.close();
    expect(await starting).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(gemini.upgrades).toEqual([]);
  });

  it('calls tools without ids, and counts tokens in its own words', async () => {
    gemini.knobs.usage = 'vertex';
    gemini.knobs.toolCallIds = 'missing';
    gemini.knobs.toolFor = (turn) => (turn === 1 ? { name: 'look_up', args: {} } : null);
    const parameters = { type: 'object', properties: {} };
    const tool = { name: 'look_up', description: 'Looks up.', parameters } as const;
    const { agent, heard } = make(
      { access: () => access },
      { tools: [{ ...tool, scheduling: 'when-idle' }] },
    );
    await agent.start(heard);
    ask(agent);
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    gemini.lastSession.callTool('hidden', 'no_such_tool');
    gemini.lastSession.callTool('hidden too', 'look_up');
    await gemini.waitFor(() => heard.toolCalls.length === 2);
    expect(new Set(heard.toolCalls.map(({ id }) => id)).size).toBe(2);
    for (const { id, name } of heard.toolCalls) {
      agent.sendToolResult({ id, name, response: { found: id }, scheduling: 'when-idle' });
    }
    await gemini.waitFor(() => heard.count('turnComplete') >= 1);
    expect(gemini.lastSession.toolResponses).toHaveLength(3);
    expect(JSON.stringify(gemini.lastSession.toolResponses)).not.toContain('"id"');
    expect(heard.usage[0]).toMatchObject({ responseTokens: 5, responseAudioTokens: 5 });
  });

  it.each([
    ['a missing project', { project: '' }, 'GOOGLE_CLOUD_PROJECT'],
    ['a region that is none', { location: 'us central' }, 'GOOGLE_CLOUD_LOCATION'],
  ])('says what is wrong with %s', async (_name, change, setting) => {
    const { agent, heard } = make({ access: () => ({ ...access, ...change }) });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(heard.errors[0]?.message).toContain(setting);
  });

  it('can be probed', async () => {
    const request = { access, model: 'gemini-3.8-live', timeoutMs: 2_000 };
    expect(await probeGemini(request)).toMatchObject({ ok: true });
    expect(gemini.modelRequests).toEqual([
      { url: '/v1beta1/publishers/google/models/gemini-3.8-live', key: null },
    ]);
    gemini.knobs.tokenAnswer = 'refused';
    expect(await probeGemini(request)).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });
});
