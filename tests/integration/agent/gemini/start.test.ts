import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { type MakeAgent, useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

describe('a session that is ended by who hears that it is ready', () => {
  it('is closed, and gives up nothing', async () => {
    const { agent, heard } = make();
    const onLink = heard.onLink.bind(heard);
    heard.onLink = (link, error) => {
      onLink(link, error);
      if (link === 'ready') {
        agent.close();
      }
    };
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(heard.links).toEqual(['connecting', 'ready', 'closed']);
    expect(heard.errors).toEqual([]);
  });
});

describe('a start that fails', () => {
  it('says at once that the key is refused', async () => {
    const { agent, heard } = make({
      access: () => ({ kind: 'api-key', apiKey: 'WRONG_KEY', baseUrl: gemini.baseUrl }),
    });
    const result = await agent.start(heard);
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth', retryable: false } });
    expect(JSON.stringify(result)).toContain('GOOGLE_API_KEY');
    expect(JSON.stringify(result)).not.toContain('WRONG_KEY');
    expect(gemini.upgrades).toHaveLength(1);
    expect(heard.links).toEqual(['connecting', 'failed']);
  });

  it('says at once that the model is unknown, and which one to use', async () => {
    const { agent, heard } = make({}, { model: 'gemini-9-live' });
    const result = await agent.start(heard);
    expect(result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(JSON.stringify(result)).toContain('gemini-3.8-live');
    expect(gemini.upgrades).toHaveLength(1);
  });

  it('says without asking the service that a model was shut down', async () => {
    const { agent, heard } = make({}, { model: 'gemini-2.0-flash-exp' });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(heard.errors[0]?.message).toMatch(/gemini-2\.0-flash-exp.*gemini-3\.8-live/);
    expect(gemini.upgrades).toHaveLength(0);
  });

  it.each([
    ['missing key', ' ', '', 'GOOGLE_API_KEY'],
    ['quoted key', '"abc"', '', 'GOOGLE_API_KEY'],
    ['wrong address', 'TEST_KEY', 'gemini', 'GEMINI_BASE_URL'],
  ])('says what is wrong with a %s', async (_name, apiKey, baseUrl, setting) => {
    const { agent, heard } = make({ access: () => ({ kind: 'api-key', apiKey, baseUrl }) });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(heard.errors[0]?.message).toContain(setting);
  });

  it('says at once that access is refused', async () => {
    gemini.knobs.refuseUpgrade = 403;
    const { agent, heard } = make();
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(gemini.upgrades).toHaveLength(1);
  });

  it('tries again while the service is overloaded, then says so', async () => {
    gemini.knobs.refuseUpgrade = 503;
    const { agent, heard } = make();
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(gemini.upgrades).toHaveLength(3);
  });

  it('starts when the service comes back in time', async () => {
    gemini.stopListening();
    const { agent, heard, logLines } = make();
    const starting = agent.start(heard);
    await gemini.waitFor(() => logLines.length >= 2);
    await gemini.listen();
    expect(await starting).toMatchObject({ ok: true });
    expect(heard.links).toEqual(['connecting', 'ready']);
  });

  it('gives a session that is never set up three tries', async () => {
    gemini.knobs.setupDelayMs = 'never';
    const { agent, heard } = make({ times: { connectTimeoutMs: 100 } });
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(gemini.sessions).toHaveLength(3);
    await gemini.untilNoneOpen();
  });

  it('names the quota when that is the reason', async () => {
    gemini.knobs.refuseSetup = () => ({ code: 1011, reason: 'RESOURCE_EXHAUSTED: quota' });
    const { agent, heard } = make();
    expect(await agent.start(heard)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(heard.errors[0]?.message).toContain('quota');
  });

  it('keeps the key out of the error when the service repeats it', async () => {
    gemini.knobs.refuseSetup = () => ({ code: 1008, reason: 'bad argument near TEST_KEY here' });
    const { agent, heard } = make();
    expect(await agent.start(heard)).toMatchObject({ ok: false });
    expect(heard.errors[0]?.message).toContain('near [key] here');
  });
});
