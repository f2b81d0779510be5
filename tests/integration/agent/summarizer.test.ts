import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGeminiSummarizer } from '#main/agent/gemini/summary/summarizer';
import type { SummaryRequest } from '#main/agent/summarizer';
import type { ProfileSummary } from '#model/summary';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';

const PLAN: ProfileSummary = {
  on: true,
  outcomes: ['sold', 'not sold'],
  fields: [
    { name: 'order', type: 'text', description: 'Order number', choices: [], required: true },
    { name: 'amount', type: 'number', description: '', choices: [], required: false },
    { name: 'angry', type: 'boolean', description: '', choices: [], required: false },
    { name: 'size', type: 'choice', description: '', choices: ['S', 'L'], required: false },
    { name: 'due', type: 'date', description: '', choices: [], required: false },
  ],
};

const REQUEST: SummaryRequest = {
  talk: 'Caller: Hello.\nAI: Good day.',
  startedAt: 'Monday, 2026-11-30, 09:00',
  language: 'es',
  plan: PLAN,
};

const NEVER = new AbortController().signal;

let gemini: StandInGemini;
beforeEach(async () => {
  gemini = await startStandInGemini();
});
afterEach(() => gemini.close());

const summarizer = (model = 'gemini-3.8-flash', apiKey = 'TEST_KEY') =>
  createGeminiSummarizer({
    access: () => ({ kind: 'api-key', apiKey, baseUrl: gemini.baseUrl }),
    model: () => model,
    timeoutMs: 1_000,
  });

describe('the summarizer of Gemini', () => {
  it('sends the talk with what the profile wants, and reads the answer', async () => {
    const fields = { order: 'A1', amount: 3, angry: false, size: 'L', due: '2026-12-01' };
    gemini.knobs.textAnswer = () => ({
      ...{ summary: ' Compró. ', outcome: 'sold', followUps: ['Enviar', ' '], fields },
    });
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made).toEqual({
      ok: true,
      value: {
        content: { text: 'Compró.', outcome: 'sold', followUps: ['Enviar'], fields },
        model: 'gemini-3.8-flash',
      },
    });
    const [received] = gemini.textRequests;
    expect(received).toMatchObject({
      path: '/v1beta/models/gemini-3.8-flash:generateContent',
      key: 'TEST_KEY',
      talk: REQUEST.talk,
      schema: {
        properties: {
          outcome: { enum: ['sold', 'not sold'] },
          fields: {
            properties: { size: { enum: ['S', 'L'] }, due: { format: 'date' } },
            required: ['order'],
          },
        },
        required: ['summary', 'followUps', 'fields'],
      },
    });
    expect(received?.instruction).toContain('Write in Spanish (es).');
    expect(received?.instruction).toContain('Monday, 2026-11-30');
  });

  it('asks for neither outcome nor fields where the profile declares none', async () => {
    const plan = { on: true, outcomes: [], fields: [] };
    const made = await summarizer().summarize({ ...REQUEST, plan }, NEVER);
    expect(made.ok && made.value.content).toEqual({
      text: 'The caller asked a question.',
      outcome: null,
      followUps: [],
      fields: {},
    });
    expect(Object.keys(gemini.textRequests[0]?.schema['properties'] ?? {})).toEqual([
      'summary',
      'followUps',
    ]);
  });

  it('takes an answer in which outcome and fields are left out', async () => {
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: true, value: { content: { outcome: null } } });
  });

  it('leaves out what is wrong in an answer that has a summary', async () => {
    gemini.knobs.textAnswer = () => ({
      summary: 'Hello.',
      outcome: 'stolen',
      followUps: 'none',
      fields: { order: 7, amount: '3', size: 'XL', due: 'tomorrow', other: 1 },
    });
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made.ok && made.value.content).toEqual({
      text: 'Hello.',
      outcome: null,
      followUps: [],
      fields: { order: null, amount: null, angry: null, size: null, due: null },
    });
  });

  it.each(['no JSON', '{}', '{"summary":""}', 'null'])(
    'takes %s for no summary, and says that another attempt may bring one',
    async (text) => {
      gemini.knobs.textTrouble = [{ text }];
      const made = await summarizer().summarize(REQUEST, NEVER);
      expect(made).toMatchObject({ ok: false, error: { kind: 'protocol', retryable: true } });
    },
  );

  it.each([
    [429, 'refused', true],
    [503, 'refused', true],
    [403, 'auth', false],
    [400, 'config', false],
  ])('tells of status %i as %s', async (status, kind, retryable) => {
    gemini.knobs.textTrouble = [status];
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: false, error: { kind, retryable } });
  });

  it('names the setting of a model that is not known', async () => {
    const made = await summarizer('gemini-none').summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: false, error: { kind: 'config', retryable: false } });
    expect(made.ok ? '' : made.error.message).toContain('GEMINI_TEXT_MODEL');
  });

  it('does not show the key when it is refused', async () => {
    const made = await summarizer('gemini-3.8-flash', 'BAD_KEY').summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(JSON.stringify(made)).not.toContain('BAD_KEY');
  });

  it('gives up on a service that does not answer', async () => {
    gemini.knobs.textTrouble = ['hang'];
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: false, error: { kind: 'timeout', retryable: true } });
  });

  it('says that nobody is there as a fault that may pass', async () => {
    await gemini.close();
    const made = await summarizer().summarize(REQUEST, NEVER);
    expect(made).toMatchObject({ ok: false, error: { kind: 'network', retryable: true } });
  });

  it('ends a request that is called off', async () => {
    gemini.knobs.textTrouble = ['hang'];
    const stop = new AbortController();
    const asked = summarizer().summarize(REQUEST, stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 50);
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
