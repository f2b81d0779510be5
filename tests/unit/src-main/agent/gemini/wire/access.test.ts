import { describe, expect, it } from 'vitest';
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
