import { describe, expect, it } from 'vitest';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import { geminiSession } from '#main/config/settings/geminiSession';
import { isGeminiConfigured, settingsWith } from '#main/config/settings/settings';
import { parseSetting, resolveSetting } from '#main/config/settings/sources';
import { wordsOf } from '#model/phrases/phrase';

describe('access to Gemini', () => {
  it('is by key unless Vertex AI is wanted', () => {
    const settings = settingsWith({ googleApiKey: 'KEY', googleCloudProject: 'p' });
    expect(geminiAccess(settings)).toEqual({ kind: 'api-key', apiKey: 'KEY', baseUrl: '' });
    expect(isGeminiConfigured(settings)).toBe(true);
    expect(isGeminiConfigured(settingsWith({ googleCloudProject: 'p' }))).toBe(false);
  });

  it('is by project where Vertex AI is wanted, whatever the key', () => {
    const vertex = { googleGenaiUseVertexai: true, googleApplicationCredentials: '/c.json' };
    const settings = settingsWith({ ...vertex, googleCloudProject: 'p' });
    expect(geminiAccess(settings)).toEqual({
      kind: 'vertex',
      project: 'p',
      location: 'us-central1',
      credentialsFile: '/c.json',
      baseUrl: '',
    });
    expect(isGeminiConfigured(settings)).toBe(true);
    expect(isGeminiConfigured(settingsWith({ ...vertex, googleApiKey: 'KEY' }))).toBe(false);
  });
});

describe('the instruction of the settings', () => {
  it('may hold placeholders; one that there is not is a problem, and the default is used', () => {
    const of = (text: string) =>
      resolveSetting('GEMINI_SYSTEM_INSTRUCTION', {
        environment: { GEMINI_SYSTEM_INSTRUCTION: text },
        'env-file': {},
        saved: {},
      });
    const good = 'Greet {caller.name} of {channel.TIER}.';
    expect(of(good)).toMatchObject({ value: good, problem: null });
    const wrong = of('Greet {caller_name}.');
    expect(wrong.value).toContain('friendly');
    expect(wrong.problem && wordsOf(wrong.problem)).toMatch(
      /^GEMINI_SYSTEM_INSTRUCTION has \{caller_name\}, which is no placeholder.*\{caller\.name\}/,
    );
  });
});

describe('the time zone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Berlin', false],
    ['local', false],
  ])('%s: %s', (text, taken) => {
    expect(parseSetting('TIME_ZONE', text).ok).toBe(taken);
  });
});

describe('settings of sessions', () => {
  it('leave everything to the service unless they are set', () => {
    expect(geminiSession(settingsWith())).toEqual({ activityDetection: {} });
  });

  it('are handed on in the units of the service', () => {
    const settings = settingsWith({
      geminiStartSensitivity: 'low',
      geminiEndSensitivity: 'high',
      geminiPrefixPaddingMs: 300,
      geminiSilenceDurationMs: 1_200,
      geminiTurnCoverage: 'activity',
      geminiContextLimit: 32_000,
    });
    expect(geminiSession(settings)).toEqual({
      activityDetection: {
        startOfSpeechSensitivity: 'LOW',
        endOfSpeechSensitivity: 'HIGH',
        prefixPaddingMs: 300,
        silenceDurationMs: 1_200,
      },
      turnCoverage: 'activity',
      compressionTriggerTokens: 32_000,
    });
  });

  it.each([
    ['0', true],
    ['4999', false],
    ['5000', true],
    ['128000', true],
    ['128001', false],
    ['many', false],
  ])('take %s tokens for a limit of the context: %s', (text, taken) => {
    expect(parseSetting('GEMINI_CONTEXT_LIMIT', text).ok).toBe(taken);
  });
});
