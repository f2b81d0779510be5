import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';
import { phrase } from '#model/phrases/phrase';
import { ApiBench } from '#support/api/apiBench';
import { placed } from '#support/phrases';

let bench: ApiBench;

beforeEach(async () => {
  bench = await ApiBench.start();
});

afterEach(async () => {
  await bench.stop();
});

const acting = () => ({ token: bench.tokens.act });

const REFUND = { name: 'Refund', language: 'en', phrases: ['refund*'], severity: 'danger' };

describe('the rules for alerts in the API', () => {
  it('are read, replaced and read again, and the change stands in the audit', async () => {
    const usual = await bench.ask('GET', '/alert-rules');
    expect(usual).toMatchObject({ status: 200, body: { rules: DEFAULT_ALERT_RULES, problem: '' } });
    const body = {
      signals: { 'both-silent': { warnAt: 20 } },
      trouble: { media: { sound: false } },
      keywords: [REFUND],
    };
    const saved = await bench.ask('PUT', '/alert-rules', { ...acting(), body });
    expect(saved).toMatchObject({
      status: 200,
      body: {
        signals: { 'both-silent': { on: true, warnAt: 20, dangerAt: 30 } },
        trouble: {
          media: { sound: false, coolDownSeconds: 60 },
          recording: { sound: true, coolDownSeconds: 60 },
        },
        keywords: [{ ...REFUND, of: 'caller', sound: true, coolDownSeconds: 60 }],
      },
    });
    expect((await bench.ask('GET', '/alert-rules')).body?.['rules']).toEqual(saved.body);
    expect(bench.history.entries).toMatchObject([
      { actor: 'api:actor', action: 'alertRules.save', result: 'ok' },
    ]);
  });

  it('are refused with what is wrong place by place, and stay as they were', async () => {
    const body = {
      signals: { 'slow-answer': { warnAt: 4, dangerAt: 2 } },
      keywords: [REFUND, REFUND],
    };
    const refused = await bench.ask('PUT', '/alert-rules', { ...acting(), body });
    expect(refused.status).toBe(400);
    expect(refused.body?.['errors']).toMatchObject([
      placed('body.signals.slow-answer.dangerAt', phrase('alert-rules.danger-below')),
      placed('body.keywords.1.name', phrase('alert-rules.name-taken')),
    ]);
    expect((await bench.ask('GET', '/alert-rules')).body?.['rules']).toEqual(DEFAULT_ALERT_RULES);
    expect(bench.history.entries).toEqual([]);
  });

  it('are changed and tried with an acting token only', async () => {
    for (const [token, status] of [
      [null, 401],
      [bench.tokens.read, 403],
    ] as const) {
      const tried = { token, body: { rules: {} } };
      expect((await bench.ask('PUT', '/alert-rules', { token, body: {} })).status).toBe(status);
      expect((await bench.ask('POST', '/alert-rules/try', tried)).status).toBe(status);
    }
  });

  it('are tried without being saved', async () => {
    const body = { rules: { keywords: [REFUND] }, days: 30 };
    const tried = await bench.ask('POST', '/alert-rules/try', { ...acting(), body });
    expect(tried).toMatchObject({ status: 200, body: { days: 30, calls: 0, alerts: 0 } });
    expect((await bench.ask('GET', '/alert-rules')).body?.['rules']).toEqual(DEFAULT_ALERT_RULES);
    expect(bench.history.entries).toMatchObject([
      { actor: 'api:actor', action: 'alertRules.try', params: '{"days":30}' },
    ]);
  });
});
