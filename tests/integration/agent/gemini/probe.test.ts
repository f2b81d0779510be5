import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeGemini, type ProbeRequest } from '#main/agent/gemini/wire/probe';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';

let gemini: StandInGemini;

beforeEach(async () => {
  gemini = await startStandInGemini();
});

afterEach(async () => {
  await gemini.close();
});

function probe(overrides: Partial<ProbeRequest> = {}, apiKey = 'TEST_KEY') {
  return probeGemini({
    access: { kind: 'api-key', apiKey, baseUrl: gemini.baseUrl },
    model: 'gemini-3.8-live',
    timeoutMs: 2_000,
    ...overrides,
  });
}

describe('probeGemini', () => {
  it('gives the name of the model, and sends the key in a header only', async () => {
    expect(await probe()).toEqual({ ok: true, value: { displayName: 'Gemini 3.8 Live' } });
    expect(gemini.modelRequests).toEqual([
      { url: '/v1beta/models/gemini-3.8-live', key: 'TEST_KEY' },
    ]);
  });

  it('fails with auth when the key is refused', async () => {
    const result = await probe({}, 'WRONG_KEY');
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth', retryable: false } });
    expect(JSON.stringify(result)).toContain('GOOGLE_API_KEY');
    expect(JSON.stringify(result)).not.toContain('WRONG_KEY');
  });

  it('names the model to use when the model is unknown', async () => {
    const result = await probe({ model: 'models/gemini-9-live' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(JSON.stringify(result)).toContain('gemini-3.8-live');
  });

  it('refuses a model that was shut down, without a request', async () => {
    expect(await probe({ model: 'gemini-2.0-flash-live-001' })).toMatchObject({ ok: false });
    expect(gemini.modelRequests).toEqual([]);
  });

  it('fails with refused, to be tried again, when the service is down', async () => {
    gemini.knobs.modelsAnswer = 503;
    expect(await probe()).toMatchObject({ ok: false, error: { kind: 'refused', retryable: true } });
  });

  it('gives the reason when the service cannot be reached', async () => {
    gemini.stopListening();
    const result = await probe();
    expect(result).toMatchObject({ ok: false, error: { kind: 'network', retryable: true } });
    expect(JSON.stringify(result)).toContain('ECONNREFUSED');
  });

  it('does not wait for ever', async () => {
    gemini.knobs.modelsAnswer = 'hang';
    const result = await probe({ timeoutMs: 150 });
    expect(result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });
});
