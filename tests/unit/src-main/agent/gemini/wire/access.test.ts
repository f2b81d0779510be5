import { afterEach, describe, expect, it, vi } from 'vitest';
import { rotationDelayMs } from '#main/agent/gemini/session/connectionRenewal';
import { LossCounter } from '#main/agent/gemini/session/lossCounter';
import { traitsOf } from '#main/agent/gemini/setup/modelTraits';
import { checkEndpoint, checkLiveModel } from '#main/agent/gemini/wire/access';
import type { GeminiAccess } from '#model/geminiAccess';

describe('checkLiveModel', () => {
  it('takes a name with and without its prefix', () => {
    expect(checkLiveModel('gemini-3.8-live')).toEqual({ ok: true, value: 'gemini-3.8-live' });
    expect(checkLiveModel(' models/gemini-3.8-live ')).toEqual({
      ok: true,
      value: 'gemini-3.8-live',
    });
  });

  it.each([
    'gemini-2.0-flash-exp',
    'models/gemini-2.0-flash-live-001',
    'gemini-live-2.5-flash-preview',
  ])('refuses %s, which was shut down, and names the model to use', (model) => {
    const result = checkLiveModel(model);
    expect(result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(JSON.stringify(result)).toMatch(/shut down on \d{4}-.*gemini-3\.8-live/);
  });

  it.each(['', 'two words', '../../etc'])('refuses %j', (model) => {
    expect(checkLiveModel(model)).toMatchObject({ ok: false, error: { kind: 'config' } });
  });
});

function key(apiKey: string, baseUrl: string): GeminiAccess {
  return { kind: 'api-key', apiKey, baseUrl };
}

describe('checkEndpoint', () => {
  it.each([
    ['', 'https://generativelanguage.googleapis.com'],
    ['http://127.0.0.1:8500/', 'http://127.0.0.1:8500'],
    ['ws://127.0.0.1:8500', 'http://127.0.0.1:8500'],
    ['wss://proxy.example/gemini/', 'https://proxy.example/gemini'],
  ])('takes %j as %s', (given, baseUrl) => {
    expect(checkEndpoint(key(' KEY_1-a.b ', given))).toEqual({
      ok: true,
      value: { kind: 'api-key', apiKey: 'KEY_1-a.b', baseUrl },
    });
  });

  it.each(['K&x=1', '"KEY"', 'KEY\nX', ''])('refuses the key %j without repeating it', (text) => {
    const result = checkEndpoint(key(text, ''));
    expect(result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(text === '' || !JSON.stringify(result).includes(text)).toBe(true);
  });

  it.each(['nonsense', 'ftp://host', 'https://host/?key=abc'])('refuses the address %j', (url) => {
    expect(checkEndpoint(key('KEY', url))).toMatchObject({ ok: false, error: { kind: 'config' } });
  });
});

it('knows which models take text turns in a running session', () => {
  expect(traitsOf('gemini-3.8-live').textTurns).toBe('any-time');
  expect(traitsOf('models/gemini-3.1-flash-live-preview').textTurns).toBe('never');
});

it('leaves a connection the margin before its announced end, or half of a short notice', () => {
  expect(rotationDelayMs(50_000, 3_000)).toBe(47_000);
  expect(rotationDelayMs(1_000, 3_000)).toBe(500);
  expect(rotationDelayMs(0, 3_000)).toBe(0);
  expect(rotationDelayMs(null, 3_000)).toBe(3_000);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('LossCounter', () => {
  const backoff = { firstMs: 500, maxMs: 4_000, factor: 2, jitter: 0 };

  it('asks for no patience after one loss, for more after each, and gives up in the end', () => {
    const losses = new LossCounter(10_000, backoff);
    const seen = [];
    for (let count = 0; count < 6; count += 1) {
      losses.note(100);
      seen.push([losses.delayMs, losses.handleSuspect, losses.hopeless]);
    }
    expect(seen).toEqual([
      [0, false, false],
      [500, false, false],
      [1_000, true, false],
      [2_000, true, false],
      [4_000, true, false],
      [4_000, true, true],
    ]);
  });

  it('forgets after a session that lasted', () => {
    const losses = new LossCounter(10_000, backoff);
    for (const lastedMs of [1, 1, 1, 1, 10_000]) {
      losses.note(lastedMs);
    }
    expect([losses.delayMs, losses.handleSuspect]).toEqual([0, false]);
  });

  it('loses patience with sessions that do not answer, unless they are far between', () => {
    vi.useFakeTimers();
    const losses = new LossCounter(10_000, backoff);
    const seen = [];
    for (const waitMs of [0, 300_000, 30_000, 30_000, 30_000]) {
      vi.advanceTimersByTime(waitMs);
      losses.noteStuck('no-answer');
      seen.push([losses.handleSuspect, losses.hopeless]);
    }
    expect(seen).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('holds no missing answers against a service that speaks, but goes on counting silent speech', () => {
    const losses = new LossCounter(10_000, backoff);
    for (let count = 0; count < 8; count += 1) {
      losses.noteStuck('no-answer');
      losses.noteAnswer();
    }
    expect([losses.handleSuspect, losses.hopeless]).toEqual([false, false]);
    for (let count = 0; count < 4; count += 1) {
      losses.noteStuck('soundless');
      losses.noteAnswer();
    }
    expect(losses.hopeless).toBe(true);
  });
});
